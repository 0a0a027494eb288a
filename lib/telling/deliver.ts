import { deliverAllDue } from '@/lib/deliveries/deliver'
import type { Db } from '@/lib/shared/db'
import type { Neighbour } from '@/lib/shared/generated/enums'
import { routes } from './routes'

/** Sends everything that is due to a neighbour by its routes; `clock` gives the instant it is. Returns how many were tried. */
export const deliverDue = (db: Db, neighbour: Neighbour, clock: () => Date): Promise<number> =>
  deliverAllDue({ db, neighbour, routes, clock })
