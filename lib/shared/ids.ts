import { z } from 'zod'

const uuid = z.uuid()

/** Whether the database can be queried for it: an address can contain anything. */
export const isUuid = (text: string) => uuid.safeParse(text).success
