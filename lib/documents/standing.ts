import { createHash } from 'node:crypto'
import type { Person } from '@/lib/access/rights'
import {
  placeFacts,
  ruleContext,
  type Elsewhere,
  type FactList,
  type PlaceFacts,
} from '@/lib/grants/queries/facts'
import { openWarnings } from '@/lib/grants/rules/accepted'
import { blocksOf } from '@/lib/grants/rules/blocks'
import type { RuleContext } from '@/lib/grants/rules/facts'
import { notesOf, type Note } from '@/lib/grants/rules/notes'
import { warningKey, warningsOf, type Warning } from '@/lib/grants/rules/warnings'
import { certificatesNumbered } from '@/lib/learners/queries/known'
import { registrationsOf, type Registration } from '@/lib/registrants/queries/places'
import { dayFromDate, type Day } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { Refusal } from '@/lib/shared/refusal'
import type { LoadedDocument } from './load'
import { baseFacts } from './registering/base'
import { builtUpon } from './registering/built-upon'
import type { DocumentFacts } from './rules/checks'
import { incompleteRows, overlappingRows, type ReadRow, type RowRef } from './rules/form'
import { kindOf, seriesOf, type Drafted, type Kind } from './rules/kinds'
import { stateGroup } from './rules/lifecycle'
import { factsNeeded, impossible, type BaseFacts, type NumberFacts } from './rules/row-checks'
import { takenAsItIs, type Receipt } from './sending/answered'
import { sees } from './visibility'

/** Objections to the rows: part of the facts for the lifecycle table. */
export type RowObjections = Pick<
  DocumentFacts,
  'rowCount' | 'rowsIncomplete' | 'rowsOverlap' | 'rowsImpossible' | 'blockedByGrant'
>

/** How a document's rows stand by today's facts. */
export type RowStanding = {
  warnings: Map<string, Warning[]>
  notes: Map<string, Note[]>
  /** rows with a warning that nobody has kept with a reason */
  flagged: Set<string>
  /** changes when any warning appears, goes or changes its text; a check-over holds only for the same digest */
  digest: string
  objections: RowObjections
  /** the rules that were applied; null for kinds that give no grant */
  rules: RuleContext | null
  places: ReadonlyMap<string, PlaceFacts>
}

/** Name of a kind in the reader's language, for notes about other documents. */
export type KindLabel = (kind: string) => string

/** The facts about a document that its rows' checks need; `baseId` and `amendmentId` of an amendment. */
export type Asked = Drafted & { id: string; baseId?: string | null; amendmentId?: string | null }

type Rows = readonly ReadRow[]
type Places = ReadonlyMap<string, PlaceFacts>

/**
 * Only objections that count at the confirmation: warnings don't. One statement, one more for numbered papers and for
 * registrants, none without rows.
 */
export async function rowObjections(client: Db | Tx, document: Asked, rows: Rows): Promise<RowObjections> {
  const kind = kindOf(document)
  const lists = new Set<FactList>([...factsNeeded(kind.rowChecks, true), ...(kind.gives ? blocking : [])])
  const places = await factsOfPlaces(client, document, rows, [...lists])
  return objections(kind, rows, await worldOf(client, document, kind, rows, places), true)
}

/** The facts that the block reads. */
const blocking: readonly FactList[] = ['grants']

/**
 * Warnings, notes and objections of all rows. Two statements, four for an amendment, however many rows. `viewer` reads
 * the notes; without one, other documents aren't named.
 */
