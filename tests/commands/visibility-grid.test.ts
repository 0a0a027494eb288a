import { beforeAll, describe, expect, test } from 'vitest'
import { findEverything } from '@/app/(office)/search/found'
import type { Person } from '@/lib/access/rights'
import { chooseMany } from '@/lib/documents/list/commands'
import { documentList } from '@/lib/documents/list/queries/list'
import { draftPdf } from '@/lib/documents/paper/draft-paper'
import { documentSheet, keptPdf } from '@/lib/documents/queries/sheet'
import { commentDocument } from '@/lib/documents/sending/commands/issuing'
import { savedDocument } from '@/lib/documents/queries/opened'
import { sayIn } from '@/lib/messages/say'
import { learnerDossier } from '@/lib/register/queries/dossier'
import { learnerSheet } from '@/lib/register/queries/sheet'
import { dayInTallinn } from '@/lib/shared/dates'
import { DocumentType, type DocumentState, type Role } from '@/lib/shared/generated/enums'
import { castId, units, users } from '@/prisma/cast'
import { placeOf } from '../support/documents'
import { noon, withOffice } from '../support/office'

/*
 * Who sees what, written by hand from spec 1 and 2: a document of unit LT, in every type and state, for every role in every
 * relation to it. d = a draft never sent, o = taken back for changes, i = issued, t = being taken back, r = registered,
 * c = cancelled; a letter means that it is seen. Whoever sees it may comment on it, whatever the state. p = the reader also
 * sees the page of a person who stands on all of them and studies in another unit (spec 1 "Users and rights").
 *
 *                                                  the unit's     the vice-rector's  of continuing education
 */
const grid = `
  a clerk of the unit, who made it                | d o i t r c | . . i t r c | . . i t r c | p
  a clerk of the unit, chosen as its drafter      | d o i t r c | . . i t r c | . . i t r c | p
  a clerk of the unit with the mark               | d o i t r c | . . i t r c | . . i t r c | p
  a clerk of the unit                             | . . i t r c | . . i t r c | . . i t r c | p
  a clerk of another unit                         | . . . . . . | . . . . . . | . . . . . . | .
  a clerk of another unit with the mark           | . . . . . . | . . . . . . | . . . . . . | .
  who made it and is a clerk of another unit now  | . . . . . . | . . . . . . | . . . . . . | .
  who was its drafter and has no role any more    | . . . . . . | . . . . . . | . . . . . . | .
  who made it and is the unit's vice-dean now     | . . i t r c | . . i t r c | . . i t r c | p
  the unit's vice-dean                            | . . i t r c | . . i t r c | . . i t r c | p
  the unit's vice-dean, its signer                | . . i t r c | . . i t r c | . . i t r c | p
  another unit's vice-dean                        | . . . . . . | . . . . . . | . . . . . . | .
  another unit's vice-dean, its signer            | . . i t r c | . . i t r c | . . i t r c | .
  the study office                                | d o i t r c | d o i t r c | d o i t r c | p
  the study office, who made it                   | d o i t r c | d o i t r c | d o i t r c | p
  the vice-rector                                 | . . . . . . | . . i t r c | . . . . . . | .
  the vice-rector, its signer                     | . . i t r c | . . i t r c | . . i t r c | .
  the chancellery                                 | . . i t r c | . . i t r c | . . i t r c | .
  finance                                         | . . . . . . | . . . . . . | . . . . . . | .
  a coordinator of continuing education           | . . . . . . | . . . . . . | . . i t r c | .
  a coordinator, who made it                      | . . . . . . | . . . . . . | d o i t r c | .
  a coordinator with the mark                     | . . . . . . | . . . . . . | d o i t r c | .
  a coordinator of another unit with the mark     | . . . . . . | . . . . . . | . . . . . . | .
  a municipal official                            | . . . . . . | . . . . . . | . . . . . . | .
  a school representative                         | . . . . . . | . . . . . . | . . . . . . | .
  an administrator                                | . . . . . . | . . . . . . | . . . . . . | .
  the unit's vice-dean, another unit's clerk      | . . i t r c | . . i t r c | . . i t r c | p
  who made it, a clerk of the unit and finance    | d o i t r c | . . i t r c | . . i t r c | .
  a coordinator and another unit's clerk          | . . . . . . | . . . . . . | . . i t r c | .
  the mark in another unit, a coordinator here    | . . . . . . | . . . . . . | . . i t r c | .
  the vice-rector and the unit's clerk            | . . i t r c | . . i t r c | . . i t r c | p
  nobody in particular                            | . . . . . . | . . . . . . | . . . . . . | .
`

const [creator, drafter, signer] = [users.liis.id, users.kaire.id, users.mari.id]
const stranger = users.toomas.id
const own = [units.LT.id]
const other = [units.HV.id]
const held = (role: Role, inUnits: 'ALL' | string[] = 'ALL', othersDrafts = false) => ({
  role,
  units: inUnits,
  othersDrafts,
})

