import { createHash } from 'node:crypto'
import type { Db, Tx } from '@/lib/shared/db'
import { dayFromDate, type Day } from '@/lib/shared/dates'
import { blocksOf } from '@/lib/grants/blocks'
import { notesOf, type Note } from '@/lib/grants/notes'
import { placeFacts, ruleContext, type Elsewhere, type FactList, type PlaceFacts } from '@/lib/grants/queries'
import { warningKey, warningsOf, type Warning } from '@/lib/grants/warnings'
import type { Person } from '@/lib/office/access'
import type { DocumentFacts } from './checks'
import { incompleteRows, overlappingRows, type ReadForm, type RowRef } from './form'
import { kindOf } from './kinds'
import type { LoadedDocument } from './load'
import { sees } from './visibility'

/** What the rows give reason to object to; the lifecycle table's part of the facts. */
export type RowObjections = Pick<
  DocumentFacts,
  'rowCount' | 'rowsIncomplete' | 'rowsOverlap' | 'blockedByGrant'
>

/** How the rows of a document stand against the facts of today. */
export type RowStanding = {
  warnings: Map<string, Warning[]>
  notes: Map<string, Note[]>
  /** changes when any warning appears, goes or says something else; a check-over holds only for the same digest */
  digest: string
  objections: RowObjections
}

/** Name of a kind as the asker's language says it; notes about other documents carry it. */
export type KindLabel = (kind: string) => string

type Rows = ReadForm['rows']
type Places = ReadonlyMap<string, PlaceFacts>

/** Only what objects: enough for registering, where warnings have no say. One statement, none without rows. */
export async function rowObjections(
  client: Db | Tx,
  document: { id: string; kind: string },
  rows: Rows,
): Promise<RowObjections> {
  return objections(document.kind, rows, await factsOfPlaces(client, document.id, rows, objecting))
}

/**
 * Warnings, notes and objections of all rows. Five statements, however many rows. `viewer` is who will read the notes;
 * without one nothing of other documents is named.
 */
export async function rowStanding(
  client: Db | Tx,
  document: { id: string; kind: string },
  rows: Rows,
  viewer?: { person: Person; kindLabel: KindLabel },
): Promise<RowStanding> {
  const places = await factsOfPlaces(client, document.id, rows)
  const standing: RowStanding = {
    warnings: new Map(),
    notes: new Map(),
    digest: '',
    objections: objections(document.kind, rows, places),
  }
  const { gives } = kindOf(document.kind)
  if (!gives) return standing

  const context = await ruleContext(client, gives)
  const keys: string[] = []
  for (const row of rows) {
    const place = places.get(row.studyPlaceId)
    if (!place) continue
    const facts = { ...place, otherDocuments: elsewhere(place, viewer) }
    const warnings = warningsOf(row, facts, context)
    if (warnings.length > 0) standing.warnings.set(row.key, warnings)
    for (const warning of warnings) keys.push(`${row.studyPlaceId}|${warningKey(warning)}`)
    const notes = notesOf(row, facts)
    if (notes.length > 0) standing.notes.set(row.key, notes)
  }
  standing.digest = createHash('sha256').update(keys.sort().join('\n')).digest('hex')
  return standing
}

/** The facts that can object; the others only warn. */
const objecting: readonly FactList[] = ['grants']

const factsOfPlaces = (client: Db | Tx, documentId: string, rows: Rows, lists?: readonly FactList[]) =>
  placeFacts(client, [...new Set(rows.map((row) => row.studyPlaceId))], documentId, lists)

function objections(kind: string, rows: Rows, places: Places): RowObjections {
  const { gives } = kindOf(kind)
  const nameOf = (row: RowRef) => places.get(row.studyPlaceId)?.person ?? ''
  const toGive = rows.flatMap((row) => {
    const facts = places.get(row.studyPlaceId)
    return facts ? [{ ...row, person: facts.person, facts }] : []
  })
  return {
    rowCount: rows.length,
    rowsIncomplete: incompleteRows(rows, nameOf),
    rowsOverlap: overlappingRows(rows, nameOf),
    blockedByGrant: gives ? blocksOf(toGive, gives.rules) : [],
  }
}

const elsewhere = (place: PlaceFacts, viewer?: { person: Person; kindLabel: KindLabel }) =>
  place.elsewhere.map((other: Elsewhere) => ({
    id: other.id,
    number: other.number,
    kindLabel: viewer?.kindLabel(other.kind) ?? '',
    visible: viewer ? sees(viewer.person, other) : false,
    from: other.from,
    to: other.to,
  }))

/**
 * Everything the lifecycle table reads of a stored document, on this day: two statements more than the rows take.
 * `digest` is that of today's warnings, where a check-over may stand.
 */
export async function factsOf(
  client: Db | Tx,
  document: LoadedDocument,
  rows: RowObjections,
  today: Day,
  digest = '',
): Promise<DocumentFacts> {
  const version = await client.documentVersion.findFirst({
    where: { documentId: document.id, sentAt: null },
    orderBy: { checkedAt: 'desc' },
    select: { revision: true, warnings: true },
  })
  const [open] = await client.$queryRaw<{ parked: boolean; stuck: boolean; directive: string | null }[]>`
    SELECT EXISTS (SELECT FROM news WHERE document_id = ${document.id}::uuid AND state = 'PARKED'
                      AND body->>'type' = 'confirmed' AND (body->>'version')::int = ${document.sendNo}
                      AND NOT reasons @> '[{"code": "wrongSigner"}]') AS parked,
           EXISTS (SELECT FROM delivery WHERE document_id = ${document.id}::uuid AND topic IN ('dhis.register', 'dhis.callOff', 'dhis.lock')
                      AND (state = 'NEEDS_PERSON' OR (state = 'WAITING' AND attempts > 0 AND claimed_at IS NULL)))
             AS stuck,
           (SELECT coalesce(number, kind) FROM document WHERE proposal_id = ${document.id}::uuid
               AND state <> 'CANCELLED') AS directive`
  return {
    type: document.type,
    state: document.state,
    everSent: document.number !== null,
    ...rows,
    checkLapsed:
      document.state === 'CHECKED' &&
      (version?.revision !== document.revision || version.warnings !== digest),
    unitClosed: document.unit.closedOn !== null && dayFromDate(document.unit.closedOn) <= today,
    confirmationParked: document.state === 'ISSUED' && (open?.parked ?? false),
    sendingStuck: open?.stuck ?? false,
    liveDirective: open?.directive ?? null,
    builtUpon: [],
  }
}
