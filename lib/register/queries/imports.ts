import { storedMatching, storedPlan, storedSheets } from '@/lib/import/stored'
import type { Person } from '@/lib/access/rights'
import { readLines } from '@/lib/import/rules/lines'
import { studyPlaceCards, type StudyPlaceCard } from '@/lib/learners/queries/known'
import { hasLeft } from '@/lib/learners/rules/study-bounds'
import { ByCode } from '@/lib/shared/by-code'
import type { Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import type { ImportFile } from '@/lib/shared/generated/client'
import { sameCode } from '@/lib/shared/written'
import {
  importColumns,
  importKinds,
  isImportKind,
  type ImportColumn,
  type ImportKind,
} from '../import/columns'
import { learnerForm } from '../import/read'

/**
 * The columns of a file of the register, and the scope for which its matchings are kept; null = not a kind of the
 * register's.
 */
export const learnerFile = (kind: string) =>
  isImportKind(kind) ? { form: learnerForm(kind), scope: kind } : null

/** Whether a file of the kind names study places with which a directive can be begun. */
export const bringsPlaces = (kind: string) => kind === 'DOCTORANDS' || kind === 'STUDY_PLACES'

/** The persons in an import's rows: `places` where somebody is studying, and those left out with their state. */
export type ImportedPlaces = {
  places: string[]
  /** `mainState`: on the day; null = the studies haven't begun */
  left: { who: string; placeCode: string; mainState: string | null }[]
}

/**
 * The study places in an import's rows, whether or not it changed them; refused rows are left out. In the order of the
 * file, as of the day.
 */
export async function importedPlaces(
  client: Db,
  batch: Pick<ImportFile, 'kind' | 'sheets' | 'matching' | 'plan'>,
  on: Day,
): Promise<ImportedPlaces> {
  if (!isImportKind(batch.kind)) return { places: [], left: [] }
  const matching = storedMatching(learnerForm(batch.kind), batch.matching)
  const sheet = storedSheets.parse(batch.sheets)[matching?.sheet ?? 0]
  if (!matching || !sheet) return { places: [], left: [] }
  const refused = new Set(
    storedPlan.parse(batch.plan).flatMap(({ row, outcome }) => (outcome === 'REFUSED' ? [row] : [])),
  )
  const { rows } = readLines(learnerForm(batch.kind), sheet, matching, on)
  const codes = rows.flatMap(({ row, values }) =>
    values.placeCode && !refused.has(row) ? [values.placeCode] : [],
  )
  const found = await client.$queryRaw<{ id: string; code: string }[]>`
    SELECT id, code FROM learners_study_place WHERE same_code(code) = ANY(${codes.map(sameCode)})`
  const places = new ByCode(found.map(({ code, id }) => [code, id]))
  const cards = await studyPlaceCards(client, places.values(), on)
  const named = [...new Set(codes.flatMap((code) => places.get(code) ?? []))].flatMap(
    (id) => cards.get(id) ?? [],
  )
  const studies = ({ mainState }: StudyPlaceCard) => mainState !== null && !hasLeft(mainState)
  return {
    places: named.filter(studies).map(({ id }) => id),
    left: named
      .filter((card) => !studies(card))
      .map(({ firstName, lastName, placeCode, mainState }) => ({
        who: `${firstName} ${lastName}`,
        placeCode,
        mainState,
      })),
  }
}

/**
 * The persons whom one's own applied import with study places would put on a directive; null = there is no such import.
 */
export async function placesOfImport(
  db: Db,
  person: Person,
  id: string,
  on: Day,
): Promise<ImportedPlaces | null> {
  const batch = await db.importFile.findFirst({ where: { id, userId: person.id, state: 'APPLIED' } })
  return batch && bringsPlaces(batch.kind) ? importedPlaces(db, batch, on) : null
}

/** A kind's template: its headings in order, whether each is required, and an example. */
export const templateColumns = (kind: ImportKind) => {
  const { columns, required }: { columns: readonly ImportColumn[]; required: readonly ImportColumn[] } =
    importKinds[kind]
  return columns.map((column) => ({
    column,
    heading: importColumns[column].heading,
    example: importColumns[column].example,
    required: required.includes(column),
  }))
}
