import type { Act } from '@/lib/access/action'
import { putBack, refuseNamed, type Rows, type WrittenTable } from '@/lib/import/written'
import type { Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { codeUses } from '../houses/queries/classifiers'
import { keptKinds, thingOf } from '../kept/things'
import { logPlacements } from '../pupils/placement-log'
import { columnOf } from './facts'
import { schoolImports, type SchoolImport, type SchoolKind } from './kinds'
import type { World } from './world'

const pupilOf = `(SELECT p.first_name || ' ' || p.last_name FROM pupil p WHERE p.id = t.pupil_id)`
/** Of earlier imports, which could change a name. A new pupil stays: the log of placements names the pupil. */
const pupil: WrittenTable = {
  table: 'pupil',
  id: 't.id',
  who: `t.first_name || ' ' || t.last_name`,
  columns: ['first_name', 'last_name'],
}
const placement: WrittenTable = { table: 'placement', id: 't.id', who: pupilOf, columns: ['to_on'] }

const classifier: WrittenTable = {
  table: 'classifier',
  id: "t.sort || ' ' || t.code",
  who: `t.name || ' (' || t.sort || ' ' || t.code || ')'`,
  columns: ['name', 'retired_on'],
}

/** The tables that an import of the kind writes. */
function tablesOf(kind: SchoolImport): WrittenTable[] {
  if (kind === 'CLASSIFIERS') return [classifier]
  if (kind === 'PUPILS') return [pupil, placement]
  const { table, stored, of }: SchoolKind = schoolImports[kind]
  const who = of.includes('pupil') ? pupilOf : kind === 'CLASSES' ? `t.number || '.' || t.parallel` : 't.name'
  return [{ table, id: 't.id', who, columns: stored.map(columnOf) }]
}

/** The rows that the plan has marked for writing. */
export function writtenRows(kind: SchoolImport, world: World): Rows[] {
  const stirred = (facts: readonly { id: string; state: string }[]) =>
    facts.filter(({ state }) => state !== 'KEPT').map(({ id }) => id)
  if (kind === 'CLASSIFIERS') {
    const stirredRows = [...world.rows.values()].filter(({ state }) => state !== 'KEPT')
    return [{ of: classifier, ids: stirredRows.map(({ values }) => `${values.classifier} ${values.code}`) }]
  }
  if (kind !== 'PUPILS') return tablesOf(kind).map((of) => ({ of, ids: stirred([...world.rows.values()]) }))
  const pupils = [...world.pupils.values()]
  return [{ of: placement, ids: stirred(pupils.flatMap(({ placements }) => placements)) }]
}

/**
 * Takes an import about schools back. Throws when a house keeps something about a pupil who would lose the placement
 * there, when a card has moved on with its pupil, or when anything uses a new code of a classifier.
 */
export async function takeBackSchools(tx: Tx, act: Act, kind: SchoolImport, batchId: string): Promise<void> {
  if (kind === 'PUPILS') {
    refuseNamed('import.builtUpon', await keptOfPlaced(tx, batchId))
    await logPlacements(
      tx,
      act,
      Prisma.sql`
        SELECT 'VOIDED'::"PlacementAct" AS act, p.pupil_id, p.house_id AS from_house_id,
               c.number || '.' || c.parallel AS from_class, NULL::uuid AS to_house_id, '' AS to_class, p.from_on AS day,
               NULL::date AS day_before, NULL::uuid AS transfer_id
          FROM import_brought w JOIN placement p ON p.id = w.row_id::uuid JOIN school_class c ON c.id = p.class_id
         WHERE w.batch_id = ${batchId}::uuid AND w.table_name = 'placement' AND w.before IS NULL`,
    )
  }
  if (kind === 'CARDS')
    refuseNamed(
      'import.builtUpon',
      await tx.$queryRaw<{ who: string }[]>`
        SELECT w.who FROM import_brought w JOIN card_house c ON c.card_id = w.row_id::uuid
         WHERE w.batch_id = ${batchId}::uuid AND c.transfer_id IS NOT NULL`,
    )
  if (kind === 'CLASSIFIERS') refuseNamed('import.builtUpon', await codesInUse(tx, batchId))
  await putBack(tx, batchId, tablesOf(kind))
}

/**
 * New codes of a batch that are in use. Locks them first: whoever is about to use one has locked it too (`holdCodes`),
 * so we wait for them.
 */
async function codesInUse(tx: Tx, batchId: string) {
  await tx.$queryRaw`
    SELECT FROM classifier t JOIN import_brought w ON w.batch_id = ${batchId}::uuid AND w.row_id = t.sort || ' ' || t.code
     ORDER BY t.sort, t.code FOR UPDATE OF t`
  return tx.$queryRaw<{ who: string }[]>`
    SELECT DISTINCT w.who FROM import_brought w
      JOIN (${Prisma.join(
        [...codeUses].map(
          ([sort, codes]) =>
            Prisma.sql`SELECT ${sort} || ' ' || used.code AS named FROM (${codes}) AS used (code)`,
        ),
        ' UNION ALL ',
      )}) AS u ON u.named = w.row_id
     WHERE w.batch_id = ${batchId}::uuid AND w.before IS NULL`
}

/** Pupils with kept data or in groups whose only placements are the batch's. */
function keptOfPlaced(tx: Tx, batchId: string) {
  const tables = ['group_place', 'student_card', ...keptKinds.map((kind) => thingOf(kind).table)]
  return tx.$queryRaw<{ who: string }[]>`
    WITH placed AS (
      SELECT DISTINCT (w.after->>'pupil_id')::uuid AS pupil_id, w.who FROM import_brought w
       WHERE w.batch_id = ${batchId}::uuid AND w.table_name = 'placement' AND w.before IS NULL
         AND NOT EXISTS (SELECT FROM placement p WHERE p.pupil_id = (w.after->>'pupil_id')::uuid AND p.voided_at IS NULL
                          AND p.id NOT IN (SELECT o.row_id::uuid FROM import_brought o
                                            WHERE o.batch_id = w.batch_id AND o.table_name = 'placement' AND o.before IS NULL)))
    ${Prisma.join(
      tables.map(
        (table) =>
          Prisma.sql`SELECT p.who FROM placed p JOIN ${Prisma.raw(table)} k ON k.pupil_id = p.pupil_id`,
      ),
      ' UNION ',
    )}`
}
