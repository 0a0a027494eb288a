import type { Contact } from '@/lib/learners/queries'
import { sayIn } from '@/lib/messages/say'
import type { GrantToGive } from '@/lib/grants/commands'
import type { Settings } from '@/lib/office/settings'
import { env } from '@/lib/shared/env'
import { dayFromDate, seedPeriod, showDay, showPeriod } from '@/lib/shared/dates'
import { showAmount, sumAmounts } from '@/lib/shared/money'
import type { Registered } from './effects'

type Letter = { to: string; subject: string; text: string }

/** A letter lists so many persons; the rest are one click away. */
const mostListed = 200

/** The automatic letter to each person (own-funds seed); its texts are the office's, in settings. */
export const letterToPerson = (
  settings: Settings,
  document: Registered,
  row: GrantToGive,
  person: Contact,
): Letter => ({
  to: person.email,
  subject: settings.letterSubject,
  text: fill(settings.letterText, document, row, person),
})

/** To those who had the letter, when the directive is cancelled. */
export const undoneLetter = (
  settings: Settings,
  document: Registered,
  row: GrantToGive,
  person: Contact,
  reason: string,
): Letter => ({
  to: person.email,
  subject: settings.undoneSubject,
  text: fill(settings.undoneText, document, row, person, reason),
})

/** Puts values into the places of the office's own text; a place nobody knows stays as it is. */
function fill(template: string, document: Registered, row: GrantToGive, person: Contact, reason = '') {
  const values: Record<string, string> = {
    firstName: person.firstName,
    lastName: person.lastName,
    number: document.number,
    date: showDay(dayFromDate(document.registeredOn)),
    from: showDay(row.paidFrom),
    to: showDay(row.paidTo),
    amount: showAmount(row.monthlyAmount),
    reason,
  }
  const text = template.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place)
  return document.unit.contact === '' ? text : `${text}\n\n${document.unit.contact}`
}

/** Tells the finance office: number, kind, persons, periods, sums, link (spec 3, item 6). Written in Estonian. */
export function financeNotice(
  document: Registered,
  rows: readonly GrantToGive[],
  people: ReadonlyMap<string, Contact>,
  what: 'given' | 'undone',
): Omit<Letter, 'to'> {
  const say = sayIn('et')
  const { number } = document
  const lines = rows.slice(0, mostListed).map((row) => {
    const { firstName, lastName } = people.get(row.learnerId)!
    return `${lastName}, ${firstName}: ${showPeriod({ from: row.paidFrom, to: row.paidTo })}, ${showAmount(row.monthlyAmount)} €, ${row.fundingSource}`
  })
  const left = rows.length - lines.length
  if (left > 0) lines.push(say('documents.letter.more', { count: left }))
  return {
    subject: say(`documents.letter.${what}Subject`, { number }),
    text: [
      say(`documents.letter.${what}`, {
        number,
        date: showDay(dayFromDate(document.registeredOn)),
        kind: say(`documents.kind.${document.kind as 'OWN_FUNDS_ALLOWANCE'}`),
        unit: document.unit.name,
      }),
      say('documents.letter.sum', {
        count: rows.length,
        sum: showAmount(sumAmounts(rows.map((row) => row.monthlyAmount))),
        period: seedPeriod({
          from: rows.map((row) => row.paidFrom).reduce((a, b) => (a < b ? a : b)),
          to: rows.map((row) => row.paidTo).reduce((a, b) => (a > b ? a : b)),
        }),
      }),
      lines.join('\n'),
      `${env().OLEK_URL}/documents/${document.id}`,
    ].join('\n\n'),
  }
}
