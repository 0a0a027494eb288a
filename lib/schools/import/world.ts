import type { Bearer, FormerBearer } from '@/lib/import/rules/one-person'
import type { RowNotes } from '@/lib/import/rules/row-notes'
import type { Day, Period } from '@/lib/shared/dates'
import type { GroupKind, PlacementEnd, SchoolKind } from '@/lib/shared/generated/enums'
import { sameCode, sameName } from '@/lib/shared/written'
import type { SchoolColumn, SchoolValues } from './columns'

/**
 * The facts for planning a file about schools: whatever exists already that the file may concern. Planning changes it.
 */
export type World = {
  newId: () => string
  today: Day
  /** the official's own municipalities, ids by code */
  municipalities: Map<string, string>
  /** houses of those municipalities by registry code */
  houses: Map<string, HouseFact>
  /** registry codes of houses in other municipalities */
  foreignHouses: ReadonlySet<string>
  /** ids by `classKey` */
  classes: Map<string, string>
  /** by `groupKey` */
  groups: Map<string, GroupFact>
  pupils: Map<string, PupilFact>
  /** by those codes of the file that were corrected and that nobody has now */
  formerBearers: ReadonlyMap<string, FormerBearer>
  /** pupils whom the official sees, and those of the file, by day of birth; only days that the file's new codes have */
  bornOn: Map<Day, Bearer[]>
  /** meanings by code, by sort */
  classifiers: Map<string, ReadonlyMap<string, string>>
  /** codes no longer offered, each as `sort code` */
  retired: ReadonlySet<string>
  /** rows of the kind's table by `rowKey` */
  rows: Map<string, RowFact>
  /**
   * keys of `classes`, `groups` and `rows` that several rows share (view desk_collision): these have to be told
   * apart first
   */
  twins: ReadonlySet<string>
}

export type GroupFact = { id: string; kind: GroupKind }
export type HouseFact = { id: string; name: string; kind: SchoolKind; closedOn: Day | null }

export type PupilFact = {
  id: string
  personalCode: string
  firstName: string
  lastName: string
  state: FactState
  placements: PlacementFact[]
  /** houses between which a transfer of the pupil waits for its day */
  moving: ReadonlySet<string>
  /** the row of the file that says so */
  said?: number
}

export type PlacementFact = Period & {
  id: string
  classId: string
  houseId: string
  /** null = a house that the official can't see */
  house: string | null
  year: number
  endedBy: PlacementEnd | null
  stayId: string | null
  state: FactState
  said?: number
}

/** A row of the kind's table: what it belongs to, and its values in their written forms. */
export type RowFact = {
  id: string
  of: Refs
  values: SchoolValues
  state: FactState
  said?: number
}
type FactState = 'KEPT' | 'NEW' | 'CHANGED'

/** Ids of what a row belongs to. */
export type Refs = {
  municipality?: string
  house?: string
  pupil?: string
  group?: string
  stay?: string | null
}

export const classKey = (houseId: string, { year, number, parallel }: SchoolValues) =>
  [houseId, year, number, sameCode(parallel ?? '')].join(' ')
export const groupKey = (houseId: string, name: string) => `${houseId} ${sameName(name)}`
export const rowKey = ({ pupil, house, group, stay }: Refs, key: readonly (string | undefined)[]) =>
  JSON.stringify([pupil, house, group, stay, ...key.map((each) => each && sameCode(each))])

/** The notes on a row of a file about schools. */
export type SchoolNotes = RowNotes<SchoolColumn>

/** The period of a row; without a last day it has no end. */
export const periodOf = ({ fromOn, toOn }: SchoolValues) => ({
  from: fromOn as Day,
  to: (toOn ?? null) as Day | null,
})
