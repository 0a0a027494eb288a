import { randomUUID } from 'node:crypto'
import type { Act } from '@/lib/access/action'
import { beginAmendment } from '@/lib/documents/drafting/commands/amending'
import { beginDraft, keepTyping, saveDraft } from '@/lib/documents/drafting/commands/drafting'
import { directiveOfRegistrants } from '@/lib/documents/drafting/commands/from-registrants'
import { addPlaces } from '@/lib/documents/drafting/commands/persons'
import type { RowField, Texts } from '@/lib/documents/rules/fields'
import type { Head, Typed } from '@/lib/documents/rules/form'
import { continuingKinds, kinds, type KindCode } from '@/lib/documents/rules/kinds'
import { documentReopened, documentSent } from '@/lib/documents/sending/commands/heard'
import {
  callOffSending,
  cancelDocument,
  checkOver,
  sendToDhis,
  reopenDocument,
} from '@/lib/documents/sending/commands/issuing'
import { takeNews, type DhisNews } from '@/lib/documents/sending/commands/news'
import type { RegistrantsKind } from '@/lib/registrants/commands/directive'
import { addMonths, dayBefore, showDay } from '@/lib/shared/dates'
import { inTransaction } from '@/lib/shared/db'
import type { DocumentType } from '@/lib/shared/generated/enums'
import { units, users } from '@/prisma/cast'
import { learners } from '@/prisma/cast-learners'
import type { Office } from './office'

/** The id of the study place that a cast learner began last, by last name. */
export async function placeOf({ db }: Office, lastName: string): Promise<string> {
  const learner = learners.find((candidate) => candidate.lastName === lastName)
  if (!learner) throw new Error(`Nobody in the cast is called ${lastName}`)
  const place = await db.studyPlace.findFirstOrThrow({
    where: { learnerId: learner.id },
    orderBy: { startedOn: 'desc' },
  })
  return place.id
}

type Wishes = {
  state?: 'DRAFT' | 'CHECKED' | 'SENDING' | 'CALLING_OFF' | 'ISSUED' | 'REGISTERED' | 'CANCELLED'
  /** last names of cast learners */
  persons?: string[]
  /** study places by id, instead of persons */
  places?: string[]
  head?: Partial<Head>
  by?: Act
  /** the own-funds allowance by default */
  kind?: Exclude<KindCode, 'AMENDMENT_CHANGE' | 'AMENDMENT_CANCEL'>
  subkind?: string
  /** the kind's first type by default */
  type?: DocumentType
  /** fields of the rows, in the order of the persons or places */
  rows?: Texts[]
}

/**
 * Makes a directive in the wanted state through the commands, by default of the own-funds allowance; head and persons
 * are filled in.
 */
export async function aDirective(office: Office, wishes: Wishes = {}): Promise<string> {
  const { state = 'DRAFT', persons = ['Oja'], head = {}, kind = 'OWN_FUNDS_ALLOWANCE', subkind } = wishes
  const { type = kinds[kind].types[0] } = wishes
  if (continuingKinds.includes(kind))
    return ofRegistrants(office, { ...wishes, kind: kind as RegistrantsKind })
  const byOffice = type === 'VICE_RECTOR_DIRECTIVE'
  const { by = await office.as(byOffice ? 'tiina' : 'liis') } = wishes
  const id = await beginDraft(by, { type, kind, subkind })
  const { unitId, signerId, ...grantHead } = filledHead
  const given = kinds[kind].gives ? grantHead : {}
  const signer = byOffice ? users.jaan.id : signerId
  await keepTyping(by, { id, head: { unitId, signerId: signer, basis: 'Kord', ...given, ...head } })
  const places = wishes.places ?? (await Promise.all(persons.map((lastName) => placeOf(office, lastName))))
  if (places.length > 0) await addPlaces(by, { id, places })
  if (wishes.rows) await typeRows(office, by, id, wishes.rows)
  await saveDraft(by, { id, revision: 0 })
  return brought(office, by, id, state)
}

