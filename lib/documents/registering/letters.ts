import type { GrantState } from '@/lib/grants/queries/states'
import { ownFundsAllowance } from '@/lib/grants/rules/clashes'
import type { Acting, GrantNews, KnownGrant } from '@/lib/grants/rules/told'
import type { Contact } from '@/lib/learners/queries/known'
import { sayIn, type Say } from '@/lib/messages/say'
import type { Settings } from '@/lib/settings/settings'
import { dayFromDate, seedPeriod, showDay, showPeriod, type Day } from '@/lib/shared/dates'
import { env } from '@/lib/shared/env'
import { showAmount, sumAmounts } from '@/lib/shared/money'
import { showValues } from '../rules/fields'
import { kindOf, type KindCode } from '../rules/kinds'
import { stateWord } from '../rules/lifecycle'
import type { Registered } from './effects'

type Letter = { to: string; subject: string; text: string }
type LetterName = keyof Settings['letters']

/** A letter lists so many grants; the rest are one click away. */
const mostListed = 200

/** The document, and whether it is being cancelled: what its letters are about. */
export type Told = { document: Registered; undone: boolean }

export const actingOf = ({ document, undone }: Told): Acting => ({
  documentId: document.id,
  undone,
  amends: kindOf(document).amends ?? null,
})

/**
 * Writes a document's letters to persons. The texts are the office's, in settings. `ofGrant`: what a person is told of a
 * grant (own-funds seed; spec 3); `known`: as the person knows it until now. `ofRun`: what becomes of a place of continuing
 * education. `ofUndoing`: to those whom the document concerned in other ways. `reason`: why, in the words of whoever decided;
 * where there is none the letter says nothing of it.
 */
export function letterWriter({ letters }: Settings, told: Told) {
  const { document } = told
  const say = sayIn('et')
  const { contact } = document.unit
  // What is undone by a directive is named, and the directive that does it stands in the act.
  const cancels = !told.undone && kindOf(document).amends === 'CANCEL'
  const same = { ...wordsOf(say, cancels ? amendedOf(document) : document), act: actOf(say, told, 'person') }
  const write = (
    name: LetterName,
    person: Contact,
    more: Readonly<Record<string, string>>,
    after: readonly string[] = [],
  ): Letter => {
    const values = { ...same, ...more, firstName: person.firstName, lastName: person.lastName }
    return {
      to: person.email,
      subject: fill(letters[name].subject, values),
      text: [fill(letters[name].text, values), ...after, contact].filter((part) => part !== '').join('\n\n'),
    }
  }
  return {
    ofGrant(
      news: GrantNews,
      { known, now }: { known: KnownGrant | null; now: GrantState },
      person: Contact,
      reason: string,
    ): Letter {
      const grant = news === 'undone' || news === 'voided' ? (known ?? now) : now
      const { bankAccount, fundingSource: source } = now
      return write(now.typeCode === ownFundsAllowance ? ofOwnFunds[news] : news, person, {
        type: now.typeName,
        from: showDay(grant.from),
        to: showDay(grant.to),
        source,
        reason,
        amount: showAmount(grant.monthlyAmount),
        account: accountText(bankAccount),
      })
    },
    /** `by`: the document by which it stands so, which may be another than the one that acts */
    ofRun(
      name: 'admitted' | 'admissionAnnulled' | 'discontinued',
      person: Contact,
      row: { run: string; on: Day | null; reason: string },
      by: Registered,
    ): Letter {
      const more = { run: row.run, on: row.on ? showDay(row.on) : '', reason: row.reason }
      return write(name, person, { ...wordsOf(say, by), ...more }, by.id === document.id ? [] : [same.act])
    },
    ofUndoing: (person: Contact, reason: string) => write('cancelled', person, { reason }),
  }
}

const ofOwnFunds = {
  given: 'givenOwnFunds',
  undone: 'undoneOwnFunds',
  ended: 'ended',
  voided: 'voided',
  changed: 'changed',
  restored: 'restored',
} as const satisfies Record<GrantNews, LetterName>

/**
 * Puts values into the places of the office's own text; a place nobody knows stays as it is, and an empty one takes the
 * words in front of it along that end in a colon (`Põhjus: {reason}`).
 */