export async function rowStanding(
  client: Db | Tx,
  document: Asked,
  rows: Rows,
  viewer?: { person: Person; kindLabel: KindLabel },
): Promise<RowStanding> {
  const kind = kindOf(document)
  const places = await factsOfPlaces(client, document, rows)
  const rules = kind.gives && (await ruleContext(client, kind.gives))
  const standing: RowStanding = {
    warnings: new Map(),
    notes: new Map(),
    flagged: new Set(),
    digest: '',
    objections: objections(kind, rows, await worldOf(client, document, kind, rows, places), false),
    rules,
    places,
  }
  if (!rules) return standing

  const keys: string[] = []
  for (const row of rows) {
    const place = places.get(row.studyPlaceId)
    if (!place) continue
    const facts = { ...place, otherDocuments: elsewhere(place, viewer) }
    const warnings = warningsOf(row, facts, rules)
    if (warnings.length > 0) standing.warnings.set(row.key, warnings)
    if (openWarnings(warnings, row.accepted ?? []).length > 0) standing.flagged.add(row.key)
    for (const warning of warnings) keys.push(`${row.studyPlaceId}|${warningKey(warning)}`)
    const notes = notesOf(row, facts)
    if (notes.length > 0) standing.notes.set(row.key, notes)
  }
  standing.digest = createHash('sha256').update(keys.sort().join('\n')).digest('hex')
  return standing
}

/**
 * How the rows of a registered or cancelled document stand: today's facts cause no warnings and prevent no act any more.
 * One statement where the rows name grants, else none.
 */
export async function settledStanding(client: Db | Tx, document: Asked, rows: Rows): Promise<RowStanding> {
  const named = kindOf(document).rowFields.includes('grantId')
  return {
    warnings: new Map(),
    notes: new Map(),
    flagged: new Set(),
    digest: '',
    objections: { ...noRows, rowCount: rows.length },
    rules: null,
    places: named ? await factsOfPlaces(client, document, rows, ['grants']) : new Map(),
  }
}

/** Today's facts about the rows, by study place; leaves out what the document itself holds or replaces. */
export const factsOfPlaces = (client: Db | Tx, { id }: Asked, rows: Rows, lists?: readonly FactList[]) =>
  placeFacts(
    client,
    [...new Set(rows.map((row) => row.studyPlaceId))],
    { documentId: id, replacedRows: rows.flatMap(({ baseRowId }) => baseRowId ?? []) },
    lists,
  )

type World = {
  places: Places
  base: BaseFacts | null
  numbers: NumberFacts | null
  registrations: ReadonlyMap<string, Registration>
}

async function worldOf(
  client: Db | Tx,
  document: Asked,
  kind: Kind,
  rows: Rows,
  places: Places,
): Promise<World> {
  return {
    places,
    base: await baseOf(client, document, rows),
    numbers: kind.rowChecks.includes('numberFree') ? await numbersOf(client, document, rows) : null,
    registrations: kind.rowChecks.includes('ofRun')
      ? await registrationsOf(client, [...places.keys()], document.id)
      : new Map(),
  }
}

async function numbersOf(client: Db | Tx, { kind }: Asked, rows: Rows): Promise<NumberFacts | null> {
  const numbers = rows.flatMap(({ certificateNumber }) => certificateNumber || [])
  if (numbers.length === 0) return null
  const seen = new Set<string>()
  return {
    taken: await certificatesNumbered(client, kind, numbers),
    twice: new Set(numbers.filter((number) => seen.size === seen.add(number).size)),
  }
}

const baseOf = (client: Db | Tx, { baseId, amendmentId = null, id }: Asked, rows: Rows) =>
  baseId && rows.length > 0
    ? baseFacts(
        client,
        { baseId, amendmentId },
        id,
        rows.flatMap(({ baseRowId }) => baseRowId ?? []),
      )
    : null

function objections(kind: Kind, rows: Rows, world: World, onlyAgain: boolean): RowObjections {
  const { gives } = kind
  const { places, base } = world
  const nameOf = (row: RowRef) => places.get(row.studyPlaceId)?.person ?? ''
  const toGive = rows.flatMap((row) => {
    const facts = places.get(row.studyPlaceId)
    return facts ? [{ ...row, person: facts.person, facts }] : []
  })
  return {
    rowCount: rows.length,
    rowsIncomplete: incompleteRows(kind, rows, nameOf),
    rowsOverlap: overlappingRows(kind, rows, nameOf),
    rowsImpossible: [
      ...(base?.builtUpon ?? []),
      ...rows.flatMap((row) => impossibleRow(kind, row, world, onlyAgain)),
    ],
    blockedByGrant: gives ? blocksOf(toGive, gives.rules) : [],
  }
}