/** The person of each line of the grid: an id and roles. */
const persons: [id: string, ...roles: Person['roles'][number][]][] = [
  [creator, held('UNIT_CLERK', own)],
  [drafter, held('UNIT_CLERK', own)],
  [stranger, held('UNIT_CLERK', own, true)],
  [stranger, held('UNIT_CLERK', own)],
  [stranger, held('UNIT_CLERK', other)],
  [stranger, held('UNIT_CLERK', other, true)],
  [creator, held('UNIT_CLERK', other)],
  [drafter],
  [creator, held('VICE_DEAN', own)],
  [stranger, held('VICE_DEAN', own)],
  [signer, held('VICE_DEAN', own)],
  [stranger, held('VICE_DEAN', other)],
  [signer, held('VICE_DEAN', other)],
  [stranger, held('STUDY_OFFICE')],
  [creator, held('STUDY_OFFICE')],
  [stranger, held('VICE_RECTOR')],
  [signer, held('VICE_RECTOR')],
  [stranger, held('CHANCELLERY')],
  [stranger, held('FINANCE')],
  [stranger, held('CE_CLERK', own)],
  [creator, held('CE_CLERK', own)],
  [stranger, held('CE_CLERK', own, true)],
  [stranger, held('CE_CLERK', other, true)],
  [stranger, held('MUNICIPAL_OFFICIAL', own)],
  [stranger, held('SCHOOL_REP', own)],
  [stranger, held('ADMIN')],
  [stranger, held('VICE_DEAN', own), held('UNIT_CLERK', other)],
  [creator, held('UNIT_CLERK', own), held('FINANCE')],
  [stranger, held('CE_CLERK', own), held('UNIT_CLERK', other)],
  [stranger, held('UNIT_CLERK', other, true), held('CE_CLERK', own)],
  [stranger, held('VICE_RECTOR'), held('UNIT_CLERK', own)],
  [stranger],
]

const states: Record<string, DocumentState[]> = {
  d: ['DRAFT', 'CHECKED', 'SENDING', 'CALLING_OFF'],
  o: ['DRAFT', 'CHECKED', 'SENDING', 'CALLING_OFF'],
  i: ['ISSUED'],
  t: ['REOPENING'],
  r: ['REGISTERED'],
  c: ['CANCELLED'],
}

const office = withOffice()
const nothing = { basis: '', title: '', institution: '', drafter: '', extraInfo: '', footer: '' }
const paper = {
  ...nothing,
  type: '',
  number: null,
  unit: { code: '', name: '' },
  signer: { name: '', title: '' },
  fields: [],
  rows: [],
  warnings: [],
}
/** A document of each type, and one of continuing education. */
const sorts = [
  ...Object.values(DocumentType).map((type) => ({
    type,
    kind: type === 'VICE_RECTOR_DIRECTIVE' ? 'EXMATRICULATION' : 'OWN_FUNDS_ALLOWANCE',
  })),
  { type: 'VICE_DEAN_DIRECTIVE' as const, kind: 'ADMISSION' },
]

/** One document of each type in each state, with a person and a version. */
const documents = sorts.flatMap(({ type, kind }, at) =>
  Object.entries(states).flatMap(([letter, inState], column) =>
    inState.map((state, stage) => ({
      id: castId(960, at * 100 + column * 10 + stage),
      type,
      kind,
      letter,
      state,
      number: letter === 'd' ? null : `${kind === 'ADMISSION' ? '8-9' : '8-8'}/${at}${column}${stage}`,
    })),
  ),
)

/** One of the unit's and one of the vice-rector's in every state: what is asked document by document is tried on these. */
const some = documents.filter(
  ({ type, letter, state }) =>
    (type === 'VICE_DEAN_DIRECTIVE' || type === 'VICE_RECTOR_DIRECTIVE') && state === states[letter]![0],
)

beforeAll(async () => {
  const { db } = office()
  const place = await db.studyPlace.findUniqueOrThrow({ where: { id: await placeOf(office(), 'Oja') } })
  await db.document.createMany({
    data: documents.map(({ id, type, kind, state, number }) => ({
      id,
      type,
      kind,
      state,
      number,
      unitId: units.LT.id,
      basis: 'Kord',
      creatorId: creator,
      drafterId: drafter,
      signerId: signer,
      ...(number && { dhisId: `dhis-${id}`, sendNo: 1 }),
      ...(state === 'REGISTERED' && { registeredOn: noon, registeredAt: noon }),
    })),
  })
  await db.documentRow.createMany({
    data: documents.map(({ id }) => ({
      documentId: id,
      position: 1,
      studyPlaceId: place.id,
      learnerId: place.learnerId,
    })),
  })
  const checked = { checkedAt: noon, checkedById: creator, pdf: Buffer.from('%PDF'), pdfSha256: 'x' }
  await db.documentVersion.createMany({
    data: documents.map(({ id, number }) => ({
      documentId: id,
      sendNo: 1,
      revision: 1,
      content: paper,
      warnings: '',
      ...checked,
      sentAt: number ? noon : null,
    })),
  })
})

