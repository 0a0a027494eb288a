import type { DeliveryState, Neighbour } from '@/lib/shared/generated/enums'
import type { Topic } from '../topics'

/** What a person may do about one delivery on its page. */
export type Way = 'retry' | 'release' | 'leaveOut'

/** The facts that decide what may be done about one delivery. A school's message has its own log. */
export type DeliveryStanding = {
  topic: Topic
  neighbour: Neighbour
  state: DeliveryState
  problem: string | null
  ofSchool: boolean
}

/** The reader's rights: to release, and to leave this one out. */
export type Rights = { releases: boolean; leavesOut: boolean }

/** Topics for which the document's page offers more: the document waits for these. */
const ofDocument: ReadonlySet<Topic> = new Set(['dhis.register', 'dhis.lock', 'dhis.callOff', 'dhis.cancel'])

/** Whether somebody with the right to may leave it out now. */
export const canBeLeftOut = ({ topic, state, ofSchool }: DeliveryStanding) =>
  !ofSchool && !ofDocument.has(topic) && (state === 'NEEDS_PERSON' || state === 'HELD')

/** The acts open on a delivery's page. */
export function waysOf(standing: DeliveryStanding, { releases, leavesOut }: Rights): Way[] {
  const { state, ofSchool } = standing
  if (ofSchool) return []
  return [
    ...(state === 'WAITING' || state === 'NEEDS_PERSON' ? ['retry' as const] : []),
    ...(state === 'HELD' && releases ? ['release' as const] : []),
    ...(leavesOut && canBeLeftOut(standing) ? ['leaveOut' as const] : []),
  ]
}

/** The acts that each piece of advice on a delivery's page names: its reader can press every one of them. */
export const advisedOnDelivery = {
  held: ['release', 'leaveOut'],
  heldAsk: [],
  againAt: [],
  document: ['retry'],
  letter: ['retry', 'leaveOut'],
  mend: ['retry', 'leaveOut'],
  mendOnly: ['retry'],
  school: [],
} as const satisfies Record<string, readonly Way[]>

/** The page's advice; null when nothing is to be done. */
export function adviceOnDelivery(
  standing: DeliveryStanding,
  rights: Rights,
): keyof typeof advisedOnDelivery | null {
  const { topic, state, problem, ofSchool } = standing
  const ways = waysOf(standing, rights)
  if (state === 'HELD') return ways.includes('release') ? 'held' : 'heldAsk'
  if (state === 'WAITING') return problem === null ? null : 'againAt'
  if (state !== 'NEEDS_PERSON') return null
  if (ofSchool) return 'school'
  if (ofDocument.has(topic)) return 'document'
  if (!ways.includes('leaveOut')) return 'mendOnly'
  return topic === 'mail.letter' ? 'letter' : 'mend'
}
