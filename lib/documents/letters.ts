import { sayIn } from '@/lib/messages/say'
import type { GrantChange, GrantNews, GrantState } from '@/lib/grants/queries-states'
import { ownFundsAllowance } from '@/lib/grants/clashes'
import type { Contact } from '@/lib/learners/queries'
import type { Settings } from '@/lib/office/settings'
import { env } from '@/lib/shared/env'
import { dayFromDate, seedPeriod, showDay, showPeriod, type Day } from '@/lib/shared/dates'
import { showAmount, sumAmounts } from '@/lib/shared/money'
import type { Registered } from './effects'
import type { KindCode } from './kinds'

type Letter = { to: string; subject: string; text: string }

/** A letter lists so many persons; the rest are one click away. */
const mostListed = 200

/**
 * Writes a document's letters to persons. The texts are the office's, in settings; `reason`: why it was undone.
 * `ofGrant`: what a person is told of a grant (own-funds seed; spec 3): given, ended early, changed, back in force or taken
 * back; the first seed's letter has a text of its own. `ofRun`: what becomes of a place of continuing education. `ofUndoing`: to those whom the document concerned in other ways.
 */
export function letterWriter({ letters }: Settings, document: Registered, reason: string) {
  const { contact } = document.unit
  const same = {
    number: document.number,
    date: showDay(dayFromDate(document.registeredOn)),
    kind: sayIn('et')(`documents.kind.${document.kind as KindCode}`),
    reason,
  }
  const write = (name: keyof Settings['letters'], person: Contact, more: Record<string, string>): Letter => {
    const values = { ...same, ...more, firstName: person.firstName, lastName: person.lastName }
    const text = fill(letters[name].text, values)
    return {
      to: person.email,
      subject: fill(letters[name].subject, values),
      text: contact === '' ? text : `${text}\n\n${contact}`,
    }
  }
  return {
    ofGrant({ news, before, after }: GrantChange, person: Contact): Letter {
      const grant = (after ?? before)!
      return write(grant.typeCode === ownFundsAllowance ? ofOwnFunds[news] : news, person, {
        type: grant.typeName,
        from: showDay(grant.from),
        to: showDay(grant.to),
        amount: showAmount(grant.monthlyAmount),
      })
    },
    /** to a person of continuing education; `run`: the programme and the run */
    ofRun: (
      name: 'admitted' | 'admissionAnnulled' | 'discontinued',
      person: Contact,
      row: { run: string; on: Day | null; reason: string },
    ) => write(name, person, { run: row.run, on: row.on ? showDay(row.on) : '', reason: row.reason }),
    ofUndoing: (person: Contact) => write('cancelled', person, {}),
  }
}

const ofOwnFunds = {
  given: 'givenOwnFunds',
  undone: 'undoneOwnFunds',
  ended: 'ended',
  changed: 'changed',
  restored: 'restored',
} as const satisfies Record<GrantNews, keyof Settings['letters']>

/** Puts values into the places of the office's own text; a place nobody knows stays as it is. */
const fill = (template: string, values: Readonly<Record<string, string>>) =>
  template.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place)

/** Tells the finance office: number, kind, persons, periods, sums, link (spec 3, item 6). Written in Estonian. */
export function financeNotice(
  document: Registered,
  grants: readonly GrantState[],
  people: ReadonlyMap<string, Contact>,
  news: GrantNews,
): Omit<Letter, 'to'> {
  const say = sayIn('et')
  const { number } = document
  const kind = say(`documents.kind.${document.kind as KindCode}`)
  const lines = grants.slice(0, mostListed).map((grant) => {
    const { firstName, lastName } = people.get(grant.learnerId)!
    return `${lastName}, ${firstName}: ${showPeriod(grant)}, ${showAmount(grant.monthlyAmount)} €, ${grant.fundingSource}`
  })
  const left = grants.length - lines.length
  if (left > 0) lines.push(say('documents.letter.more', { count: left }))
  return {
    subject: say(`documents.letter.${news}Subject`, { number, kind }),
    text: [
      say(`documents.letter.${news}`, {
        number,
        date: showDay(dayFromDate(document.registeredOn)),
        kind,
        unit: document.unit.name,
      }),
      say('documents.letter.sum', {
        count: grants.length,
        sum: showAmount(sumAmounts(grants.map((grant) => grant.monthlyAmount))),
        period: seedPeriod({
          from: grants.map(({ from }) => from).reduce((a, b) => (a < b ? a : b)),
          to: grants.map(({ to }) => to).reduce((a, b) => (a > b ? a : b)),
        }),
      }),
      lines.join('\n'),
      `${env().OLEK_URL}/documents/${document.id}`,
    ].join('\n\n'),
  }
}
