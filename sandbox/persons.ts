import { readFileSync } from 'node:fs'
import { z } from 'zod'

const personSchema = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  firstName: z.string().min(1),
  lastName: z.string().min(1),
  personalCode: z.string().regex(/^\d{11}$/),
  email: z.email(),
})

/** An invented person one can be in the sandbox: to sign in, and to confirm or reject in DHIS. */
export type Person = z.infer<typeof personSchema>

/** The persons of the file, in its order; none without a file. Throws if the file is there and wrong. */
export function readPersons(path: string | undefined): Person[] {
  if (path === undefined) return []
  return z.array(personSchema).parse(JSON.parse(readFileSync(path, 'utf8')))
}