const fill = (template: string, values: Readonly<Record<string, string>>) =>
  template
    // From where a sentence begins: a look from each of its letters takes a second of a large directive.
    .replace(/(?<![^.!?\n])[^.!?\n]*:\s*\{(\w+)\}\.?/g, (labelled, name: string) =>
      values[name] === '' ? '' : labelled,
    )
    .replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place)
    .trim()

type Named = Pick<Registered, 'number' | 'registeredOn' | 'type' | 'kind'>

/** What an amendment changes or cancels: its base, or one amendment of it alone. */
function amendedOf({ id, base, amendment }: Registered): Named {
  const amended = amendment ?? base
  if (!amended?.number || !amended.registeredOn) throw new Error(`Amendment ${id} has no registered base`)
  return amended as Named
}

const wordsOf = (say: Say, { type, kind, number, registeredOn }: Named) => ({
  document: say('documents.letter.document', { type: stateWord({ type, kind }) }),
  number,
  date: showDay(dayFromDate(registeredOn)),
  kind: say(`documents.kind.${kind as KindCode}`),
})

/** What the document does or what becomes of it, in a sentence of its own; `to`: as one of those it concerns is told, or an office. */
function actOf(say: Say, { document, undone }: Told, to: 'person' | 'office'): string {
  const { amends } = kindOf(document)
  const own = wordsOf(say, document)
  if (!amends) {
    const sheet = kindOf(document).sheets ? 'yes' : 'no'
    const words = { ...own, type: stateWord(document), sheet }
    return say(`documents.letter.act.${to}.${undone ? 'undone' : 'registered'}`, words)
  }
  const { number: base, date: baseDate, kind: baseKind } = wordsOf(say, amendedOf(document))
  const words = { ...own, base, baseDate, baseKind }
  return say(`documents.letter.act.${to}.${undone ? 'amendmentUndone' : 'amended'}`, { ...words, amends })
}

const accountText = (bankAccount: string) =>
  showValues({ bankAccount } as never, ['bankAccount']).bankAccount!

/** Tells a finance office: what was done, persons, periods and sums before and now, link (spec 3, item 6). Written in Estonian. */
export function financeNotice(
  told: Told,
  news: GrantNews,
  grants: readonly { known: KnownGrant | null; now: GrantState }[],
  people: ReadonlyMap<string, Contact>,
): Omit<Letter, 'to'> {
  const say = sayIn('et')
  const { document } = told
  const gone = news === 'undone' || news === 'voided'
  const shown = grants.map(({ known, now }) => ({
    learnerId: now.learnerId,
    type: now.typeName,
    grant: gone ? (known ?? now) : now,
    known,
  }))
  const lines = shown.slice(0, mostListed).map(({ learnerId, type, grant, known }) => {
    const { firstName, lastName } = people.get(learnerId)!
    const before = known && !gone ? say('documents.letter.before', { was: grantText(known, grant) }) : ''
    return `${lastName}, ${firstName}: ${type}, ${grantText(grant, gone ? null : known)}${before}`
  })
  const left = grants.length - lines.length
  if (left > 0) lines.push(say('documents.letter.more', { count: left }))
  return {
    subject: say(`documents.letter.${news}Subject`, wordsOf(say, document)),
    text: [
      `${actOf(say, told, 'office')} ${say('documents.letter.unit', { unit: document.unit.name })}`,
      say(`documents.letter.${news}`),
      say(gone ? 'documents.letter.sumGone' : 'documents.letter.sum', {
        count: new Set(shown.map(({ learnerId }) => learnerId)).size,
        sum: showAmount(sumAmounts(shown.map(({ grant }) => grant.monthlyAmount))),
        period: seedPeriod({
          from: shown.map(({ grant }) => grant.from).reduce((a, b) => (a < b ? a : b)),
          to: shown.map(({ grant }) => grant.to).reduce((a, b) => (a > b ? a : b)),
        }),
      }),
      lines.join('\n'),
      `${env().OLEK_URL}/documents/${document.id}`,
    ].join('\n\n'),
  }
}

/** Period, sum and source of a grant; its account where it is another than that of the one it is shown beside. */
const grantText = (grant: KnownGrant, beside: KnownGrant | null) =>
  [
    showPeriod(grant),
    `${showAmount(grant.monthlyAmount)} €`,
    grant.fundingSource,
    ...(beside && beside.bankAccount !== grant.bankAccount ? [accountText(grant.bankAccount)] : []),
  ].join(', ')
