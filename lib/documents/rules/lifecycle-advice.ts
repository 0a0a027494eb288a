import type { DeliveryState, DocumentState } from '@/lib/shared/generated/enums'
import type { Act, Party } from './lifecycle'
import type { DhisNews, NewsEnd } from './news-now'

/** What is known of parked news, as things stand now. */
export type Waiting = {
  type: DhisNews['type'] | 'unreadable'
  ends: readonly NewsEnd[]
  /** a decision of the version that waits in DHIS */
  decides: boolean
  /** it is made void as soon as DHIS has answered */
  ending: boolean
  ofTime: boolean
  /** the answer to the sending takes it in by itself */
  waits: boolean
}

/**
 * The acts that each advice of a document's page names. `own`: by the reader, who must be able to press every one of
 * them; `others`: by these parties, for whom it must stand open.
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
} as const satisfies Record<string, { own?: readonly Act[]; others?: readonly (readonly [Party, Act])[] }>

type OnNews = Exclude<
  keyof typeof advised,
  'answered' | 'answeredIssued' | 'cancelStuck' | 'cancelStuckIssued' | 'cancelStuckAsk'
>

/** What the page advises its reader about parked news: while the version is being locked, to wait for DHIS; `may`: whether the reader has the act's button. */
export function adviceOnNews(
  news: Waiting,
  may: (act: Act) => boolean,
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

function ofDeciding({ type }: Waiting, may: (act: Act) => boolean): OnNews {
  const about = type === 'withdrawn' ? 'withdrawn' : 'decided'
  return may('anew') ? (may('reopen') ? about : `${about}Office`) : `${about}Ask`
}

/** What is advised about a cancelling that DHIS hasn't taken. */
export const adviceOnCancel = (may: (act: Act) => boolean) =>
  may('stay')
    ? ('cancelStuckIssued' as const)
    : may('retry')
      ? ('cancelStuck' as const)
      : ('cancelStuckAsk' as const)

/** What is advised to who may take an odd answer of DHIS as it is. */
export const adviceOnAnswer = (may: (act: Act) => boolean) =>
  may('callOff') ? ('answered' as const) : ('answeredIssued' as const)

/**
 * How a message to DHIS stands: a person has to look at it, it has been tried and will be again, or it is going. While a try
 * is under way there is no next one to be told of.
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
