import type { DeliveryState, DocumentState } from '@/lib/shared/generated/enums'
import type { DocumentEvent, Party } from './lifecycle'
import type { DhisNews, NewsEnd } from './news-now'

/** The standing of parked news. */
export type Waiting = {
  type: DhisNews['type'] | 'unreadable'
  ends: readonly NewsEnd[]
  /** it decides about the version that waits in DHIS */
  decides: boolean
  /** it becomes void as soon as DHIS has answered */
  ending: boolean
  ofTime: boolean
  /** the answer to the sending will apply it */
  waits: boolean
}

/**
 * The acts that each piece of advice on a document's page names. `own`: acts of the reader, who must have every button;
 * `others`: acts that must be open to these parties.
 */
export const advised = {
  ending: {},
  waits: {},
  check: { own: ['recheck'] },
  answerDay: { own: ['recheck'] },
  ask: { others: [['STUDY_OFFICE', 'recheck']] },
  apply: {},
  applyAsk: {},
  locking: {},
  decided: { own: ['anew', 'reopen', 'cancel'] },
  decidedOffice: {
    own: ['anew'],
    others: [
      ['DRAFTER', 'reopen'],
      ['DRAFTER', 'cancel'],
    ],
  },
  decidedAsk: {
    others: [
      ['DRAFTER', 'anew'],
      ['STUDY_OFFICE', 'anew'],
    ],
  },
  withdrawn: { own: ['anew', 'reopen', 'cancel'] },
  withdrawnOffice: {
    own: ['anew'],
    others: [
      ['DRAFTER', 'reopen'],
      ['DRAFTER', 'cancel'],
    ],
  },
  withdrawnAsk: {
    others: [
      ['DRAFTER', 'anew'],
      ['STUDY_OFFICE', 'anew'],
    ],
  },
  lost: {},
  lostAsk: {},
  answered: { own: ['retry', 'accept', 'callOff'] },
  answeredIssued: { own: ['retry', 'accept', 'reopen', 'cancel'] },
  cancelStuck: { own: ['retry', 'cancelledThere'] },
  cancelStuckIssued: { own: ['retry', 'cancelledThere', 'stay'] },
  cancelStuckAsk: { others: [['STUDY_OFFICE', 'retry']] },
} as const satisfies Record<
  string,
  { own?: readonly DocumentEvent[]; others?: readonly (readonly [Party, DocumentEvent])[] }
>

type OnNews = Exclude<
  keyof typeof advised,
  'answered' | 'answeredIssued' | 'cancelStuck' | 'cancelStuckIssued' | 'cancelStuckAsk'
>

/**
 * The page's advice to its reader about parked news; while the version is being locked, to wait for DHIS. `may`:
 * whether the reader has the act's button.
 */
export function adviceOnNews(
  news: Waiting,
  may: (act: DocumentEvent) => boolean,
  { state, parties }: { state: DocumentState; parties: readonly Party[] },
): OnNews[] {
  const office = parties.includes('STUDY_OFFICE')
  if (news.ending) return ['ending']
  if (news.waits) return ['waits']
  const check = news.ends.includes('APPLIED') ? [ofApplying(news, may('recheck'), office)] : []
  if (news.decides) return [...check, state === 'REOPENING' ? 'locking' : ofDeciding(news, may)]
  return check.length > 0 ? check : [office ? 'lost' : 'lostAsk']
}

function ofApplying({ type, ofTime }: Waiting, rechecks: boolean, office: boolean): OnNews {
  if (type !== 'confirmed') return office ? 'apply' : 'applyAsk'
  return rechecks ? (ofTime ? 'answerDay' : 'check') : 'ask'
}

function ofDeciding({ type }: Waiting, may: (act: DocumentEvent) => boolean): OnNews {
  const about = type === 'withdrawn' ? 'withdrawn' : 'decided'
  return may('anew') ? (may('reopen') ? about : `${about}Office`) : `${about}Ask`
}

/** Advice about a cancelling that DHIS hasn't accepted. */
export const adviceOnCancel = (may: (act: DocumentEvent) => boolean) =>
  may('stay')
    ? ('cancelStuckIssued' as const)
    : may('retry')
      ? ('cancelStuck' as const)
      : ('cancelStuckAsk' as const)

/** Advice to a user who may accept an odd answer of DHIS. */
export const adviceOnAnswer = (may: (act: DocumentEvent) => boolean) =>
  may('callOff') ? ('answered' as const) : ('answeredIssued' as const)

/**
 * The standing of a message to DHIS: it needs a person, it will be tried again, or it is going. During a try there is
 * no next one to announce.
 */
export function standingOf({
  state,
  attempts,
  claimedAt,
}: {
  state: DeliveryState
  attempts: number
  claimedAt: Date | null
}): 'stuck' | 'late' | 'going' {
  if (state === 'NEEDS_PERSON') return 'stuck'
  return attempts > 0 && !claimedAt ? 'late' : 'going'
}
