import { describe, expect, test } from 'vitest'
import { changesOf } from '@/lib/access/changes'
import { topics } from '@/lib/deliveries/topics'
import { cancelDocument, sendToDhis } from '@/lib/documents/sending/commands/issuing'
import { grantRecord } from '@/lib/grants/queries/registry'
import { isMessageKey } from '@/lib/messages/say'
import { mendLearner } from '@/lib/register/commands/mending'
import { learnerSheet } from '@/lib/register/queries/sheet'
import { learnerSubject } from '@/lib/register/rules/mending'
import { dayInTallinn, type Day } from '@/lib/shared/dates'
import { inTransaction } from '@/lib/shared/db'
import { tablesWith } from '@/lib/shared/moved-rows'
import { personChange } from '@/lib/telling/ehis/person-change'
import { castCode } from '@/prisma/cast-schools'
import { aDirective } from '../support/documents'
import { someLearners, type MadeLearner } from '../support/learners'
import { withOffice } from '../support/office'
import { expectRefused } from '../support/refused'

const office = withOffice()
let codes = 0
const aCode = () => castCode(true, 2001, ++codes)

const asked = (learner: MadeLearner, about: object = {}) => ({
  learnerId: learner.id,
  seen: '',
  personalCode: '',
  otherCode: `J-${learner.lastName}`,
  bornOn: null,
  firstName: 'Õppija',
  lastName: learner.lastName,
  since: null,
  reason: 'Viga',
  ...about,
})
const tiina = () => office().as('tiina')
const mend = async (learner: MadeLearner, about: object = {}) => {
  const [last] = await changesOf(office().db, learnerSubject(learner.id))
  return mendLearner(await tiina(), asked(learner, { seen: last?.id ?? '', ...about }))
}
const toldOf = async ({ id }: { id: string }) =>
  office().db.delivery.findMany({
    where: { learnerId: id, topic: 'ehis.person', state: { not: 'CALLED_OFF' } },
    orderBy: { seq: 'asc' },
  })
const changesTold = async (learner: { id: string }) =>
  Promise.all(
    (await toldOf(learner)).map(({ payload }) =>
      personChange(office().db, topics['ehis.person'].payload.parse(payload), '101'),
    ),
  )

describe('a learner’s codes, names and day of birth', () => {
  test('are mended with a reason, the day of birth by the code, and the history masks codes', async () => {
    const [learner] = (await someLearners(office(), 1)) as [MadeLearner]
    const personalCode = aCode()
    await mend(learner, { personalCode, lastName: 'Uus-Nimi' })
    const stored = await office().db.learner.findUniqueOrThrow({ where: { id: learner.id } })
    expect(stored).toMatchObject({ personalCode, lastName: 'Uus-Nimi' })
    expect(stored.bornOn!.toISOString().slice(2, 10).replaceAll('-', '')).toBe(personalCode.slice(1, 7))
    const sheet = await learnerSheet(office().db, await office().person('tiina'), learner.id, '2026-11-21')
    const [change] = sheet!.mending!.changes
    expect(change!.changes.map(({ what }) => what)).toEqual(
      [...['lastName', 'bornOn', 'personalCode', 'reason'].toSorted()].sort(
        (a, b) => order.indexOf(a) - order.indexOf(b),
      ),
    )
    expect(JSON.stringify(change)).not.toContain(personalCode)
    const liis = await learnerSheet(office().db, await office().person('liis'), learner.id, '2026-11-21')
    expect(liis!.mending).toBeNull()
  })
  const order = ['firstName', 'lastName', 'otherCode', 'bornOn', 'personalCode', 'reason']

  test.each<[string, object, string]>([
    ['an invalid personal code', { personalCode: '49001010018' }, 'ownCodeWrong'],
    ['a record without any code', { otherCode: '' }, 'mend.codeOrOther'],
    [
      'another day of birth than the code’s',
      { personalCode: castCode(true, 2001, 900), bornOn: '1991-01-01' },
      'mend.bornOnWrong',
    ],
    ['a birth in the future', { bornOn: '2030-01-01' }, 'mend.bornOnAhead'],
    ['a birth that nobody alive can have had', { bornOn: '1906-11-20' }, 'mend.bornOnLongAgo'],
    ['a change from a day in the future', { lastName: 'X', since: '2030-01-01' }, 'mend.sinceWrong'],
    ['a form without a change', {}, 'mend.nothing'],
  ])('%s is refused and changes nothing', async (_, about, code) => {
    const [learner] = (await someLearners(office(), 1)) as [MadeLearner]
    await expectRefused(office(), () => mend(learner, about), code)
  })

  test('are not mended by a clerk', async () => {
    const [learner] = (await someLearners(office(), 1)) as [MadeLearner]
    const by = async () => mendLearner(await office().as('liis'), asked(learner, { lastName: 'X' }))
    await expectRefused(office(), by, 'notFound')
  })
})

