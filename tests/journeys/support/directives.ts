import { beginDraft, keepTyping, saveDraft } from '@/lib/documents/drafting/commands/drafting'
import { addPlaces } from '@/lib/documents/drafting/commands/persons'
import type { Texts } from '@/lib/documents/rules/fields'
import type { Head } from '@/lib/documents/rules/form'
import type { KindCode } from '@/lib/documents/schema'
import { checkOver, sendToDhis } from '@/lib/documents/sending/commands/issuing'
import type { DocumentType } from '@/lib/shared/generated/enums'
import { units, users } from '@/prisma/cast'
import { expect, type CastName, type Office } from './journey'
import type { Doctorand } from './learners'
import { decideInDhis } from './sandbox'

type Wishes = {
  state?: 'NEW' | 'DRAFT' | 'CHECKED' | 'ISSUED' | 'REGISTERED'
  by?: CastName
  persons?: Doctorand[]
  head?: Partial<Head>
  /** gives a grant of this type; by default it gives the own-funds allowance */
  grantType?: string
  /** another type and kind, with the fields of every row */
  other?: { type: DocumentType; kind: KindCode; every: Texts }
}

export const filledHead: Partial<Head> = {
  unitId: units.LT.id,
  signerId: users.mari.id,
  paidFrom: '01.09.2026',
  paidTo: '31.08.2027',
  monthlyAmount: '660,00',
  fundingSource: 'LTFYS',
}

/**
 * Brings a directive to the wanted state without a browser, by the commands that the buttons call; DHIS answers and
 * confirms over its API. Returns its id.
 */
export async function aDirective(office: Office, wishes: Wishes = {}): Promise<string> {
  const { state = 'DRAFT', by = 'liis', persons = [], head = {}, grantType, other } = wishes
  const act = await office.as(by)
  const id = await beginDraft(act, {
    type: other?.type ?? 'VICE_DEAN_DIRECTIVE',
    ...(grantType ? { kind: 'GRANT', subkind: grantType } : { kind: other?.kind ?? 'OWN_FUNDS_ALLOWANCE' }),
  })
  const { unitId, signerId } = filledHead
  const filled = other ? { unitId, signerId, basis: 'Kord', ...other.every } : filledHead
  await keepTyping(act, { id, head: { ...filled, ...head } })
  if (persons.length > 0) await addPlaces(act, { id, places: persons.map(({ placeId }) => placeId) })
  if (state === 'NEW') return id
  await saveDraft(act, { id, revision: 0 })
  if (state === 'DRAFT') return id
  await checkOver(act, { id, revision: await revisionOf(office, id) })
  if (state === 'CHECKED') return id
  await sendToDhis(act, { id, revision: await revisionOf(office, id) })
  await reaches(office, id, 'ISSUED')
  if (state === 'ISSUED') return id
  await decideInDhis(id, 'confirm')
  await reaches(office, id, 'REGISTERED')
  return id
}

export const documentOf = ({ db }: Office, id: string) => db.document.findUniqueOrThrow({ where: { id } })

export const revisionOf = async (office: Office, id: string) => (await documentOf(office, id)).revision

export const stateOf = async (office: Office, id: string) => (await documentOf(office, id)).state

/** Waits until the worker and DHIS have brought the document to the state. */
export const reaches = (office: Office, id: string, state: string) =>
  expect.poll(() => stateOf(office, id), { timeout: 60_000 }).toBe(state)