function impossibleRow(
  kind: Kind,
  row: ReadRow,
  { places, base, numbers, registrations }: World,
  onlyAgain: boolean,
): Refusal[] {
  const place = places.get(row.studyPlaceId)
  if (!place) return []
  const registration = registrations.get(row.studyPlaceId) ?? null
  return impossible(kind.rowChecks, row, { place, base, numbers, registration }, onlyAgain).map(
    ({ code, field, params }) => ({
      code,
      field: `rows.${row.key}.${field}`,
      params: { person: place.person, ...params },
    }),
  )
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

const noRows: RowObjections = {
  rowCount: 0,
  rowsIncomplete: [],
  rowsOverlap: [],
  rowsImpossible: [],
  blockedByGrant: [],
}

/**
 * The facts in a loaded document itself, on this day, as though nothing outside it objected to any act. Saving and
 * deleting need no more from the lifecycle table (tests/rules/lifecycle.test.ts).
 */
export const factsInHand = (document: LoadedDocument, today: Day): DocumentFacts => ({
  type: document.type,
  state: document.state,
  everSent: document.number !== null || document.dhisId !== null,
  ...noRows,
  unitClosed: document.unit.closedOn !== null && dayFromDate(document.unit.closedOn) <= today,
  checkLapsed: false,
  signerGone: null,
  seriesMissing: false,
  confirmationParked: false,
  decisionParked: false,
  sendingStuck: false,
  cancelStuck: false,
  cancelStuckIssued: false,
  answerParked: false,
  notLeft: false,
  liveDirective: null,
  builtUpon: [],
})

/**
 * All facts that the lifecycle table reads of a stored document, on this day: one statement more than the rows take.
 * `digest` is that of today's warnings, where a check-over may exist.
 */
export async function factsOf(
  client: Db | Tx,
  document: LoadedDocument,
  rows: RowObjections,
  today: Day,
  digest = '',
): Promise<DocumentFacts> {
  const [open] = await client.$queryRaw<
    {
      confirmed: boolean
      decided: boolean
      stuck: boolean
      cancelStuck: boolean
      cancelledIssued: boolean
      waits: boolean
      answered: string | null
      directive: string | null
      series: string | null
      signs: boolean
      checkedRevision: number | null
      checkedWarnings: string | null
    }[]
  >`
    SELECT EXISTS (SELECT FROM news WHERE ${decisionOf(document)} AND state = 'PARKED' AND body->>'type' = 'confirmed'
                      AND body->'by'->>'personalCode' = ${document.signer.personalCode}) AS confirmed,
           EXISTS (SELECT FROM news WHERE ${decisionOf(document)} AND (state = 'PARKED' OR state = 'VOID')) AS decided,
           EXISTS (SELECT FROM deliveries_delivery WHERE document_id = ${document.id}::uuid AND topic IN ('dhis.register', 'dhis.callOff', 'dhis.lock')
                      AND ${isStuck}) AS stuck,
           EXISTS (SELECT FROM deliveries_delivery WHERE document_id = ${document.id}::uuid AND topic = 'dhis.cancel'
                      AND ${isStuck}) AS "cancelStuck",
           coalesce((SELECT from_state = 'ISSUED' FROM history_entry WHERE document_id = ${document.id}::uuid
                        AND to_state = 'CANCELLED' AND from_state <> to_state ORDER BY id DESC LIMIT 1), false)
             AND NOT EXISTS (SELECT FROM document WHERE proposal_id = ${document.proposalId}::uuid
                                AND id <> ${document.id}::uuid AND state <> 'CANCELLED') AS "cancelledIssued",
           EXISTS (SELECT FROM deliveries_delivery WHERE document_id = ${document.id}::uuid AND topic = 'dhis.register'
                      AND state = 'WAITING' AND attempts = 0 AND claimed_at IS NULL) AS waits,
           (SELECT x.response FROM deliveries_delivery d JOIN deliveries_exchange x ON x.delivery_id = d.id
             WHERE d.document_id = ${document.id}::uuid AND d.topic = 'dhis.register' AND d.state = 'NEEDS_PERSON'
             ORDER BY x.id DESC LIMIT 1) AS answered,
           (SELECT coalesce(number, '') FROM document WHERE proposal_id = ${document.id}::uuid
               AND state <> 'CANCELLED') AS directive,
           (SELECT template FROM dhis_series WHERE type = ${document.type}::"DocumentType"
               AND (unit_id = ${document.unitId}::uuid OR unit_id IS NULL) ORDER BY unit_id NULLS LAST LIMIT 1) AS series,
           EXISTS (SELECT FROM signing s JOIN access_user u ON u.id = s.user_id JOIN access_user_role r ON r.user_id = u.id
                    WHERE s.user_id = ${document.signerId}::uuid AND s.type = ${document.type}::"DocumentType"
                      AND (s.unit_id = ${document.unitId}::uuid OR s.unit_id IS NULL) AND u.disabled_at IS NULL
                      AND s.valid_from <= ${today}::date AND (s.valid_to IS NULL OR s.valid_to >= ${today}::date)
                      AND CASE WHEN s.type = 'VICE_RECTOR_DIRECTIVE' THEN r.role = 'VICE_RECTOR'
                          ELSE r.role = 'VICE_DEAN' AND EXISTS (
                            SELECT FROM access_role_unit o WHERE o.role_id = r.id AND o.unit_id = ${document.unitId}::uuid) END)
             AS signs,
           v.revision AS "checkedRevision", v.warnings AS "checkedWarnings"
      FROM (SELECT) one LEFT JOIN LATERAL (
           SELECT revision, warnings FROM document_version WHERE document_id = ${document.id}::uuid AND sent_at IS NULL
            ORDER BY checked_at DESC, id DESC LIMIT 1) v ON true`
  const out = stateGroup[document.state] === 'ISSUED'
  const answer = takenAsItIs(open?.answered ?? null)
  const cancelStuck = document.state === 'CANCELLED' && (open?.cancelStuck ?? false)
  return {
    ...factsInHand(document, today),
    ...rows,
    checkLapsed:
      document.state === 'CHECKED' &&
      (open?.checkedRevision !== document.revision || open.checkedWarnings !== digest),
    signerGone: open?.signs ? null : `${document.signer.firstName} ${document.signer.lastName}`,
    seriesMissing: seriesOf(document.type, document.unit.code, open?.series ?? undefined) === '',
    confirmationParked: out && (open?.confirmed ?? false),
    decisionParked: out && (open?.decided ?? false),
    sendingStuck: open?.stuck ?? false,
    cancelStuck,
    cancelStuckIssued: cancelStuck && (open?.cancelledIssued ?? false),
    answerParked: answer !== null && (await isFree(client, document, answer)),
    notLeft: document.state === 'SENDING' && (open?.waits ?? false),
    liveDirective: open?.directive ?? null,
    builtUpon:
      document.state === 'REGISTERED'
        ? await builtUpon(
            client,
            document.rows.map(({ key }) => key),
            document.id,
          )
        : [],
  }
}

/** A delivery failed: it waits for its next try, or for a person. */
const isStuck = Prisma.sql`(state = 'NEEDS_PERSON' OR (state = 'WAITING' AND attempts > 0 AND claimed_at IS NULL))`

/** News of a decision about the version of the document in DHIS, or of its withdrawal there. */
const decisionOf = ({ id, dhisId, sendNo }: LoadedDocument) => Prisma.sql`
  document_id = ${id}::uuid AND body->>'type' IN ('confirmed', 'rejected', 'withdrawn') AND body->>'id' = ${dhisId}
  AND (body->>'version')::int = ${sendNo}`

/** Whether no other document of ours has the id or number in DHIS's answer. */
const isFree = async (client: Db | Tx, { id }: LoadedDocument, answer: Receipt) =>
  (await client.document.count({ where: { dhisId: answer.id, id: { not: id } } })) === 0