describe('a document that says otherwise', () => {
  const registered = async (state: 'CHECKED' | 'ISSUED' | 'REGISTERED') => {
    const [learner] = (await someLearners(office(), 1)) as [MadeLearner]
    const { db } = office()
    await db.learner.update({ where: { id: learner.id }, data: { personalCode: aCode(), bornOn: null } })
    const { personalCode } = await db.learner.findUniqueOrThrow({ where: { id: learner.id } })
    const id = await aDirective(office(), {
      state,
      places: learner.places,
      kind: 'ACADEMIC_LEAVE',
      rows: [leave],
    })
    return { learner, id, own: { personalCode } }
  }
  const leave = { leaveFrom: '01.02.2027', leaveTo: '30.06.2027', reason: 'Omal soovil' }

  test('forbids mending the name and the code once it is issued or registered', async () => {
    for (const state of ['REGISTERED', 'ISSUED'] as const) {
      const { learner, id, own } = await registered(state)
      const { number } = await office().db.document.findUniqueOrThrow({ where: { id } })
      const [refusal] = await expectRefused(
        office(),
        () => mend(learner, { ...own, lastName: 'Uus' }),
        'mend.saidOtherwise',
      )
      if (state === 'REGISTERED') expect(String(refusal!.params!.documents)).toContain(number)
      await expectRefused(office(), () => mend(learner, { personalCode: aCode() }), 'mend.saidOtherwise')
    }
  })

  test('is true of its day, so that only a change since a later day is mended', async () => {
    const { learner, id, own } = await registered('REGISTERED')
    const { registeredOn } = await office().db.document.findUniqueOrThrow({ where: { id } })
    const on = registeredOn!.toISOString().slice(0, 10) as Day
    await expectRefused(
      office(),
      () => mend(learner, { ...own, lastName: 'Uus', since: on }),
      'mend.saidOtherwise',
    )
    await office().db.document.update({ where: { id }, data: { registeredOn: new Date('2026-11-01') } })
    await mend(learner, { ...own, lastName: 'Uus', since: '2026-11-02' })
    const [change] = await changesOf(office().db, learnerSubject(learner.id))
    expect(change!.changes).toContainEqual({
      what: 'lastName',
      from: learner.lastName,
      to: 'Uus',
      on: '2026-11-02',
    })
  })

  test('forbids nothing any longer once it is cancelled', async () => {
    const { learner, id, own } = await registered('REGISTERED')
    const { revision } = await office().db.document.findUniqueOrThrow({ where: { id } })
    await cancelDocument(await tiina(), { id, revision, reason: 'Vale inimene' })
    await mend(learner, { ...own, lastName: 'Uus' })
  })

  test('forbids nothing if it is only checked over, but must be checked over again', async () => {
    const { learner, id, own } = await registered('CHECKED')
    await mend(learner, { ...own, lastName: 'Uus' })
    const { revision } = await office().db.document.findUniqueOrThrow({ where: { id } })
    const send = async () => sendToDhis(await office().as('liis'), { id, revision })
    await expectRefused(office(), send, 'checkLapsed')
  })
})

