import { randomUUID } from 'node:crypto'
import { addPlaces } from '@/lib/documents/commands/persons'
import { beginDraft, keepTyping, saveDraft } from '@/lib/documents/commands/drafting'
import { checkOver, sendToDhis } from '@/lib/documents/commands/issuing'
import { documentSent, takeNews, type DhisNews } from '@/lib/documents/commands/news'
import type { Head, RowField } from '@/lib/documents/form'
import type { Act } from '@/lib/office/action'
import { inTransaction } from '@/lib/shared/db'
import { learners } from '@/prisma/cast-learners'
import { units, users } from '@/prisma/cast'
import type { Office } from './office'

/** Study place id of a cast learner's first study place, by last name. */
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
  state?: 'DRAFT' | 'CHECKED' | 'SENDING' | 'ISSUED' | 'REGISTERED'
  /** last names of cast learners */
  persons?: string[]
  head?: Partial<Head>
  by?: Act
}

/** An own-funds directive in the wanted state, made by the commands themselves; parents and texts are filled in. */
export async function aDirective(office: Office, wishes: Wishes = {}): Promise<string> {
  const { state = 'DRAFT', persons = ['Oja'], head = {}, by = await office.as('liis') } = wishes
  const id = await beginDraft(by, { type: 'VICE_DEAN_DIRECTIVE', kind: 'OWN_FUNDS_ALLOWANCE' })
  await keepTyping(by, { id, head: { ...filledHead, ...head } })
  const places = await Promise.all(persons.map((lastName) => placeOf(office, lastName)))
  if (places.length > 0) await addPlaces(by, { id, places })
  await saveDraft(by, { id, revision: 0 })
  if (state === 'DRAFT') return id

  await checkOver(by, { id, revision: await revisionOf(office, id) })
  if (state === 'CHECKED') return id
  await sendToDhis(by, { id, revision: await revisionOf(office, id) })
  if (state === 'SENDING') return id
  await answerOfDhis(office, id, by.now)
  if (state === 'ISSUED') return id
  await takeNews(office.db, await newsFor(office, id), by.now)
  return id
}

export const filledHead: Partial<Head> = {
  unitId: units.LT.id,
  signerId: users.mari.id,
  paidFrom: '01.09.2026',
  paidTo: '31.08.2027',
  monthlyAmount: '660,00',
  fundingSource: 'LTFYS',
}

export const revisionOf = async ({ db }: Office, id: string) =>
  (await db.document.findUniqueOrThrow({ where: { id } })).revision

export const stateOf = async ({ db }: Office, id: string) =>
  (await db.document.findUniqueOrThrow({ where: { id } })).state

let number = 0

/** What DHIS answers to a sending, heard without a delivery. */
export async function answerOfDhis(office: Office, id: string, now: Date) {
  const { sendNo, number: had } = await office.db.document.findUniqueOrThrow({ where: { id } })
  const receipt = { id: `dhis-${id}`, number: had ?? `2.1-17/${++number}`, url: `http://dhis.example/${id}` }
  await inTransaction(office.db, (tx) => documentSent(tx, { documentId: id, sendNo }, receipt, now))
}

/** A confirmation by the right signer, of the version DHIS has; anything can be made wrong. */
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
  const row = await office.db.documentRow.findFirstOrThrow({ where: { documentId: id, learner: { lastName } } })
  await keepTyping(by, { id, rows: { [row.id]: typed } })
  return row.id
}