/** The same for registrants of a run, by their reserved study places; made by the coordinator. */
async function ofRegistrants(
  office: Office,
  { kind, places = [], rows = [], state, by }: Wishes & { kind: RegistrantsKind },
): Promise<string> {
  const coordinator = by ?? (await office.as('maarja'))
  const held = await office.db.studyPlace.findMany({
    where: { id: { in: places } },
    include: { registrantKey: true },
  })
  const { id } = await directiveOfRegistrants(coordinator, {
    kind,
    run: held[0]!.registrantKey!.runId,
    signerId: users.mari.id,
    registrants: held.map(({ registrantId }) => registrantId!),
  })
  const saved = await office.db.documentRow.findMany({ where: { documentId: id } })
  const keyOf = (place: string) => saved.find(({ studyPlaceId }) => studyPlaceId === place)!.id
  const typed = rows.map((fields, at) => [keyOf(places[at]!), fields] as const)
  if (typed.length > 0) await keepTyping(coordinator, { id, rows: Object.fromEntries(typed) })
  await saveDraft(coordinator, { id, revision: await revisionOf(office, id) })
  return brought(office, coordinator, id, state)
}

/**
 * Makes an amendment of a registered directive in the wanted state: of all rows that still stand, or of those whose ids
 * are in `rows`. `every` is typed into each row.
 */
export async function anAmendment(
  office: Office,
  base: string,
  kind: 'AMENDMENT_CHANGE' | 'AMENDMENT_CANCEL',
  {
    state = 'REGISTERED',
    rows = [],
    every = {},
  }: Pick<Wishes, 'state'> & { rows?: string[]; every?: Texts } = {},
): Promise<string> {
  const { number, type, kind: ofBase } = await documentOf(office, base)
  const byOffice =
    type === 'VICE_RECTOR_DIRECTIVE' || continuingKinds.some((continuing) => continuing === ofBase)
  const by = await office.as(byOffice ? 'tiina' : 'liis')
  const id = await beginAmendment(by, { number: number!, kind, rows })
  const head = { basis: 'Kord', ...(type === 'VICE_RECTOR_DIRECTIVE' && { signerId: users.jaan.id }) }
  const why = kind === 'AMENDMENT_CANCEL' ? { reason: 'Määrati ekslikult' } : {}
  await typeInto(office, by, id, { head, every: { ...why, ...every } })
  await saveDraft(by, { id, revision: 0 })
  return brought(office, by, id, state)
}

/** Brings a saved draft into the wanted state. */
async function brought(
  office: Office,
  by: Act,
  id: string,
  state: Wishes['state'] = 'DRAFT',
): Promise<string> {
  if (state === 'DRAFT') return id
  await checkOver(by, { id, revision: await revisionOf(office, id) })
  if (state === 'CHECKED') return id
  await sendToDhis(by, { id, revision: await revisionOf(office, id) })
  if (state === 'SENDING') return id
  if (state === 'CALLING_OFF') {
    await attempted(office, id)
    await callOffSending(by, { id, revision: await revisionOf(office, id) })
    return id
  }
  await answerOfDhis(office, id, by.now)
  if (state === 'ISSUED') return id
  if (state === 'CANCELLED') {
    await cancelDocument(by, { id, revision: await revisionOf(office, id), reason: 'Ekslik' })
    return id
  }
  await takeNews(office.db, await newsFor(office, id), by.now)
  return id
}

/** Marks the sending as tried once, as a worker leaves it when DHIS is down, so that it can't simply be taken back. */
export const attempted = ({ db }: Office, documentId: string) =>
  db.delivery.updateMany({ where: { documentId, topic: 'dhis.register' }, data: { attempts: 1 } })

/** Types fields into the rows of a form that nobody has saved yet. */
async function typeRows(office: Office, by: Act, id: string, rows: Texts[]) {
  const keys = await addedRows(office, by, id)
  await keepTyping(by, { id, rows: Object.fromEntries(rows.map((fields, at) => [keys[at]!, fields])) })
}

