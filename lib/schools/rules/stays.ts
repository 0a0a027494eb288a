import type { Day } from '@/lib/shared/dates'
import { placementState, type PlacementState, type PlacementSpan } from './states'

/**
 * A stay (spec 5): a pupil's time in one house, over school years, until a transfer or leaving ends it. What a house
 * keeps of a pupil belongs to a stay; `stayId` is the transfer that began it, null if none did.
 */
export type StayOf = { houseId: string; stayId: string | null }
export type Placed = PlacementSpan & StayOf & { id: string }
export type Stay = StayOf & {
  /** the first placement, which identifies the stay in addresses and forms */
  placementId: string
  from: Day
  to: Day
  state: Exclude<PlacementState, 'VOID'>
  /**
   * the pupil has left the house: `lahkunud` there, or the year is over and the latest placement belongs to another
   * stay
   */
  gone: boolean
  /** begun by a transfer whose day is still to come: its data is a waiting copy, which can't be edited */
  waits: boolean
}

/** The stays of all of a pupil's placements on a day, in order of their beginning. Void placements make none. */
export function staysOf<P extends Placed>(placements: readonly P[], today: Day): Stay[] {
  const held = placements.filter(({ voided }) => !voided).toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const stays = Map.groupBy(held, ({ houseId, stayId }) => `${houseId} ${stayId}`)
  return [...stays.values()].map((own) => {
    const [first, last] = [own[0]!, own.at(-1)!]
    const begun = own.findLast(({ from }) => from <= today) ?? first
    const state = placementState(begun, today) as Stay['state']
    return {
      placementId: first.id,
      houseId: first.houseId,
      stayId: first.stayId,
      from: first.from,
      to: last.to,
      state,
      gone: state === 'LEFT' || (state === 'OVER' && last !== held.at(-1)),
      waits: first.stayId !== null && today < first.from,
    }
  })
}

/** Whether a stay's data can be changed: it is no waiting copy, and the pupil hasn't left. */
export const editable = ({ waits, gone }: Stay) => !waits && !gone

/**
 * Whether the decisions of a stay are shown (spec 5 "Who sees what afterwards"): always to an official; to a house's
 * representative until the pupil has left it.
 */
export const seesDecisions = (official: boolean, { gone }: Stay) => official || !gone

/** The stay with which a pupil's page begins: the present one, else the next one, else the last one. */
export const mainStay = <S extends Stay>(stays: readonly S[]): S | undefined =>
  stays.find(({ state }) => state === 'STUDYING' || state === 'LEAVING') ??
  stays.find(({ state }) => state === 'COMING') ??
  stays.at(-1)
