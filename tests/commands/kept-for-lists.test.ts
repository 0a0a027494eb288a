import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, dateFromDay } from '@/lib/shared/dates'
import { moveRows } from '@/lib/shared/moved-rows'
import { inTransaction } from '@/lib/shared/db'
import { units } from '@/prisma/cast'
import { aDirective } from '../support/documents'
import { someLearners, type MadeLearner } from '../support/learners'
import { noon, withOffice } from '../support/office'
import { randomly, unhurried } from '../support/randomly'

const office = withOffice()

const kinds = [
  'GRANT',
  'END',
  'UNDO',
  'REDO',
  'GONE',
  'LONGER',
  'RENAME',
  'UNIT',
  'MERGE',
  'MOVE',
  'ROW',
  'ROW_MOVE',
  'HEAD',
] as const
const steps = fc.array(fc.tuple(fc.constantFrom(...kinds), fc.nat(), fc.nat(200)), {
  minLength: 60,
  maxLength: 60,
})
const day = (count: number) => dateFromDay(addDays('2026-09-01', count))
const inTurn = <Each>(list: readonly Each[], which: number) => list[which % list.length]!

test(
  'names, unit and last paid day that the database keeps for lists are those of their own rows after any story',
  unhurried,
  async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (story) => {
        const learners = await someLearners(office(), 1, 2, 1)
        for (const [kind, which, on] of story) await happen(kind, which, on, learners)
        expect(await wrong()).toEqual({ places: 0, grants: 0, rows: 0 })
      }),
      randomly(10),
    )
  },
)

async function happen(
  kind: (typeof kinds)[number],
  which: number,
  on: number,
  learners: readonly MadeLearner[],
) {
  const { db } = office()
  const learner = inTurn(learners, which)
  const places = await db.studyPlace.findMany({
    where: { learnerId: { in: learners.map(({ id }) => id) } },
    orderBy: { id: 'asc' },
  })
  const place = inTurn(places, which)
  const grants = await db.grant.findMany({ where: { studyPlaceId: place.id }, orderBy: { id: 'asc' } })
  const grant = inTurn(grants, which)
  if (kind === 'ROW' || kind === 'ROW_MOVE' || kind === 'HEAD') return ofDocuments(kind, which, on, places)
  if (kind === 'GRANT' || !grant) {
    await db.grant.create({
      data: {
        learnerId: place.learnerId,
        studyPlaceId: place.id,
        typeCode: 'PERFORMANCE',
        paidFrom: day(on),
        paidTo: day(on + 100),
        monthlyAmount: '100.00',
        fundingSource: 'KATSE',
        importedNumber: `K-${++numbers}`,
      },
    })
    return
  }
  const ends = { where: { grantId: grant.id } }
  switch (kind) {
    case 'END':
      return void (await db.grantEnd.create({
        data: { grantId: grant.id, cause: 'LOAD', lastPaidOn: day(on - 20) },
      }))
    case 'UNDO':
      return void (await db.grantEnd.updateMany({ ...ends, data: { undoneAt: noon } }))
    case 'REDO':
      return void (await db.grantEnd.updateMany({ ...ends, data: { undoneAt: null } }))
    case 'GONE':
      return void (await db.grantEnd.deleteMany({
        where: { grantId: grant.id, lastPaidOn: { lt: day(on) } },
      }))
    case 'LONGER':
      return void (await db.grant.update({ where: { id: grant.id }, data: { paidTo: day(on + 300) } }))
    case 'RENAME':
      return void (await db.learner.update({ where: { id: learner.id }, data: { lastName: `Nimi${on}` } }))
    case 'UNIT':
      return void (await db.studyPlace.update({
        where: { id: place.id },
        data: { unitId: inTurn(Object.values(units), on).id },
      }))
    case 'MERGE':
      return inTransaction(db, (tx) =>
        moveRows(tx, 'learner_id', { from: place.learnerId, to: inTurn(learners, on).id }),
      )
    case 'MOVE':
      return void (await db.grant.update({
        where: { id: grant.id },
        data: { studyPlaceId: inTurn(places, on).id, learnerId: inTurn(places, on).learnerId },
      }))
  }
}
let numbers = 0

async function ofDocuments(
  kind: 'ROW' | 'ROW_MOVE' | 'HEAD',
  which: number,
  on: number,
  places: readonly { id: string; learnerId: string }[],
) {
  const { db } = office()
  const place = inTurn(places, on)
  const onPlace = { studyPlaceId: place.id, learnerId: place.learnerId }
  const documents = await db.document.findMany({ orderBy: { id: 'asc' } })
  const rows = await db.documentRow.findMany({ orderBy: { id: 'asc' } })
  if (kind === 'HEAD' && documents.length > 0)
    return void (await db.document.update({
      where: { id: inTurn(documents, which).id },
      data: { unitId: inTurn(Object.values(units), on).id },
    }))
  if (kind === 'ROW_MOVE' && rows.length > 0)
    return void (await db.documentRow.update({ where: { id: inTurn(rows, which).id }, data: onPlace }))
  await aDirective(office(), { places: [place.id] })
}

/** How many rows keep something else than their own tables say. */
async function wrong() {
  const [counts] = await office().db.$queryRaw<[{ places: number; grants: number; rows: number }]>`
    SELECT (SELECT count(*)::int FROM study_place p JOIN learner l ON l.id = p.learner_id
             WHERE (p.last_name, p.first_name) IS DISTINCT FROM (l.last_name, l.first_name)) AS places,
           (SELECT count(*)::int FROM study_grant g JOIN study_place p ON p.id = g.study_place_id
              JOIN learner l ON l.id = p.learner_id LEFT JOIN document d ON d.id = g.document_id
             WHERE (g.last_name, g.first_name, g.unit_id, g.document_unit_id, g.effective_to) IS DISTINCT FROM
                   (l.last_name, l.first_name, p.unit_id, d.unit_id, least(g.paid_to, (SELECT min(e.last_paid_on)
                     FROM grant_end e WHERE e.grant_id = g.id AND e.undone_at IS NULL)))) AS grants,
           (SELECT count(*)::int FROM document_row r JOIN study_place p ON p.id = r.study_place_id
              JOIN learner l ON l.id = p.learner_id JOIN document d ON d.id = r.document_id
             WHERE (r.last_name, r.first_name, r.unit_id, r.document_unit_id) IS DISTINCT FROM
                   (l.last_name, l.first_name, p.unit_id, d.unit_id)) AS rows`
  return counts
}
