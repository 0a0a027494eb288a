import { z } from 'zod'
import type { Db, Tx } from '@/lib/shared/db'

/** The office's own settings with their defaults, a line each; a stored value that no longer fits is ignored. */
const Settings = z.object({
  /** who is asked about a foreigner's right to be paid (seed "stipend-warnings") */
  visaContact: z.string().catch('studentvisasupport@ut.ee'),
  /** how long an unreachable neighbour is tried before a person is needed, hours */
  deliveryHours: z.number().int().min(1).max(720).catch(72),
  /** DHIS is asked about an issued document whose news hasn't come for so many minutes */
  lookAfterMinutes: z.number().int().min(1).max(10_080).catch(60),
  /** letter to a person who was given an own-funds allowance (spec 3) */
  letterSubject: z.string().catch('Teile on määratud doktoranditoetus'),
  letterText: z
    .string()
    .catch(
      'Tere, {firstName} {lastName}! Teile on korraldusega nr {number} ({date}) määratud doktoranditoetus ' +
        'struktuuriüksuse omavahenditest ajavahemikuks {from} - {to}, {amount} eurot kuus.',
    ),
  undoneSubject: z.string().catch('Teile määratud doktoranditoetus on tühistatud'),
  undoneText: z
    .string()
    .catch(
      'Tere, {firstName} {lastName}! Korraldusega nr {number} ({date}) ajavahemikuks {from} - {to} määratud ' +
        'doktoranditoetus struktuuriüksuse omavahenditest on tühistatud. Põhjus: {reason}',
    ),
})

export type Settings = z.infer<typeof Settings>

/** All settings in one statement. */
export async function readSettings(client: Db | Tx): Promise<Settings> {
  const rows = await client.setting.findMany()
  return Settings.parse(Object.fromEntries(rows.map(({ key, value }) => [key, value])))
}