/** Types the head, and the same fields into every row, of a form that nobody has saved yet. */
export async function typeInto(
  office: Office,
  by: Act,
  id: string,
  { head, every }: { head: Partial<Head>; every: Texts },
) {
  const keys = await addedRows(office, by, id)
  await keepTyping(by, { id, head, rows: Object.fromEntries(keys.map((key) => [key, every])) })
}

async function addedRows({ db }: Office, by: Act, id: string) {
  const { content } = await db.workingCopy.findFirstOrThrow({
    where: { documentId: id, userId: by.person.id },
  })
  return ((content as unknown as Typed).added ?? []).map(({ key }) => key)
}

export const filledHead: Partial<Head> = {
  unitId: units.LT.id,
  signerId: users.mari.id,
  paidFrom: '01.09.2026',
  paidTo: '31.08.2027',
  monthlyAmount: '660,00',
  fundingSource: 'LTFYS',
}

let periods = 0

/** A month that no other document of this test file has, so that nobody else pays its persons for it. */
export function monthOfItsOwn(): Pick<Head, 'paidFrom' | 'paidTo'> {
  const first = addMonths('2031-01-01', periods++)
  return { paidFrom: showDay(first), paidTo: showDay(dayBefore(addMonths(first, 1))) }
}

/** The document and its revision, which an act names. */
export const now = async (office: Office, id: string) => ({ id, revision: await revisionOf(office, id) })

export const documentOf = ({ db }: Office, id: string) => db.document.findUniqueOrThrow({ where: { id } })

/** The acts of a document's history, oldest first. */
export const historyOf = ({ db }: Office, id: string) =>
  db.historyEntry.findMany({ where: { documentId: id }, orderBy: { id: 'asc' } })

/** The deliveries of a document, in the order of posting. */
export const deliveriesOf = ({ db }: Office, documentId: string) =>
  db.delivery.findMany({ where: { documentId }, orderBy: { seq: 'asc' } })

export const revisionOf = async ({ db }: Office, id: string) =>
  (await db.document.findUniqueOrThrow({ where: { id } })).revision

export const stateOf = async ({ db }: Office, id: string) =>
  (await db.document.findUniqueOrThrow({ where: { id } })).state

let number = 0

/** Applies the answer of DHIS to a sending, without a delivery. */
export async function answerOfDhis(office: Office, id: string, now: Date) {
  const { sendNo, number: had } = await office.db.document.findUniqueOrThrow({ where: { id } })
  const receipt = { id: `dhis-${id}`, number: had ?? `2.1-17/${++number}`, url: `http://dhis.example/${id}` }
  await inTransaction(office.db, (tx) => documentSent(tx, { documentId: id, sendNo }, receipt, now))
}

/** A confirmation by the right signer of the version that DHIS has; any part can be replaced. */
export async function newsFor(office: Office, id: string, wrong: Partial<DhisNews> = {}): Promise<DhisNews> {
  const document = await office.db.document.findUniqueOrThrow({ where: { id }, include: { signer: true } })
  return {
    eventId: randomUUID(),
    type: 'confirmed',
    id: document.dhisId ?? `dhis-${id}`,
    ourId: id,
    version: document.sendNo,
    by: { name: 'Mari Mets', personalCode: document.signer.personalCode! },
    at: '2026-11-21T12:05:00+02:00',
    ...wrong,
  }
}

/** Types into the first row of the person with this last name. */
export async function typeInRow(
  office: Office,
  by: Act,
  id: string,
  lastName: string,
  typed: Partial<Record<RowField, string>>,
) {
  const row = await office.db.documentRow.findFirstOrThrow({
    where: { documentId: id, learnerKey: { lastName } },
  })
  await keepTyping(by, { id, rows: { [row.id]: typed } })
  return row.id
}

/** Presses `Muuda…`, and lets DHIS answer that the version is locked. */
export async function takeBack(office: Office, by: Act, id: string) {
  await reopenDocument(by, await now(office, id))
  const { sendNo } = await documentOf(office, id)
  await inTransaction(office.db, (tx) => documentReopened(tx, { documentId: id, sendNo }, by.now))
}
