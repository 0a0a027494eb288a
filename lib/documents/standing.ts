import { createHash } from 'node:crypto'
import type { Db, Tx } from '@/lib/shared/db'
import { dayFromDate, type Day } from '@/lib/shared/dates'
import { blocksOf } from '@/lib/grants/blocks'
import { notesOf, type Note } from '@/lib/grants/notes'
import { placeFacts, ruleContext, type Elsewhere, type PlaceFacts } from '@/lib/grants/queries'
import { warningKey, warningsOf, type Warning } from '@/lib/grants/warnings'
import type { Person } from '@/lib/office/access'
import type { DocumentFacts } from './checks'
import { incompleteRows, overlappingRows, type ReadForm, type RowRef } from './form'
import { kindOf } from './kinds'
import type { LoadedDocument } from './load'
import { sees } from './visibility'

/** How the rows of a document stand against the facts of today. */
export type RowStanding = {
  warnings: Map<string, Warning[]>
  notes: Map<string, Note[]>
  /** changes when any warning appears, goes or says something else; a check-over holds only for the same digest */
  digest: string
  facts: Pick<DocumentFacts, 'rowCount' | 'rowsIncomplete' | 'rowsOverlap' | 'blockedByGrant'>
}

/** Name of a kind as the asker's language says it; notes about other documents carry it. */
export type KindLabel = (kind: string) => string

/**
 * Warnings, notes and objections of all rows. Five statements, however many rows. `viewer` is who will read the notes;
 * without one nothing of other documents is named.
 */
export async function rowStanding(
  client: Db | Tx,
  document: { id: string; kind: string },
  rows: ReadForm['rows'],
  viewer?: { person: Person; kindLabel: KindLabel },
): Promise<RowStanding> {
  const { gives } = kindOf(document.kind)
  const places = await placeFacts(client, [...new Set(rows.map((row) => row.studyPlaceId))], document.id)
  const nameOf = (row: RowRef) => places.get(row.studyPlaceId)?.person ?? ''
  const standing: RowStanding = {
    warnings: new Map(),
    notes: new Map(),
    digest: '',
    facts: {
      rowCount: rows.length,
      rowsIncomplete: incompleteRows(rows, nameOf),
      rowsOverlap: overlappingRows(rows, nameOf),
      blockedByGrant: [],
    },
  }
  if (!gives) return standing

  const context = await ruleContext(client, gives)
  const known = rows.flatMap((row) => {
    const place = places.get(row.studyPlaceId)
    return place ? [{ row, facts: { ...place, otherDocuments: elsewhere(place, viewer) } }] : []
  })
  const keys: string[] = []
  for (const { row, facts } of known) {
    const warnings = warningsOf(row, facts, context)
    if (warnings.length > 0) standing.warnings.set(row.key, warnings)
    keys.push(...warnings.map((warning) => `${row.studyPlaceId}|${warningKey(warning)}`))
    const notes = notesOf(row, facts)
    if (notes.length > 0) standing.notes.set(row.key, notes)
  }
  standing.digest = createHash('sha256').update(keys.sort().join('\n')).digest('hex')
  standing.facts.blockedByGrant = blocksOf(
    known.map(({ row, facts }) => ({ ...row, person: facts.person, facts })),
    gives.rules,
  )
  return standing
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

/** Everything the lifecycle table reads of a stored document, on this day. Two statements more than the rows take. */
export async function factsOf(
  client: Db | Tx,
  document: LoadedDocument,
  rows: RowStanding,
  today: Day,
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
           EXISTS (SELECT FROM delivery WHERE document_id = ${document.id}::uuid AND topic = 'dhis.register'
                      AND (state = 'NEEDS_PERSON' OR (state = 'WAITING' AND attempts > 0 AND claimed_at IS NULL)))
             AS stuck,
           (SELECT coalesce(number, kind) FROM document WHERE proposal_id = ${document.id}::uuid
               AND state <> 'CANCELLED') AS directive`
  return {
    type: document.type,
    state: document.state,
    everSent: document.number !== null,
    ...rows.facts,
    checkLapsed:
      document.state === 'CHECKED' &&
      (version?.revision !== document.revision || version.warnings !== rows.digest),
    unitClosed: document.unit.closedOn !== null && dayFromDate(document.unit.closedOn) <= today,
    confirmationParked: document.state === 'ISSUED' && (open?.parked ?? false),
    sendingStuck: open?.stuck ?? false,
    liveDirective: open?.directive ?? null,
    builtUpon: [],
  }
}
