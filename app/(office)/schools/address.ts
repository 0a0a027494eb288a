import type { Day } from '@/lib/shared/dates'
import { listAddress } from '../list-address'

/**
 * The addresses of a class's list; without a day it is as of `usual`, which is today or the nearest day of its year.
 */
export const classAddress = (
  id: string,
  { on, state, sort }: { on?: Day; state: string; sort: string },
  usual: Day,
) =>
  listAddress<{ on?: Day; state: string; sort: string; page?: number }>(
    `/schools/classes/${id}`,
    { on, state, sort },
    { state: 'STUDYING', sort: 'name', on: usual },
  )
