import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { standingsOf, type Place } from '@/lib/registrants/standing'
import { dateFromDay } from '@/lib/shared/dates'
import type { DocumentState } from '@/lib/shared/generated/enums'
import { units, users } from '@/prisma/cast'
import { noon, withOffice } from '../support/office'
import { aRun, type MadeRun } from '../support/runs'

const office = withOffice()

type Line = {
  title: string
  mainState?: string
  /** documents about the study place, the older first; `ofAdmission`: an amendment of an admission */
  documents?: { kind: string; state: DocumentState; ofAdmission?: true }[]
  place: Place
  /** the position of the document that is named */
  named?: number
}
const lines: Line[] = [
  { title: 'on no directive', place: 'NOWHERE' },
  {
    title: 'on an admission in draft',
    documents: [{ kind: 'ADMISSION', state: 'DRAFT' }],
    place: 'ADMISSION_UNDER_WAY',
    named: 0,
  },
  {
    title: 'on an admission that is being taken back',
    documents: [{ kind: 'ADMISSION', state: 'REOPENING' }],
    place: 'ADMISSION_UNDER_WAY',
    named: 0,
  },
  {
    title: 'on a cancelled admission and on an issued one',
    documents: [
      { kind: 'ADMISSION', state: 'CANCELLED' },
      { kind: 'ADMISSION', state: 'ISSUED' },
    ],
    place: 'ADMISSION_UNDER_WAY',
    named: 1,
  },
  {
    title: 'on a cancelled admission',
    documents: [{ kind: 'ADMISSION', state: 'CANCELLED' }],
    place: 'NOWHERE',
  },
  {
    title: 'who is admitted',
    mainState: 'STUDYING',
    documents: [{ kind: 'ADMISSION', state: 'REGISTERED' }],
    place: 'ADMITTED',
    named: 0,
  },
  {
    title: 'who is admitted and on a cancelled discontinuation',
    mainState: 'STUDYING',
    documents: [
      { kind: 'ADMISSION', state: 'REGISTERED' },
      { kind: 'DISCONTINUATION', state: 'CANCELLED' },
    ],
    place: 'ADMITTED',
    named: 0,
  },
  {
    title: 'who is admitted and on a checked annulment',
    mainState: 'STUDYING',
    documents: [
      { kind: 'ADMISSION', state: 'REGISTERED' },
      { kind: 'ADMISSION_ANNULMENT', state: 'CHECKED' },
    ],
    place: 'END_UNDER_WAY',
    named: 1,
  },
  {
    title: 'who is admitted and on an issued discontinuation',
    mainState: 'STUDYING',
    documents: [
      { kind: 'ADMISSION', state: 'REGISTERED' },
      { kind: 'DISCONTINUATION', state: 'ISSUED' },
    ],
    place: 'END_UNDER_WAY',
    named: 1,
  },
  {
    title: 'who is admitted and whose admission another directive is about to cancel',
    mainState: 'STUDYING',
    documents: [
      { kind: 'ADMISSION', state: 'REGISTERED' },
      { kind: 'AMENDMENT_CANCEL', state: 'SENDING', ofAdmission: true },
    ],
    place: 'END_UNDER_WAY',
    named: 1,
  },
  {
    title: 'whose admission is annulled',
    mainState: 'ADMISSION_ANNULLED',
    documents: [
      { kind: 'ADMISSION', state: 'REGISTERED' },
      { kind: 'ADMISSION_ANNULMENT', state: 'REGISTERED' },
    ],
    place: 'ANNULLED',
    named: 1,
  },
  {
    title: 'whose studies are discontinued',
    mainState: 'DISCONTINUED',
    documents: [
      { kind: 'ADMISSION', state: 'REGISTERED' },
      { kind: 'DISCONTINUATION', state: 'REGISTERED' },
    ],
    place: 'DISCONTINUED',
    named: 1,
  },
]

let run: MadeRun
const documentIds = lines.map(({ documents = [] }) => documents.map(() => randomUUID()))

beforeAll(async () => {
  const { db } = office()
  run = await aRun(
    office(),
    lines.map(() => ({})),
  )
  for (const [at, { documents = [], mainState }] of lines.entries()) {
    if (documents.length === 0) continue
    const registrantId = run.registrants[at]!
    const learner = await db.learner.create({ data: { firstName: 'Osaleja', lastName: 'Kuusk' } })
    const from = dateFromDay('2026-12-01')
    const place = await db.studyPlace.create({
      data: {
        registrantId,
        learnerId: learner.id,
        unitId: units.LT.id,
        code: registrantId,
        startedOn: from,
        level: 'CONTINUING',
      },
    })
    const ids = documentIds[at]!
    for (const [nth, { kind, state, ofAdmission }] of documents.entries()) {
      const id = ids[nth]!
      await db.document.create({
        data: {
          id,
          kind,
          state,
          type: 'VICE_DEAN_DIRECTIVE',
          unitId: units.LT.id,
          basis: 'Kord',
          creatorId: users.maarja.id,
          drafterId: users.maarja.id,
          signerId: users.mari.id,
          ...(ofAdmission && { baseId: ids[0]! }),
          ...(state === 'REGISTERED' && { number: `9-9/${at}${nth}`, dhisId: id, sendNo: 1 }),
          ...(['ISSUED', 'REOPENING'].includes(state) && {
            number: `9-9/${at}${nth}`,
            dhisId: id,
            sendNo: 1,
          }),
          ...(state === 'REGISTERED' && { registeredOn: noon, registeredAt: noon }),
          rows: { create: { position: 1, learnerId: learner.id, studyPlaceId: place.id } },
          createdAt: new Date(noon.getTime() + nth),
        },
      })
    }
    if (mainState) {
      const last = mainState === 'STUDYING' ? 0 : documents.length - 1
      // Its day is still to come: what the study place will be is where the registrant stands.
      await db.studyTerm.create({
        data: {
          studyPlaceId: place.id,
          aspect: 'MAIN_STATE',
          value: mainState,
          fromOn: from,
          documentId: ids[last]!,
        },
      })
    }
  }
})

test.each(lines.map((line, at) => ({ ...line, at })))(
  'a registrant $title stands at $place',
  async (line) => {
    const standing = (await standingsOf(office().db, run.runId)).get(run.registrants[line.at]!)!
    expect(standing.place).toBe(line.place)
    expect(standing.document?.id ?? null).toBe(
      line.named === undefined ? null : documentIds[line.at]![line.named],
    )
    expect(standing.studyPlaceId !== null).toBe((line.documents ?? []).length > 0)
    if (standing.document) expect(standing.document.drafterName).toBe('Maarja Ilves')
  },
)
