import { z } from 'zod'

const uuid = z.uuid()

/** Whether the database can be asked for it: an address can hold anything. */
export const isUuid = (text: string) => uuid.safeParse(text).success