const lines = grid
  .trim()
  .split('\n')
  .map((line, at) => {
    const [who, ofUnit, ofRector, ofRun, ofPage] = line.split('|').map((part) => part.trim()) as [
      ...[string, string, string, string, string],
    ]
    const [id, ...roles] = persons[at]!
    const person: Person = {
      id,
      roles,
      name: who,
      firstName: who,
      personalCode: null,
      locale: 'et',
      schools: { municipalities: [], houses: [] },
    }
    const expected = new Set(
      documents
        .filter(({ type, kind, letter }) =>
          (kind === 'ADMISSION' ? ofRun : type === 'VICE_RECTOR_DIRECTIVE' ? ofRector : ofUnit).includes(
            letter,
          ),
        )
        .map((document) => document.id),
    )
    return { who, person, expected, onPage: ofPage === 'p' }
  })

test('every line of the grid has a person', () => expect(lines).toHaveLength(persons.length))

describe.each(lines)('$who', ({ person, expected, onPage }) => {
  const theirs = new Set(some.map(({ id }) => id).filter((id) => expected.has(id)))
  const byDocument = async (sees: (id: string) => Promise<boolean>) => {
    const seen = new Set<string>()
    for (const { id } of some) if (await sees(id)) seen.add(id)
    return seen
  }

  test('finds exactly their documents in the list, by number and by a person’s name', async () => {
    const { db } = office()
    const listed = async (filter: object) =>
      new Set((await documentList(db, person, filter, true)).documents.map(({ id }) => id))
    expect(await listed({})).toEqual(expected)
    expect(await listed({ q: 'Oja' })).toEqual(expected)
    const numbered = documents.filter(({ id, number }) => number?.startsWith('8-8/') && expected.has(id))
    expect(await listed({ q: '8-8/' })).toEqual(new Set(numbered.map(({ id }) => id)))
  })

  test('finds exactly their documents in the search at the top of every page', async () => {
    const found = await findEverything(sayIn('et'), person, '8-8/', { most: 100 })
    const links = found.find(({ kind }) => kind === 'documents')?.items.map(({ href }) => href) ?? []
    const ids = links.map((href) => href.split('/').at(-1)!)
    const numbered = documents.filter(({ id, number }) => number?.startsWith('8-8/') && expected.has(id))
    expect(new Set(ids)).toEqual(new Set(numbered.map(({ id }) => id)))
  })

  test('opens the page, the kept PDF and the versions of exactly their documents, and the draft’s PDF of no other', async () => {
    const { db } = office()
    const opened = [
      await byDocument(async (id) => (await documentSheet(db, person, id, noon)) !== null),
      await byDocument(async (id) => (await keptPdf(db, person, id, 1)) !== null),
      await byDocument(async (id) => (await savedDocument(db, person, id)) !== null),
    ]
    expect(opened).toEqual([theirs, theirs, theirs])
    for (const { id } of some.filter((document) => !expected.has(document.id))) {
      expect(await draftPdf(db, person, id, noon)).toBeNull()
    }
  })

  test('chooses exactly their documents when all are asked for in one act', async () => {
    const act = { db: office().db, person, now: noon }
    const choosing = chooseMany(act, { act: 'print', documents: documents.map(({ id }) => id), list: '' })
    if (expected.size === 0)
      await expect(choosing).rejects.toMatchObject({ refusals: [{ code: 'noneChosen' }] })
    else {
      const rows = await office().db.documentBatchRow.findMany({ where: { batchId: await choosing } })
      expect(new Set(rows.map(({ documentId }) => documentId))).toEqual(expected)
    }
  })

  test('finds only their documents on the page and in the dossier of a person who is on all', async () => {
    const { db } = office()
    const { learnerId } = await db.documentRow.findFirstOrThrow({ where: { documentId: documents[0]!.id } })
    const page = await learnerSheet(db, person, learnerId, dayInTallinn(noon))
    const dossier = await learnerDossier(db, person, learnerId)
    const named = (of: { id: string }[] | undefined) => of && new Set(of.map(({ id }) => id))
    expect(named(page?.more?.documents)).toEqual(onPage ? expected : undefined)
    // An allowance isn't filed in the dossier (spec 2).
    const filed = documents.filter(
      ({ id, kind, state }) => kind !== 'OWN_FUNDS_ALLOWANCE' && state === 'REGISTERED' && expected.has(id),
    )
    expect(named(dossier?.documents)).toEqual(onPage ? new Set(filed.map(({ id }) => id)) : undefined)
  })

  test('comments on exactly their documents, in every state', async () => {
    const act = { db: office().db, person, now: noon }
    for (const { id } of some) {
      const comment = commentDocument(act, { id, comment: 'Palun vaadake üle' })
      if (expected.has(id)) await comment
      else await expect(comment).rejects.toMatchObject({ refusals: [{ code: 'notFound' }] })
    }
  })
})