describe('EHIS', () => {
  test('gets a new code and name in held messages, and knows the old code until it takes them', async () => {
    const [learner] = (await someLearners(office(), 1)) as [MadeLearner]
    const [first, second] = [aCode(), aCode()]
    await mend(learner, { personalCode: first })
    await office().db.delivery.updateMany({ where: { learnerId: learner.id }, data: { state: 'DONE' } })
    await mend(learner, { personalCode: second, lastName: 'Uus' })
    expect((await toldOf(learner)).slice(1).map(({ state }) => state)).toEqual(['HELD', 'HELD'])
    const other = `J-${learner.lastName}`
    expect((await changesTold(learner)).slice(1)).toMatchObject([
      { muutmineIsikukood: { oppurKoolId: other, isikukood: second } },
      { muutmine: { isikukood: first, isikuandmed: { eesnimi: 'Õppija', perenimi: 'Uus' } } },
    ])
    const grant = await aGrantOf(learner.places[0]!, learner.id)
    expect(await grantRecord(office().db, grant)).toMatchObject({ personalCode: first })
    await office().db.delivery.updateMany({ where: { learnerId: learner.id }, data: { state: 'DONE' } })
    expect(await grantRecord(office().db, grant)).toMatchObject({ personalCode: second })
  })

  test('hears nothing of a code that is mended back before its message leaves', async () => {
    const [learner] = (await someLearners(office(), 1)) as [MadeLearner]
    const [first, second] = [aCode(), aCode()]
    await mend(learner, { personalCode: first })
    await office().db.delivery.updateMany({ where: { learnerId: learner.id }, data: { state: 'DONE' } })
    await mend(learner, { personalCode: second })
    await mend(learner, { personalCode: first })
    expect((await changesTold(learner)).filter((told) => 'muutmineIsikukood' in told)).toHaveLength(1)
  })

  test.each([
    ['couldn’t be sent yet together with the next one', { problem: 'noReleaser: ', heard: 'NOT' }, 1],
    [
      'it may have heard already separately from the next one',
      { problem: 'refused: Viga', heard: 'MAYBE' },
      2,
    ],
  ] as const)('hears of a code that %s', async (_, stands, messages) => {
    const [learner] = (await someLearners(office(), 1)) as [MadeLearner]
    const { db } = office()
    await mend(learner, { personalCode: aCode() })
    await db.delivery.updateMany({
      where: { learnerId: learner.id },
      data: { state: 'NEEDS_PERSON', attempts: 1, ...stands },
    })
    await mend(learner, { personalCode: aCode() })
    expect((await changesTold(learner)).filter((told) => 'muutmineIsikukood' in told)).toHaveLength(messages)
  })

  test('hears nothing of a learner who studies for no degree', async () => {
    const [learner] = (await someLearners(office(), 0)) as [MadeLearner]
    await mend(learner, { personalCode: aCode(), lastName: 'Uus' })
    expect(await toldOf(learner)).toEqual([])
  })
})

