import { storedDetails, storedPaper } from '../stored'
import { reach, within, type Person } from '@/lib/access/rights'
import type { PlaceFacts } from '@/lib/grants/queries/facts'
import { changedSince, type Seen } from '@/lib/grants/rules/changes'
import type { Note } from '@/lib/grants/rules/notes'
import type { Warning } from '@/lib/grants/rules/warnings'
import { studyPlaceCards, type StudyPlaceCard } from '@/lib/learners/queries/known'
import { sayIn } from '@/lib/messages/say'
import { dayInTallinn, type Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import type { DocumentState, DocumentType } from '@/lib/shared/generated/enums'
import { isUuid } from '@/lib/shared/ids'
import { sumAmounts, type Amount } from '@/lib/shared/money'
import type { Refusal } from '@/lib/shared/refusal'
import { draftOptions } from '../drafting/options'
import { loadDocument, type LoadedDocument } from '../load'
import { chainOf } from '../registering/base'
import { fieldsBefore, replacedRows } from '../registering/replaced'
import { inEveryRow, showValues, type RowField, type Texts } from '../rules/fields'
import { readForm, type DraftForm, type DraftRow } from '../rules/form'
import { amendersOf, type Drafted, type Kind, type KindCode } from '../rules/kinds'
import { directives, isSettled, openMoves, stateGroup, type OpenMove } from '../rules/lifecycle'
import { amendmentsOf, isOpen, rowsNow } from '../rules/rows-now'
import { factsOf, rowStanding, settledStanding, type RowStanding } from '../standing'
import { lastOfOthers } from '../versions/history'
import { openedDocument, savedDocument, type Opened } from './opened'
import { sees, visibleDocuments } from '../visibility'

export const rowsAPage = 50

export type SheetRow = {
  key: string
  /** its place on the document, from 1 */
  place: number
  card: StudyPlaceCard
  typed: DraftRow
  warnings: Warning[]
  notes: Note[]
  /** facts that changed since the person was added (`muutunud pärast lisamist`) */
  changed: (keyof Seen)[]
  /** the grants of the study place, to choose from */
  grants: PlaceFacts['grants']
  /** of an amendment: the values that it changes or cancels, as texts; empty for other documents */
  before: Texts
  /** the registered amendment that last changed or cancelled the row */
  struckBy: Struck | null
  /** the row that an amendment would name for the person; null = nothing left to amend */
  open: string | null
}

type Struck = { id: string; number: string | null; kind: string }

type Made = { id: string; number: string | null; type: DocumentType; kind: string; state: DocumentState }

/** A document as its page shows it to one user. */
export type Sheet = Omit<Opened, 'copy'> & {
  moves: OpenMove[]
  rows: SheetRow[]
  /** `shown`: rows that pass the filter; `first`: the first of them on the page, from 1 */
  counts: { rows: number; flagged: number; shown: number; pages: number; page: number; first: number }
  monthlySum: Amount
  /** malformed typing, by field */
  malformed: Refusal[]
  options: Awaited<ReturnType<typeof draftOptions>> | null
  copy: { changedAt: Date; revision: number } | null
  /** common fields changed here whose value differs in some row: `Rakenda kõigile ridadele` is offered */
  unlike: RowField[]
  /** directives made from the proposal that the user may see */
  made: Made[]
  /** the kinds of amendment by which the user may change or cancel it for somebody; none = not at all */
  amendable: ReturnType<typeof amendmentsOf>
  /** the save by somebody else since this user's typing began */
  overtaken: { who: string; at: Date; changed: string[] } | null
}

/**
 * The document with the user's own unsaved typing over it; null when there is none or the user may not see it. Eight
 * statements and a few more for some kinds, however many rows. `flagged`: only rows with warnings; `row`: the row whose page to show.
 */
export async function documentSheet(
  db: Db,
  person: Person,
  id: string,
  now: Date,
  { page = 1, flagged = false, row = '' }: { page?: number; flagged?: boolean; row?: string } = {},
): Promise<Sheet | null> {
  const opened = await openedDocument(db, person, id, now)
  if (!opened) return null
  const { document, drafted, kindRow, copy, editable, saved, form, today } = opened
  const { read, malformed, standing, moves } = await standingNow(db, person, opened)

  const places = new Map(form.rows.map((row, index) => [row.key, index + 1]))
  const chosen =
    flagged && !isSettled(opened) ? form.rows.filter((row) => standing.flagged.has(row.key)) : form.rows
  const pages = Math.max(1, Math.ceil(chosen.length / rowsAPage))
  const wanted = chosen.findIndex(({ key }) => key === row)
  const at = wanted < 0 ? Math.min(Math.max(1, page), pages) : Math.floor(wanted / rowsAPage) + 1
  const shown = chosen.slice((at - 1) * rowsAPage, at * rowsAPage)
  const cards = await studyPlaceCards(
    db,
    shown.map((row) => row.studyPlaceId),
    today,
  )
  const amended = await amendedRows(db, document)
  const before = await textsBefore(db, drafted, shown)
  return {
    ...opened,
    moves,
    rows: sheetRows(shown, { cards, places, standing, amended, before }),
    counts: {
      rows: form.rows.length,
      flagged: standing.flagged.size,
      shown: chosen.length,
      pages,
      page: at,
      first: (at - 1) * rowsAPage + 1,
    },
    monthlySum: sumAmounts(read.rows.flatMap(({ monthlyAmount }) => (monthlyAmount ? [monthlyAmount] : []))),
    malformed: copy ? malformed.filter(({ code }) => !code.startsWith('missing.')) : [],
    options: editable ? await offered(db, person, drafted, form, today) : null,
    copy: editable && copy ? { changedAt: copy.changedAt, revision: copy.revision } : null,
    made: document ? await madeFrom(db, person, document) : [],
    amendable: document ? amendableNow(person, document, amended) : [],
    unlike: editable ? unlike(kindRow, form, saved) : [],
    overtaken: editable && document && copy ? await overtaking(db, document, copy.revision, person.id) : null,
  }
}

/** How the opened form stands by today's facts, and what the user may do with the document. */
async function standingNow(db: Db, person: Person, opened: Opened) {
  const { id, document, drafted, form, parties, today } = opened
  const { read, refusals: malformed } = readForm(form)
  const asked = { ...drafted, id }
  const standing = isSettled(opened)
    ? await settledStanding(db, asked, read.rows)
    : asTyped(await rowStanding(db, asked, read.rows, viewer(person)), malformed)
  const facts = document && (await factsOf(db, document, standing.objections, today, standing.digest))
  return { read, malformed, standing, moves: facts ? openMoves(facts, parties) : [] }
}

/** Who reads the notes about other documents. */
export function viewer(person: Person) {
  const say = sayIn(person.locale)
  return { person, kindLabel: (code: string) => say(`documents.kind.${code as KindCode}`) }
}

/** What the user may do with the opened document now. Three statements, a few more for some kinds. */
export const movesNow = async (db: Db, person: Person, opened: Opened): Promise<OpenMove[]> =>
  (await standingNow(db, person, opened)).moves

/**
 * A registered directive or amendment with the persons whom an amendment may name, one page of them; null when there is
 * none that the user may see. Three statements.
 */
export async function amendSheet(db: Db, person: Person, id: string, now: Date, page = 1) {
  const saved = await savedDocument(db, person, id)
  if (!saved) return null
  const { document } = saved
  const amended = await amendedRows(db, document)
  const pages = Math.max(1, Math.ceil(document.rows.length / rowsAPage))
  const at = Math.min(Math.max(1, page), pages)
  const shown = document.rows.slice((at - 1) * rowsAPage, at * rowsAPage)
  const cards = await studyPlaceCards(
    db,
    shown.map((row) => row.studyPlaceId),
    dayInTallinn(now),
  )
  return {
    ...saved,
    rows: shown.map(({ key, studyPlaceId }) => ({
      key,
      card: cards.get(studyPlaceId)!,
      struckBy: amended.get(key)?.struckBy ?? null,
      open: amended.get(key)?.open ?? null,
    })),
    count: document.rows.length,
    pages,
    amendable: amendableNow(person, document, amended),
  }
}
export type AmendSheet = NonNullable<Awaited<ReturnType<typeof amendSheet>>>

const amendableNow = (
  person: Person,
  document: LoadedDocument,
  amended: Awaited<ReturnType<typeof amendedRows>>,
) =>
  mayAmend(person, document) && [...amended.values()].some(({ open }) => open) ? amendmentsOf(document) : []

/** The form's choices; a signer who may no longer sign stays listed by name, but can't be saved. */
async function offered(db: Db, person: Person, drafted: Drafted, { head }: DraftForm, today: Day) {
  const options = await draftOptions(db, person, drafted, head.unitId, today)
  if (!isUuid(head.signerId) || options.signers.some(({ id }) => id === head.signerId)) return options
  const gone = await db.accessUser.findFirst({ where: { id: head.signerId } })
  if (!gone) return options
  const label = sayIn(person.locale)('documents.sheet.signerGone', {
    who: `${gone.firstName} ${gone.lastName}`,
  })
  return { ...options, signers: [...options.signers, { id: gone.id, label }] }
}

/** Malformed values are reported as wrong, at their field, and not as missing. */
function asTyped(standing: RowStanding, malformed: readonly Refusal[]): RowStanding {
  const wrong = new Map(malformed.map((refusal) => [refusal.field, refusal]))
  const { objections } = standing
  const rowsIncomplete = objections.rowsIncomplete.map((missing) => {
    const read = wrong.get(missing.field)
    return read ? { ...read, params: { ...missing.params, ...read.params } } : missing
  })
  return { ...standing, objections: { ...objections, rowsIncomplete } }
}

const madeFrom = async (db: Db, person: Person, { id, type }: LoadedDocument): Promise<Made[]> =>
  type === 'PROPOSAL'
    ? db.document.findMany({
        where: { AND: [{ proposalId: id }, visibleDocuments(person)] },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        select: { id: true, number: true, type: true, kind: true, state: true },
      })
    : []

/** Users who draft such directives for the unit may amend this one and its amendments. */
const mayAmend = (person: Person, { base, type, kind, unitId }: LoadedDocument) =>
  within(reach(person, amendersOf(base ?? { type, kind })), unitId)

const unlike = ({ commonFields }: Kind, form: DraftForm, saved: DraftForm) =>
  commonFields.filter(
    (field) =>
      form.head[field] !== saved.head[field] &&
      form.rows.some((row, at) => row[field] !== inEveryRow(field, form.head[field] ?? '', at)),
  )

/** The facts about the rows of a page. */
type Known = {
  cards: ReadonlyMap<string, StudyPlaceCard>
  places: ReadonlyMap<string, number>
  standing: Awaited<ReturnType<typeof rowStanding>>
  amended: ReadonlyMap<string, Pick<SheetRow, 'struckBy' | 'open'>>
  before: ReadonlyMap<string, Texts>
}

async function textsBefore(db: Db, drafted: Drafted, rows: readonly DraftRow[]): Promise<Map<string, Texts>> {
  const fields = fieldsBefore(drafted)
  const replaced = fields.length > 0 ? await replacedRows(db, rows) : []
  return new Map([...replaced].map(([key, row]) => [key, showValues(row, fields)]))
}

const sheetRows = (
  rows: DraftForm['rows'],
  { cards, places, standing, amended, before }: Known,
): SheetRow[] =>
  rows.map((row) => ({
    key: row.key,
    place: places.get(row.key)!,
    card: cards.get(row.studyPlaceId)!,
    typed: row,
    warnings: standing.warnings.get(row.key) ?? [],
    changed: changesOf(row, standing.places.get(row.studyPlaceId)),
    grants: grantsOf(row, standing.places.get(row.studyPlaceId)),
    before: before.get(row.key) ?? {},
    struckBy: amended.get(row.key)?.struckBy ?? null,
    open: amended.get(row.key)?.open ?? null,
    notes: standing.notes.get(row.key) ?? [],
  }))

const changesOf = (row: DraftRow, place: PlaceFacts | undefined) =>
  place ? changedSince(row.seen ?? null, place) : []
const grantsOf = (row: DraftRow, place: PlaceFacts | undefined) =>
  place?.grants.filter(({ studyPlaceId }) => studyPlaceId === row.studyPlaceId) ?? []

/**
 * Rows of a registered directive: the later document that last changed or cancelled each, and what is left to amend.
 */
async function amendedRows(
  db: Db,
  document: LoadedDocument | null,
): Promise<Map<string, Pick<SheetRow, 'struckBy' | 'open'>>> {
  if (!document || !['REGISTERED', 'CANCELLED'].includes(document.state)) return new Map()
  if (!directives.some((type) => type === document.type)) return new Map()
  const amendmentId = document.baseId ? document.id : null
  const chain = await chainOf(db, document.baseId ?? document.id)
  const { now, own } = rowsNow(chain)
  return new Map(
    chain.flatMap((row) => {
      const stands = now.get(own.get(row.id) ?? '')
      if (!stands || row.documentId !== document.id) return []
      const { documentId, number, kind } = stands.latest
      const struckBy = isOpen(row, stands, amendmentId) ? null : { id: documentId, number, kind }
      const open = amendmentId ? (struckBy ? null : row.id) : (stands.holds?.id ?? null)
      return [[row.id, { struckBy, open }] as const]
    }),
  )
}

async function overtaking(
  db: Db,
  document: LoadedDocument,
  begunOn: number,
  userId: string,
): Promise<Sheet['overtaken']> {
  const last = await lastOfOthers(db, document, begunOn, userId)
  if (!last) return null
  const { changed } = storedDetails.parse(last.details)
  return { who: last.who, at: last.at, changed: changed ?? [] }
}

/** The checked-over version that would be sent now, with its PDF's size; null when there is none. */
export async function checkedVersion(db: Db, documentId: string) {
  const version = await db.documentVersion.findFirst({
    where: { documentId, sentAt: null },
    orderBy: [{ checkedAt: 'desc' }, { id: 'desc' }],
    select: { id: true, sendNo: true, content: true, checkedAt: true, pdfSha256: true },
  })
  return version && { ...version, content: storedPaper.parse(version.content) }
}

/** The PDF of the version last checked over under `sendNo`; null = there is none, or the person may not see it. */
export async function keptPdf(
  db: Db,
  person: Person,
  documentId: string,
  sendNo: number,
): Promise<Uint8Array | null> {
  const document = isUuid(documentId) ? await loadDocument(db, documentId) : null
  if (!document || !sees(person, document)) return null
  const version = await db.documentVersion.findFirst({
    where: { documentId, sendNo },
    orderBy: [{ checkedAt: 'desc' }, { id: 'desc' }],
    select: { pdf: true },
  })
  return version?.pdf ?? null
}

/** Names of persons on the document without an e-mail address, whom no letter will reach. One statement. */
export async function withoutEmail(db: Db, document: LoadedDocument, now: Date): Promise<string[]> {
  const places = document.rows.map((row) => row.studyPlaceId)
  const cards = await studyPlaceCards(db, places, dayInTallinn(now))
  const silent = places.flatMap((place) => {
    const card = cards.get(place)
    return card && card.email.trim() === '' ? [`${card.firstName} ${card.lastName}`] : []
  })
  return [...new Set(silent)]
}

/** The PDF that shows the document's present state: the version last sent of an issued or later one, else the draft. */
export async function latestSent(db: Db, person: Person, documentId: string): Promise<string> {
  const document = isUuid(documentId) ? await loadDocument(db, documentId) : null
  if (!document || !sees(person, document) || stateGroup[document.state] === 'DRAFT') return 'draft'
  return document.sendNo > 0 ? String(document.sendNo) : 'draft'
}
