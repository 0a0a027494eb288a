import type { DocumentState } from '@/lib/shared/generated/enums'
import { showInstant } from '@/lib/shared/dates'
import type { Refusal } from '@/lib/shared/refusal'

/**
 * News from DHIS as the neighbour's wire reads it, proven to come from DHIS. `at` is an instant with its zone.
 * `withdrawn`: nobody can confirm the version there any more, because DHIS has cancelled, locked or lost it; DHIS says
 * so only when asked.
 */
export type DhisNews = {
  eventId: string
  type: 'confirmed' | 'rejected' | 'routed' | 'withdrawn'
  how?: 'cancelled' | 'locked' | 'lost'
  id: string
  ourId: string
  version: number
  by: { name: string; personalCode: string }
  at: string
  comment?: string
  to?: string
}

/**
 * The facts against which news is checked: the document as it stands now. `sentAt`: when that version was sent; null =
 * never.
 */
export type ToldOf = {
  state: DocumentState
  dhisId: string | null
  sendNo: number
  signerCode: string | null
  sentAt: Date | null
}

/** The largest tolerated difference between DHIS's clock and ours, ms. */
const skew = 5 * 60_000

/** Why news can't be applied because of its own content, whatever the rows say; none = it fits. `now`: an instant. */
export function objectionsTo(news: DhisNews, document: ToldOf | null, now: Date): Refusal[] {
  if (!document) return [{ code: 'noSuchDocument' }]
  if (document.dhisId === null) return [{ code: waits(document.state) ? 'awaitsAnswer' : 'noSuchDocument' }]
  if (document.dhisId !== news.id) return [{ code: 'otherRecord' }]
  if (news.type === 'routed') return wrongTime(news, document, now)
  if (news.type === 'withdrawn') return [...wrongVersion(news, document), { code: withdrawals[news.how!] }]
  return [...wrongPerson(news, document), ...wrongVersion(news, document), ...wrongTime(news, document, now)]
}

const withdrawals = {
  cancelled: 'cancelledThere',
  locked: 'lockedThere',
  lost: 'lostThere',
} as const

const wrongPerson = ({ by, type }: DhisNews, { signerCode }: ToldOf): Refusal[] =>
  by.personalCode === signerCode
    ? []
    : [{ code: type === 'confirmed' ? 'wrongSigner' : 'wrongRejecter', params: { who: by.name } }]

function wrongVersion({ version }: DhisNews, { state, sendNo }: ToldOf): Refusal[] {
  if (version < sendNo) return [{ code: 'wrongVersion' }]
  if (version > sendNo) return [{ code: 'unknownVersion' }]
  const code = notWaiting[state]
  return code ? [{ code }] : []
}

/** Why a document in this state takes no decision about its version; null = it does. */
const notWaiting = {
  DRAFT: 'takenBack',
  CHECKED: 'takenBack',
  SENDING: 'awaitsAnswer',
  CALLING_OFF: 'awaitsAnswer',
  ISSUED: null,
  // Until DHIS has said that the version is locked, its signer may be quicker than we.
  REOPENING: null,
  REGISTERED: 'alreadyRegistered',
  CANCELLED: 'alreadyCancelled',
} as const satisfies Record<DocumentState, string | null>

const waits = (state: DocumentState) => notWaiting[state] === 'awaitsAnswer'

/** DHIS's clock is wrong when it puts an event before our sending or in the future. */
function wrongTime({ at }: DhisNews, { sentAt }: ToldOf, now: Date): Refusal[] {
  const instant = Date.parse(at)
  if (instant > now.getTime() + skew)
    return [{ code: 'timeAhead', params: { at: showInstant(new Date(at)) } }]
  return sentAt && instant < sentAt.getTime() - skew
    ? [{ code: 'timeBefore', params: { at: showInstant(new Date(at)) } }]
    : []
}

/** Refusals about the news itself, not about a row of the document: judged anew at each look. */
export const ofNews: ReadonlySet<string> = new Set([
  'noSuchDocument',
  'awaitsAnswer',
  'otherRecord',
  'wrongSigner',
  'wrongRejecter',
  'wrongVersion',
  'unknownVersion',
  'takenBack',
  'alreadyRegistered',
  'alreadyCancelled',
  'timeAhead',
  'timeBefore',
  'wrongState',
  'changedMeanwhile',
  'cancelledThere',
  'lockedThere',
  'lostThere',
])

/** A person may answer for the day in DHIS's place. */
const isOfTime = ({ code }: Refusal) => code === 'timeAhead' || code === 'timeBefore'

export const onlyOfTime = (objections: readonly Refusal[]) =>
  objections.length > 0 && objections.every(isOfTime)

export type NewsEnd = 'APPLIED' | 'LINKED' | 'VOID'

/** What a person can do with parked news now: only acts that will work. `null`: the news is unreadable. */
export function endsOf(objections: readonly Refusal[] | null): NewsEnd[] {
  if (objections === null) return ['VOID']
  if (objections.every(isOfTime)) return ['APPLIED', 'VOID']
  return objections.some(({ code }) => code === 'noSuchDocument') ? ['LINKED', 'VOID'] : ['VOID']
}

/**
 * Whether the news decides about the very version that waits in DHIS: DHIS then accepts no other decision until told to
 * discard this one.
 */
export const decides = (news: DhisNews, { state, dhisId, sendNo }: ToldOf) =>
  news.type !== 'routed' &&
  news.id === dhisId &&
  news.version === sendNo &&
  (state === 'ISSUED' || state === 'REOPENING')
