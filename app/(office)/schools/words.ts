import type { Say } from '@/lib/messages/say'
import { keptKinds } from '@/lib/schools/kept/things'
import type { CopiedOutcome } from '@/lib/schools/pupils/commands/next-year'
import type { PlacementState } from '@/lib/schools/rules/states'
import type { Foresight } from '@/lib/schools/transfers/commands/foresee'
import type { PlannedTransfer } from '@/lib/schools/transfers/commands/foresee'
import type { TransferPlace } from '@/lib/schools/transfers/commands/transfers'
import type { Obstacle } from '@/lib/schools/transfers/rules/plan'
import { showDay, type Day } from '@/lib/shared/dates'

/** "alates 01.09.2026", "lahkub 31.10.2026": the standing of a placement, with the day that matters. */
export const placementText = (say: Say, { state, from, to }: { state: PlacementState; from: Day; to: Day }) =>
  say(`schools.placement.${state}`, { from: showDay(from), to: showDay(to) })

/** The kinds of data in the order of the seed. */
const things = [...keptKinds, 'cards'] as const
type Along = Record<(typeof things)[number], number>

/** "2 õpilaspiletit, 1 otsus": what is moved with the pupil; empty if nothing is. */
export const alongText = (say: Say, along: Along) =>
  things
    .flatMap((thing) => (along[thing] > 0 ? [say(`transfers.thing.${thing}`, { count: along[thing] })] : []))
    .map((told) => told.replace(/^(\d+) /, '$1\u00A0'))
    .join(', ')

/** What the dialog shows about a transfer before it is made. */
type Choices = { value: string; text: string }[]
export type Foreseen = { told: string; stopped: boolean; nextClasses: Choices; repeatClasses: Choices }

export function foreseen(foresight: Foresight | null, say: Say): { result: Foreseen } {
  if (!foresight) return { result: { told: '', stopped: false, nextClasses: [], repeatClasses: [] } }
  const { from, to, day, last, can, stopped, along, undoable, repeating } = foresight
  const { nextClasses, repeatClasses } = foresight
  const text = alongText(say, along)
  const days = say('transfers.foreseen.days', { from, to, last: showDay(last), day: showDay(day) })
  const sentences =
    stopped > 0
      ? [say('transfers.foreseen.stopped', { count: stopped })]
      : [
          ...(repeating > 0 ? [say('transfers.foreseen.repeating', { count: repeating })] : []),
          text ? say('transfers.foreseen.along', { things: text }) : say('transfers.foreseen.nothingAlong'),
          say('transfers.foreseen.messages', { count: can }),
          say(undoable ? 'transfers.foreseen.until' : 'transfers.foreseen.forGood'),
        ]
  const told = [days, ...sentences].join(' ')
  return { result: { told, stopped: stopped > 0, nextClasses, repeatClasses } }
}

export const toTransfer = ({ transfer }: TransferPlace) => ({ go: `/schools/transfers/${transfer}` })
export const dayMoved = (_: TransferPlace, say: Say) => ({ notice: say('transfers.page.dayMoved') })
export const takenBack = (_: TransferPlace, say: Say) => ({ notice: say('transfers.page.isTakenBack') })
export const placesEnded = (_: unknown, say: Say) => ({ notice: say('transfers.plan.ended') })
export const arrivalMarked = (_: TransferPlace, say: Say) => ({ notice: say('transfers.arrivals.marked') })
export const copied = ({ count, yearLabel }: CopiedOutcome, say: Say) => ({
  notice: say('transfers.next.done', { count, year: yearLabel }),
})

const obstacleWords = {
  'transfer.placedElsewhere': 'placedElsewhere',
  'transfer.inGroups': 'inGroups',
  'transfer.left': 'left',
  'transfer.beforeStart': 'beforeStart',
  'transfer.otherGrade': 'otherGrade',
  'transfer.nextMovesOn': 'nextMovesOn',
  'transfer.houseCloses': 'houseCloses',
} as const satisfies Record<Obstacle['code'], string>

/** What prevents the transfer of one child. */
export const obstacleText = (say: Say, { code, of = '' }: Obstacle) =>
  say(`transfers.plan.obstacles.${obstacleWords[code]}`, { of })

/** After `Tõsta` of a plan: leads to the transfer's page, with a link back to the pupils left in the plan. */
export function afterPlan({ transfer, left, rest }: PlannedTransfer) {
  const query = rest ? `?${new URLSearchParams({ left, rest })}` : ''
  return { go: `/schools/transfers/${transfer}${query}` }
}
