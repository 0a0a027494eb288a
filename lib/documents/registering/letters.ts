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

/** A letter lists this many grants at most; a link leads to the rest. */
const mostListed = 200

/** The document its letters are about, and whether it is being cancelled. */
export type Told = { document: Registered; undone: boolean }

export const actingOf = ({ document, undone }: Told): Acting => ({
  documentId: document.id,
  undone,
  amends: kindOf(document).amends ?? null,
})

/**
 * Writes a document's letters to persons, from the office's texts in settings. `ofGrant`: about a grant (own-funds
 * seed; spec 3); `known`: what the person has been told so far. `ofRun`: about a place in continuing education.
 * `ofUndoing`: to other persons whom the document concerned. `reason`: in the words of whoever decided; a letter
 * without one doesn't mention it.
 */
export function letterWriter({ letters }: Settings, told: Told) {
  const { document } = told
  const say = sayIn('et')
  const { contact } = document.unit
  // Names the undone document; the sentence about the act names the directive that undoes it.
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
    /** `by`: the document that now decides the matter, possibly another than the acting one */
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
 * Fills values into the placeholders of the office's text. An unknown placeholder stays as it is; an empty one also
 * removes the words before it when they end in a colon (`Põhjus: {reason}`).
 */
const fill = (template: string, values: Readonly<Record<string, string>>) =>
  template
    // The lookbehind ties the match to a sentence's start: trying from every letter takes a second on a large
    // directive.
    .replace(/(?<![^.!?\n])[^.!?\n]*:\s*\{(\w+)\}\.?/g, (labelled, name: string) =>
      values[name] === '' ? '' : labelled,
    )
    .replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place)
    .trim()

type Named = Pick<Registered, 'number' | 'registeredOn' | 'type' | 'kind'>

/** What an amendment amends: its base, or one amendment of the base. */
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

/**
 * What the document does, or what happens to it, as one sentence; `to`: addressed to a person concerned or to an
 * office.
 */
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

/**
 * A notice to a finance office: the act, persons, periods and sums before and now, and a link (spec 3, item 6). In
 * Estonian.
 */
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

/** Period, sum and source of a grant; its account only if it differs from that of the grant `beside` it. */
const grantText = (grant: KnownGrant, beside: KnownGrant | null) =>
  [
    showPeriod(grant),
    `${showAmount(grant.monthlyAmount)} €`,
    grant.fundingSource,
    ...(beside && beside.bankAccount !== grant.bankAccount ? [accountText(grant.bankAccount)] : []),
  ].join(', ')
