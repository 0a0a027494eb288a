import { z } from 'zod'
import type { Db, Tx } from '@/lib/shared/db'

const greeting = 'Tere, {firstName} {lastName}!'
const letter = (subject: string, text: string) =>
  z.object({ subject: z.string(), text: z.string() }).catch({ subject, text: `${greeting} ${text}` })

/**
 * The letters to persons (spec 3): about an own-funds allowance as in the seed, about any grant, about a cancelled
 * document. {act} is the sentence about what was done: it names the document and what it changes or cancels; the rest
 * says how things stand now.
 */
const letters = z.object({
  givenOwnFunds: letter(
    'Teile on määratud doktoranditoetus',
    'Teile on korraldusega nr {number} ({date}) määratud doktoranditoetus struktuuriüksuse omavahenditest ' +
      'ajavahemikuks {from} - {to}, {amount} eurot kuus.',
  ),
  undoneOwnFunds: letter(
    'Teile määratud doktoranditoetus on tühistatud',
    '{act} Doktoranditoetus struktuuriüksuse omavahenditest, mis oli Teile määratud ajavahemikuks {from} - {to}, ' +
      'on tühistatud. Põhjus: {reason}',
  ),
  given: letter(
    'Teile on määratud {type}',
    'Teile on korraldusega nr {number} ({date}) määratud {type} ajavahemikuks {from} - {to}, {amount} eurot kuus.',
  ),
  ended: letter(
    'Teie toetuse maksmine lõpeb varem',
    '{act} Teile määratud toetust ({type}) makstakse kuni {to}. Põhjus: {reason}',
  ),
  voided: letter(
    'Teile määratud toetust ei maksta',
    '{act} Toetust ({type}), mis oli Teile määratud ajavahemikuks {from} - {to}, ei maksta. Põhjus: {reason}',
  ),
  changed: letter(
    'Teile määratud toetust on muudetud',
    '{act} Teile määratud toetust ({type}) makstakse nüüd ajavahemikul {from} - {to}, {amount} eurot kuus. ' +
      'Finantsallikas: {source}. Arveldusarve: {account}. Põhjus: {reason}',
  ),
  restored: letter(
    'Teie toetuse maksmine jätkub',
    '{act} Teile määratud toetust ({type}) makstakse taas ajavahemikul {from} - {to}, {amount} eurot kuus. ' +
      'Põhjus: {reason}',
  ),
  undone: letter(
    'Teile määratud toetus on tühistatud',
    '{act} Toetus ({type}), mis oli Teile määratud ajavahemikuks {from} - {to}, on tühistatud. Põhjus: {reason}',
  ),
  admitted: letter(
    'Olete arvatud täiendusõppe õppijaks',
    'Teid on korraldusega nr {number} ({date}) arvatud täiendusõppe õppijaks: {run}.',
  ),
  admissionAnnulled: letter(
    'Teie õppijaks arvamine on tühistatud',
    'Teie täiendusõppe õppijaks arvamine ({run}) on korraldusega nr {number} ({date}) tühistatud. Põhjus: {reason}',
  ),
  discontinued: letter(
    'Teie täiendusõppe õpingud on katkestatud',
    'Teie täiendusõppe õpingud ({run}) on korraldusega nr {number} ({date}) katkestatud alates {on}. Põhjus: {reason}',
  ),
  cancelled: letter('{document} nr {number} on tühistatud', '{act} Põhjus: {reason}'),
})

export type LetterName = keyof z.infer<typeof letters>
export const letterNames = Object.keys(letters.shape) as LetterName[]

const ofDocument = ['firstName', 'lastName', 'act', 'document', 'number', 'date', 'kind', 'reason']
const ofRun: Partial<Record<LetterName, readonly string[]>> = {
  admitted: ['firstName', 'lastName', 'number', 'date', 'kind', 'run'],
  admissionAnnulled: [...ofDocument, 'run'],
  discontinued: [...ofDocument, 'run', 'on'],
}
const ofGrant = [...ofDocument, 'type', 'from', 'to', 'amount', 'source', 'account']

/** The placeholders (in braces) that a letter's text may have. */
export const letterPlaces = (name: LetterName): readonly string[] =>
  name === 'cancelled' ? ofDocument : (ofRun[name] ?? ofGrant)

export const partMonths = ['WHOLE', 'BY_DAYS'] as const

export const mostRecallMinutes = 60
export const mostFreshMinutes = 1_440

/** The office's own settings with their defaults, a line each; a stored value that no longer fits is ignored. */
const Settings = z.object({
  /** who is asked about a foreigner's right to be paid (seed "stipend-warnings") */
  visaContact: z.string().catch('studentvisasupport@ut.ee'),
  /** contacts on the page of registrants: for the register's content, for Olek, for Juhan (spec 4) */
  contentContact: z.string().catch(''),
  programContact: z.string().catch('ois.tugi@ut.ee, 737 6615'),
  juhanContact: z.string().catch('juhan@tugi.edu.ee'),
  /** how long an unreachable neighbour is tried before a person is needed, hours */
  deliveryHours: z.number().int().min(1).max(720).catch(72),
  /** how long after `Saada DHISi` a document leaves; until then it can simply be taken back, minutes */
  recallMinutes: z.number().int().min(0).max(mostRecallMinutes).catch(0),
  /** Juhan's data older than this many minutes are fetched anew before an admission is made or sent (spec 4) */
  juhanFreshMinutes: z.number().int().min(1).max(mostFreshMinutes).catch(60),
  /** DHIS is asked about an issued document without news for this many minutes */
  lookAfterMinutes: z.number().int().min(1).max(10_080).catch(60),
  /** the payment for a month that is only partly paid for: its whole amount, or by its days (spec 3 "Amounts") */
  partMonth: z.enum(partMonths).catch('WHOLE'),
  /** the texts for persons; known placeholders in braces are filled in, others stay as they are */
  letters: letters.catch(letters.parse({})),
})

export type Settings = z.infer<typeof Settings>

/** All settings in one statement. */
export async function readSettings(client: Db | Tx): Promise<Settings> {
  const rows = await client.setting.findMany()
  return settingsIn(Object.fromEntries(rows.map(({ key, value }) => [key, value])))
}

/** The settings among what is stored, values by key; what the office hasn't set has its default. */
export const settingsIn = (stored: unknown): Settings => Settings.parse(stored)