describe('two records of one person', () => {
  test('become one, and what named the one names the other, unsaved typing included', async () => {
    const [gone, stays] = (await someLearners(office(), 1, 0)) as [MadeLearner, MadeLearner]
    const { db } = office()
    const personalCode = aCode()
    await db.learner.update({ where: { id: stays.id }, data: { personalCode, otherCode: null, email: '' } })
    await aGrantOf(gone.places[0]!, gone.id)
    const draft = await aDirective(office(), { places: gone.places, kind: 'ACADEMIC_LEAVE' })
    await db.workingCopy.create({
      data: {
        documentId: draft,
        userId: (await tiina()).person.id,
        type: 'VICE_DEAN_DIRECTIVE',
        kind: 'ACADEMIC_LEAVE',
        content: { added: [{ learnerId: gone.id }] },
      },
    })
    const tables = await inTransaction(db, (tx) => tablesWith(tx, 'learner_id'))
    const rows = async (id: string) => {
      let count = 0
      for (const table of tables) {
        const [row] = await db.$queryRawUnsafe<[{ n: number }]>(
          `SELECT count(*)::int AS n FROM ${table} WHERE learner_id = '${id}'`,
        )
        count += row.n
      }
      return count
    }
    const before = await rows(gone.id)
    expect(before).toBeGreaterThan(2)
    await expectRefused(office(), () => mend(gone, { personalCode }), 'mend.codeTaken')
    expect(await mend(gone, { personalCode, merge: 'yes' })).toBe(stays.id)
    expect(await db.learner.findUnique({ where: { id: gone.id } })).toBeNull()
    expect(await db.learner.findUniqueOrThrow({ where: { id: stays.id } })).toMatchObject({
      personalCode,
      otherCode: `J-${gone.lastName}`,
      lastName: gone.lastName,
      email: `${gone.lastName.toLowerCase()}@ylikool.example`,
    })
    expect(await rows(stays.id)).toBeGreaterThanOrEqual(before)
    const typed = await db.workingCopy.findFirstOrThrow({
      where: { documentId: draft, userId: (await tiina()).person.id },
    })
    expect(typed.content).toEqual({ added: [{ learnerId: stays.id }] })
  })

  test('have one history, which tells how the record that went was mended before', async () => {
    const [gone, stays] = (await someLearners(office(), 1, 0)) as [MadeLearner, MadeLearner]
    const { db } = office()
    const personalCode = aCode()
    await db.learner.update({ where: { id: stays.id }, data: { personalCode, otherCode: null } })
    await mend(gone, { firstName: 'Teine', reason: 'Abiellus' })
    await mend(gone, { personalCode, merge: 'yes', reason: 'Üks inimene' })
    const { person, now } = await tiina()
    const { mending } = (await learnerSheet(db, person, stays.id, dayInTallinn(now)))!
    const reasons = mending!.changes.flatMap(({ changes }) =>
      changes.flatMap(({ what, to }) => (what === 'reason' ? [to] : [])),
    )
    expect(reasons).toEqual(['Üks inimene', 'Abiellus'])
    const [last] = await changesOf(db, learnerSubject(stays.id))
    expect(mending!.changes[0]!.id).toBe(last!.id)
  })

  test.each<[string, string]>([
    ['two grants of one type on one day', 'mend.grantsOverlap'],
    ['two study places in one unit and curriculum on one day', 'mend.placesOverlap'],
  ])('with %s aren’t merged', async (_, code) => {
    const [gone, stays] = (await someLearners(office(), 1, 1)) as [MadeLearner, MadeLearner]
    const personalCode = aCode()
    await office().db.learner.update({ where: { id: stays.id }, data: { personalCode, otherCode: null } })
    if (code === 'mend.grantsOverlap')
      for (const { id, places } of [gone, stays]) await aGrantOf(places[0]!, id)
    const [refusal] = await expectRefused(office(), () => mend(gone, { personalCode, merge: 'yes' }), code)
    expect(refusal!.params!.facts).not.toBe('')
  })

  test('whose other codes differ aren’t merged', async () => {
    const [gone, stays] = (await someLearners(office(), 1, 0)) as [MadeLearner, MadeLearner]
    const personalCode = aCode()
    await office().db.learner.update({ where: { id: stays.id }, data: { personalCode } })
    await expectRefused(office(), () => mend(gone, { personalCode, merge: 'yes' }), 'mend.otherCodes')
  })

  test('a sentence refuses the merge for each table in which a learner can have only one row', async () => {
    const found = await office().db.$queryRaw<{ name: string }[]>`
      SELECT DISTINCT t.relname AS name FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
        JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'learner_id'
       WHERE (i.indisunique OR i.indisexclusion) AND pg_get_indexdef(i.indexrelid) LIKE '%learner_id%' ORDER BY 1`
    expect(found.length).toBeGreaterThan(0)
    for (const { name } of found)
      expect([name, isMessageKey(`refusal.mend.clash.${name}`)]).toEqual([name, true])
  })
})

/** Creates a grant of the place for the next year; returns its record in EHIS. */
async function aGrantOf(studyPlaceId: string, learnerId: string) {
  const { registryId } = await office().db.grant.create({
    data: {
      studyPlaceId,
      learnerId,
      typeCode: 'PERFORMANCE',
      fundingSource: 'RE',
      paidFrom: new Date('2027-01-01'),
      paidTo: new Date('2027-06-30'),
      monthlyAmount: '100',
    },
  })
  return registryId
}
