import type { Bearer, FormerBearer } from '@/lib/import/rules/one-person'
import type { RowNotes } from '@/lib/import/rules/row-notes'
import type { Day, Period } from '@/lib/shared/dates'
import type { GroupKind, PlacementEnd, SchoolKind } from '@/lib/shared/generated/enums'
import { sameCode, sameName } from '@/lib/shared/written'
import type { SchoolColumn, SchoolValues } from './columns'

/** What a file about schools is planned on: what there is already, as far as the file speaks of it. The plan changes it. */
export type World = {
  newId: () => string
  today: Day
  /** the official's own municipalities, ids by code */
  municipalities: Map<string, string>
  /** houses of those municipalities by registry code */
  houses: Map<string, HouseFact>
  /** registry codes of houses that are another's */
  foreignHouses: ReadonlySet<string>
  /** ids by `classKey` */
  classes: Map<string, string>
  /** by `groupKey` */
  groups: Map<string, GroupFact>
  pupils: Map<string, PupilFact>
  /** by codes of the file that were mended, and that nobody bears now */
  formerBearers: ReadonlyMap<string, FormerBearer>
  /** pupils whom the official sees, and those of the file, by day of birth as far as new codes of the file have it */
  bornOn: Map<Day, Bearer[]>
  /** meanings by code, by sort */
  classifiers: Map<string, ReadonlyMap<string, string>>
  /** codes that are not offered any more, each as `sort code` */
  retired: ReadonlySet<string>
  /** rows of the kind's table by `rowKey` */
  rows: Map<string, RowFact>
  /** keys of `classes`, `groups` and `rows` that several have (view written_collision): they have to be parted first */
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
  /** houses from which or into which a transfer of the pupil waits for its day */
  moving: ReadonlySet<string>
  /** of which row of the file it was said */
  said?: number
}

export type PlacementFact = Period & {
  id: string
  classId: string
  houseId: string
  /** null = a house that the official doesn't see */
  house: string | null
  year: number
  endedBy: PlacementEnd | null
  stayId: string | null
  state: FactState
  said?: number
}

/** A row of one of the kind's tables: what it is of, and its values in their written forms. */
export type RowFact = {
  id: string
  of: Refs
  values: SchoolValues
  state: FactState
  said?: number
}
type FactState = 'KEPT' | 'NEW' | 'CHANGED'

/** Ids of what a row is about. */
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

/** What a row of a file about schools comes to. */
export type SchoolNotes = RowNotes<SchoolColumn>

/** The days of a row; without a last one it goes on. */
export const periodOf = ({ fromOn, toOn }: SchoolValues) => ({
  from: fromOn as Day,
  to: (toOn ?? null) as Day | null,
})
