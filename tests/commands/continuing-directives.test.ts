import { beforeAll, describe, expect, test } from 'vitest'
import { keepTyping } from '@/lib/documents/drafting/commands/drafting'
import { issueForm } from '@/lib/documents/drafting/commands/form'
import { directiveOfRegistrants } from '@/lib/documents/drafting/commands/from-registrants'
import { addPlaces } from '@/lib/documents/drafting/commands/persons'
import { openDrafts } from '@/lib/documents/drafting/queries/drafts'
import { loadDocument } from '@/lib/documents/load'
import { cancelDocument, checkOver, sendToDhis } from '@/lib/documents/sending/commands/issuing'
import { takeNews } from '@/lib/documents/sending/commands/news'
import { adviceBeforeSending } from '@/lib/documents/sending/queries/advice'
import { juhanBefore } from '@/lib/documents/sending/queries/juhan'
import { registerSearch, searchLearners } from '@/lib/register/queries/list'
import { learnerSheet } from '@/lib/register/queries/sheet'
import { LearnerFilter } from '@/lib/register/schema/learners'
import type { RegistrantsKind } from '@/lib/registrants/commands/directive'
import { settleApart } from '@/lib/registrants/commands/identity'
import { identitiesToSettle, type TwinsAsked } from '@/lib/registrants/queries/identity'
import { standingsOf } from '@/lib/registrants/standing'
import { users } from '@/prisma/cast'
import { learners } from '@/prisma/cast-learners'
import {
  aDirective,
  deliveriesOf,
  documentOf,
  historyOf,
  newsFor,
  now,
  placeOf,
  stateOf,
} from '../support/documents'
import { noon, withOffice } from '../support/office'
import { atOnce, expectRefused } from '../support/refused'
import { aRun, placesOf, type MadeRun } from '../support/runs'

const office = withOffice()

const make = async (
  run: MadeRun,
  kind: RegistrantsKind,
  registrants: string[],
  by: 'maarja' | 'liis' = 'maarja',
) =>
  directiveOfRegistrants(await office().as(by), {
    run: run.runId,
    kind,
    registrants,
    signerId: users.mari.id,
  })
const standingOf = async ({ runId }: MadeRun, registrant: string) =>
  (await standingsOf(office().db, runId)).get(registrant)!
const mainStates = (studyPlaceId: string) =>
  office().db.$queryRaw<object[]>`
    SELECT value, from_on::text AS "from", to_on::text AS "to" FROM study_term
     WHERE study_place_id = ${studyPlaceId}::uuid AND aspect = 'MAIN_STATE' ORDER BY from_on`
const ended = [{ discontinuedOn: '08.12.2026', reason: 'Omal soovil' }]
const annulled = [{ reason: 'Ei ilmunud kohale' }]
const cancel = async (id: string) =>
  cancelDocument(await office().as('tiina'), { ...(await now(office(), id)), reason: 'Ekslik' })

describe('Tekita korraldus', () => {
  test('makes a draft with the ticked registrants and reserves a study place for each of them', async () => {
    const run = await aRun(office(), [{}, {}, {}])
    const [first, second, third] = run.registrants
    const { id, added, left } = await make(run, 'ADMISSION', [second!, first!])
    expect({ added, left }).toEqual({ added: 2, left: [] })
    expect(await documentOf(office(), id)).toMatchObject({
      type: 'VICE_DEAN_DIRECTIVE',
      kind: 'ADMISSION',
      state: 'DRAFT',
      basis: 'Täiendusõppe eeskiri',
      drafterId: users.maarja.id,
      signerId: users.mari.id,
    })
    expect(await standingOf(run, first!)).toMatchObject({ place: 'ADMISSION_UNDER_WAY', document: { id } })
    expect(await standingOf(run, third!)).toMatchObject({ place: 'NOWHERE', studyPlaceId: null })
  })

  test('is refused when nobody is ticked: Isikud on määramata', async () => {
    const run = await aRun(office())
    await expectRefused(office(), () => make(run, 'ADMISSION', []), 'noPersonsChosen')
  })

  test('makes a directive whose advice names a person who may be another registrant of the run', async () => {
    const named = { firstName: 'Mall', lastName: 'Mitu' }
    const run = await aRun(office(), [
      { ...named, personalCode: '47803120273' },
      { ...named, personalCode: null },
      {},
    ])
    const [first, second, third] = run.registrants
    const learner = await office().db.learner.create({ data: named })
    await office().db.registrant.update({ where: { id: second! }, data: { learnerId: learner.id } })
    const advice = async (id: string) =>
      (await adviceBeforeSending(office().db, (await loadDocument(office().db, id))!, noon))
        .filter(({ code }) => code === 'samePerson')
        .map(({ params }) => params)
    const { id } = await make(run, 'ADMISSION', [first!, third!])
    expect(await advice(id)).toEqual([])
    const other = await make(run, 'ADMISSION', [second!])
    const both = [{ person: 'Mall Mitu', other: 'Mall Mitu', by: 'NAME' }]
    expect(await advice(other.id)).toEqual(both)
    expect(await advice(id)).toEqual(both)
  })

  test('takes a learner from the register by code and name, and leaves the register unchanged', async () => {
    const { personalCode } = learners.find(({ lastName }) => lastName === 'Oja')!
    const { id: learnerId } = await office().db.learner.findUniqueOrThrow({
      where: { personalCode: personalCode! },
    })
    const run = await aRun(office(), [{ personalCode }])
    await expectRefused(
      office(),
      () => make(run, 'ADMISSION', run.registrants),
      'nobodyFits',
      'identityDiffers',
    )
    const known = await office().db.learner.findUniqueOrThrow({ where: { id: learnerId } })
    const { firstName, lastName } = known
    await office().db.registrant.update({ where: { id: run.registrants[0]! }, data: { firstName, lastName } })
    const { id } = await make(run, 'ADMISSION', run.registrants)
    const rows = await office().db.documentRow.findMany({ where: { documentId: id } })
    expect(rows.map((row) => row.learnerId)).toEqual([learnerId])
    expect(await office().db.learner.findUnique({ where: { id: learnerId } })).toEqual(known)
  })

  test('leaves out whoever can’t be on the directive, with the reason, and takes the rest', async () => {
    const run = await aRun(office(), [{}, { personalCode: null }, {}, {}, {}])
    const [fits, unknown, removed, onAnother, admitted] = run.registrants as [
      string,
      string,
      string,
      string,
      string,
    ]
    await office().db.registrant.update({ where: { id: removed }, data: { removedAt: noon } })
    await make(run, 'ADMISSION', [onAnother])
    await placesOf(office(), { ...run, registrants: [admitted] }, { admitted: true })
    const { added, left } = await make(run, 'ADMISSION', [fits, unknown, removed, onAnother, admitted])
    expect(added).toBe(1)
    expect(left.map(({ reason }) => reason.code).toSorted()).toEqual([
      'admittedAlready',
      'identityMissing',
      'registrantRemoved',
      'underWayAlready',
    ])
  })

  test('is refused to a clerk, for registrants of another run and for a signer of another unit', async () => {
    const run = await aRun(office())
    const other = await aRun(office())
    await expectRefused(office(), () => make(run, 'ADMISSION', run.registrants, 'liis'), 'notFound')
    await expectRefused(office(), () => make(run, 'ADMISSION', other.registrants), 'nobodyFits')
    const by = await office().as('maarja')
    const wrong = {
      run: run.runId,
      kind: 'ADMISSION' as const,
      registrants: run.registrants,
      signerId: users.peeter.id,
    }
    await expectRefused(office(), () => directiveOfRegistrants(by, wrong), 'signerWrong')
  })

  test('pressed twice at once puts a registrant on one directive only', async () => {
    const run = await aRun(office())
    const press = () => make(run, 'ADMISSION', run.registrants)
    expect(await atOnce(press, press)).toEqual({ done: 1, codes: ['nobodyFits', 'underWayAlready'] })
  })

  describe('with one of the person’s own drafts chosen', () => {
    const add = async (
      run: MadeRun,
      document: string,
      registrants: string[],
      by: 'maarja' | 'tiina' = 'maarja',
    ) =>
      directiveOfRegistrants(await office().as(by), {
        run: run.runId,
        kind: 'ADMISSION',
        registrants,
        document,
        signerId: '',
      })

    test('adds those who are on no directive yet, and changes nothing else in the draft', async () => {
      const run = await aRun(office(), [{}, {}, {}])
      const [first, second, third] = run.registrants as [string, string, string]
      const { id } = await make(run, 'ADMISSION', [first])
      const before = await documentOf(office(), id)
      const done = await add(run, id, [first, second, third])
      expect(done).toMatchObject({ id, toDraft: true, added: 2 })
      expect(done.left.map(({ reason }) => reason.code)).toEqual(['underWayAlready'])
      const { changedAt: _, revision, ...after } = await documentOf(office(), id)
      expect(before).toMatchObject(after)
      expect(revision).toBe(before.revision + 1)
      const rows = await office().db.documentRow.findMany({
        where: { documentId: id },
        orderBy: { position: 'asc' },
      })
      expect(rows.map(({ position }) => position)).toEqual([1, 2, 3])
      expect(await standingOf(run, third)).toMatchObject({ place: 'ADMISSION_UNDER_WAY', document: { id } })
      expect((await historyOf(office(), id)).map(({ act }) => act)).toEqual(['save', 'save'])
      expect(
        await openDrafts(office().db, await office().person('maarja'), run.runId, 'ADMISSION'),
      ).toMatchObject([{ id, persons: 3 }])
    })

    test('makes a checked-over draft a plain draft again', async () => {
      const run = await aRun(office(), [{}, {}])
      const [place] = await placesOf(office(), { ...run, registrants: run.registrants.slice(0, 1) })
      const id = await aDirective(office(), { kind: 'ADMISSION', places: [place!], state: 'CHECKED' })
      await add(run, id, run.registrants)
      expect(await stateOf(office(), id)).toBe('DRAFT')
    })

    test('is refused if the draft is of another run, person or kind, or is issued already', async () => {
      const [run, other] = [await aRun(office(), [{}, {}]), await aRun(office(), [{}])]
      const [first, second] = run.registrants as [string, string]
      const { id } = await make(run, 'ADMISSION', [first])
      await expectRefused(office(), () => add(other, id, other.registrants), 'draftGone')
      await expectRefused(office(), () => add(run, id, [second], 'tiina'), 'draftGone')
      await expectRefused(office(), () => add(run, run.runId, [second]), 'draftGone')
      const ending = async () =>
        directiveOfRegistrants(await office().as('maarja'), {
          run: run.runId,
          kind: 'DISCONTINUATION',
          registrants: [second],
          document: id,
          signerId: '',
        })
      await expectRefused(office(), ending, 'draftGone')
      const issued = await aDirective(office(), {
        kind: 'ADMISSION',
        places: await placesOf(office(), { ...run, registrants: [second] }),
        state: 'ISSUED',
      })
      await expectRefused(office(), () => add(run, issued, [second]), 'draftGone')
    })

    test('is refused while the list from Juhan is too old, as for a new draft', async () => {
      const run = await aRun(office(), [{}, {}], { linked: true })
      const { id } = await make(run, 'ADMISSION', run.registrants.slice(0, 1))
      const { juhanId } = await office().db.run.findUniqueOrThrow({ where: { id: run.runId } })
      expect(juhanId).not.toBeNull()
      await office().db.run.update({
        where: { id: run.runId },
        data: { refreshedAt: new Date('2026-11-01') },
      })
      await expect(add(run, id, run.registrants.slice(1))).rejects.toMatchObject({
        refusals: [{ code: 'juhanRefreshing' }, { code: 'missing.juhanReason' }],
      })
    })
  })

  test('ends the studies only of those who are admitted and on no ending directive yet', async () => {
    const run = await aRun(office(), [{}, {}])
    const [admitted, waiting] = run.registrants as [string, string]
    await expectRefused(office(), () => make(run, 'DISCONTINUATION', [waiting]), 'nobodyFits', 'notAdmitted')
    await placesOf(office(), { ...run, registrants: [admitted] }, { admitted: true })
    await make(run, 'DISCONTINUATION', [admitted])
    await expectRefused(
      office(),
      () => make(run, 'ADMISSION_ANNULMENT', [admitted]),
      'nobodyFits',
      'underWayAlready',
    )
  })

  test('makes a directive to which nobody can be added from the register', async () => {
    const run = await aRun(office())
    const { id } = await make(run, 'ADMISSION', run.registrants)
    const by = await office().as('maarja')
    const place = await placeOf(office(), 'Oja')
    await expectRefused(office(), () => addPlaces(by, { id, places: [place] }), 'personsOfRun')
  })
})

describe('a reserved study place', () => {
  const seen = async (name: string, id: string) => {
    const { db } = office()
    const tiina = await office().person('tiina')
    const found = await searchLearners(db, tiina, LearnerFilter.parse({ q: name }), noon)
    const places = await registerSearch(db, { q: name }, noon)
    const sheet = await learnerSheet(db, tiina, id, '2026-12-10')
    return { found: found.total, places: places.total, sheet: sheet?.more?.places.length ?? null }
  }

  test('is found nowhere until its admission is registered, then with its run and programme', async () => {
    const run = await aRun(office())
    const [place] = await placesOf(office(), run)
    const { learner } = await office().db.studyPlace.findUniqueOrThrow({
      where: { id: place! },
      include: { learner: true },
    })
    expect(await seen(learner.lastName, learner.id)).toEqual({ found: 0, places: 0, sheet: null })
    await aDirective(office(), { kind: 'ADMISSION', places: [place!], state: 'REGISTERED' })
    expect(await seen(learner.lastName, learner.id)).toEqual({ found: 1, places: 1, sheet: 1 })
    const sheet = await learnerSheet(office().db, await office().person('tiina'), learner.id, '2026-12-10')
    expect(sheet!.more!.places[0]).toMatchObject({
      level: 'CONTINUING',
      run: { programme: expect.stringMatching(/^Täienduskoolitus/), from: '2026-12-01', to: '2026-12-19' },
    })
  })
})

describe('registering', () => {
  let run: MadeRun
  let places: string[]
  beforeAll(async () => {
    run = await aRun(office(), [{}, {}, {}])
    places = await placesOf(office(), run, { admitted: true })
  })

  test('an admission makes the person a learner from the run’s first day and posts a letter', async () => {
    expect(await mainStates(places[0]!)).toEqual([{ value: 'STUDYING', from: '2026-12-01', to: null }])
    const { document } = await standingOf(run, run.registrants[0]!)
    const [letter] = (await deliveriesOf(office(), document!.id)).filter(
      ({ topic }) => topic === 'mail.letter',
    )
    const { payload } = letter as unknown as { payload: { to: string; text: string } }
    expect(payload.to).toMatch(/^osaleja\./)
    expect(payload.text).toMatch(
      /arvatud täiendusõppe õppijaks: Täienduskoolitus \d+, TK-\d+-1 \(01\.12\.2026–19\.12\.2026\)/,
    )
  })

  test('an annulment leaves no day of studies, and cancelling it restores them', async () => {
    const id = await aDirective(office(), {
      kind: 'ADMISSION_ANNULMENT',
      places: [places[0]!],
      rows: annulled,
      state: 'REGISTERED',
    })
    expect(await mainStates(places[0]!)).toEqual([
      { value: 'ADMISSION_ANNULLED', from: '2026-12-01', to: null },
    ])
    expect(await standingOf(run, run.registrants[0]!)).toMatchObject({ place: 'ANNULLED', document: { id } })
    await cancel(id)
    expect(await mainStates(places[0]!)).toEqual([{ value: 'STUDYING', from: '2026-12-01', to: null }])
  })

  test('a discontinuation ends studies the day before its date and bars undoing the admission', async () => {
    const id = await aDirective(office(), {
      kind: 'DISCONTINUATION',
      places: [places[1]!],
      rows: ended,
      state: 'REGISTERED',
    })
    expect(await mainStates(places[1]!)).toEqual([
      { value: 'STUDYING', from: '2026-12-01', to: '2026-12-07' },
      { value: 'DISCONTINUED', from: '2026-12-08', to: null },
    ])
    const { document } = await standingOf(run, run.registrants[2]!)
    await expectRefused(office(), () => cancel(document!.id), 'builtUpon')
    await cancel(id)
  })

  test('a discontinuation posts a letter, which its cancelling calls off', async () => {
    const id = await aDirective(office(), {
      kind: 'DISCONTINUATION',
      places: [places[1]!],
      rows: ended,
      state: 'REGISTERED',
    })
    await cancel(id)
    const letters = (await deliveriesOf(office(), id)).filter(({ topic }) => topic === 'mail.letter')
    expect(letters.map(({ state }) => state)).toEqual(['CALLED_OFF'])
  })

  test('an admission can’t be undone or annulled while the learner is on a results protocol', async () => {
    const judged = await aRun(office())
    const [place] = await placesOf(office(), judged, { admitted: true })
    const { document } = await standingOf(judged, judged.registrants[0]!)
    await office().db.protocol.create({
      data: {
        runId: judged.runId,
        createdAt: noon,
        createdBy: 'Maarja Ilves',
        rows: { create: { studyPlaceId: place! } },
      },
    })
    await expectRefused(office(), () => cancel(document!.id), 'onProtocol')
    await expectRefused(
      office(),
      () => make(judged, 'ADMISSION_ANNULMENT', judged.registrants),
      'nobodyFits',
      'onProtocol',
    )
  })
})

describe('a directive on registrants', () => {
  const check = async (id: string) => checkOver(await office().as('maarja'), await now(office(), id))

  test('can’t be issued once a registrant on it has been taken off the list', async () => {
    const run = await aRun(office())
    const { id } = await make(run, 'ADMISSION', run.registrants)
    await office().db.registrant.update({ where: { id: run.registrants[0]! }, data: { removedAt: noon } })
    await expectRefused(office(), () => check(id), 'registrantRemoved')
  })

  test('can’t discontinue studies on the run’s first day, but can on the second', async () => {
    const run = await aRun(office())
    const places = await placesOf(office(), run, { admitted: true })
    const wishes = { kind: 'DISCONTINUATION', places } as const
    const id = await aDirective(office(), {
      ...wishes,
      rows: [{ ...ended[0], discontinuedOn: '01.12.2026' }],
    })
    await expectRefused(office(), () => check(id), 'beforeSecondDay')
    const by = await office().as('maarja')
    const [row] = await office().db.documentRow.findMany({ where: { documentId: id } })
    await keepTyping(by, { id, rows: { [row!.id]: { discontinuedOn: '02.12.2026' } } })
    await issueForm(by, await now(office(), id))
    expect(await stateOf(office(), id)).toBe('CHECKED')
  })

  test('can’t discontinue studies without a day and a reason', async () => {
    const run = await aRun(office())
    const places = await placesOf(office(), run, { admitted: true })
    const id = await aDirective(office(), { kind: 'DISCONTINUATION', places })
    await expectRefused(office(), () => check(id), 'missing.discontinuedOn', 'missing.reasonOfRow')
  })

  test('is parked at its confirmation if the registrant was taken off the list after issuing', async () => {
    const run = await aRun(office())
    const places = await placesOf(office(), run)
    const first = await aDirective(office(), { kind: 'ADMISSION', places, state: 'ISSUED' })
    const twin = await office().db.document.findUniqueOrThrow({
      where: { id: first },
      include: { rows: true },
    })
    expect(twin.rows).toHaveLength(1)
    await office().db.registrant.update({ where: { id: run.registrants[0]! }, data: { removedAt: noon } })
    expect(await takeNews(office().db, await newsFor(office(), first), noon)).toMatchObject({
      outcome: 'parked',
      reasons: [{ code: 'registrantRemoved' }],
    })
  })
})

describe('one person registered twice', () => {
  /** A run with two registrations under one personal code and one registration of somebody else. */
  async function aDouble() {
    const run = await aRun(office(), [{}, {}, {}], { linked: true })
    const [one, two] = run.registrants as [string, string, string]
    const { personalCode, firstName, lastName } = await office().db.registrant.findUniqueOrThrow({
      where: { id: one },
    })
    await office().db.registrant.update({ where: { id: two }, data: { personalCode, firstName, lastName } })
    return { run, one, two }
  }
  const reasons = ({ left }: Awaited<ReturnType<typeof make>>) => left.map(({ reason }) => reason.code)

  test('is left off the directive if both registrations are ticked, and the others are on it', async () => {
    const { run } = await aDouble()
    const made = await make(run, 'ADMISSION', run.registrants)
    expect([made.added, reasons(made)]).toEqual([1, ['twinChosen', 'twinChosen']])
    expect(made.left[0]!.reason.params!.twin).toMatch(/, 9\d+$/)
  })

  test('is admitted by one registration only, even when two people press at once', async () => {
    const { run, one, two } = await aDouble()
    expect((await make(run, 'ADMISSION', [one])).added).toBe(1)
    await expectRefused(office(), () => make(run, 'ADMISSION', [two]), 'nobodyFits', 'twinAdmitted')
    const again = await aDouble()
    const { done, codes } = await atOnce(
      () => make(again.run, 'ADMISSION', [again.one]),
      () => make(again.run, 'ADMISSION', [again.two]),
    )
    expect([done, codes]).toEqual([1, ['nobodyFits', 'twinAdmitted']])
  })

  test('is refused at the check-over if both registrations are on the directive already', async () => {
    const run = await aRun(office(), [{}, {}])
    const { id } = await make(run, 'ADMISSION', run.registrants)
    const [place, twin] = await office().db.studyPlace.findMany({
      where: { registrantId: { in: run.registrants } },
    })
    await office().db.studyPlace.update({ where: { id: twin!.id }, data: { learnerId: place!.learnerId } })
    await office().db.documentRow.updateMany({
      where: { documentId: id, studyPlaceId: twin!.id },
      data: { learnerId: place!.learnerId },
    })
    const by = await office().as('maarja')
    const checking = async () => checkOver(by, await now(office(), id))
    await expectRefused(office(), checking, 'twinOnRun', 'twinOnRun')
  })

  test('is left off if name and email match, until somebody says that these are two persons', async () => {
    const run = await aRun(office(), [{ email: 'sama@kool.ee' }, { email: 'SAMA@kool.ee' }])
    const [one, two] = run.registrants as [string, string]
    const { db } = office()
    const { firstName, lastName } = await db.registrant.findUniqueOrThrow({ where: { id: one } })
    const learner = await db.learner.create({ data: { firstName, lastName, email: '' } })
    await db.registrant.update({
      where: { id: two },
      data: { firstName, lastName, personalCode: null, learnerId: learner.id },
    })
    const sheet = await identitiesToSettle(db, run.runId)
    expect(sheet.twins).toMatchObject([{ by: 'ADDRESS' }])
    await expectRefused(
      office(),
      () => make(run, 'ADMISSION', [one, two]),
      'nobodyFits',
      'twinChosen',
      'twinChosen',
    )
    const act = await office().as('maarja')
    await expectRefused(
      office(),
      () => settleApart(act, { id: one, other: learner.id, seen: '' }),
      'choiceGone',
    )
    const [{ pair, seen }] = sheet.twins as [TwinsAsked]
    await settleApart(act, { id: pair[0].id, other: pair[1].id, seen })
    expect((await identitiesToSettle(db, run.runId)).twins).toEqual([])
    expect((await make(run, 'ADMISSION', [one, two])).added).toBe(2)
  })
})

describe('an admission to a run that is linked with Juhan', () => {
  const nameOf = async (id: string) => {
    const { firstName, lastName } = await office().db.registrant.findUniqueOrThrow({ where: { id } })
    return `${firstName} ${lastName}`
  }

  test('is refused while an old list is refreshed, unless a reason is given, which is kept', async () => {
    const run = await aRun(office(), [{}], { linked: true })
    const { db } = office()
    await db.run.update({ where: { id: run.runId }, data: { refreshedAt: new Date('2026-11-21T08:59:00Z') } })
    const asked = {
      run: run.runId,
      kind: 'ADMISSION' as const,
      registrants: run.registrants,
      signerId: users.mari.id,
    }
    const by = await office().as('maarja')
    await expect(directiveOfRegistrants(by, asked)).rejects.toMatchObject({
      refusals: [{ code: 'juhanRefreshing' }, { code: 'missing.juhanReason' }],
    })
    expect(await db.refresh.count({ where: { runId: run.runId, state: 'FETCHING' } })).toBe(1)
    const { id } = await directiveOfRegistrants(by, { ...asked, reason: 'Juhan ei vasta' })
    expect((await historyOf(office(), id)).map(({ note }) => note)).toEqual(['Juhan ei vasta'])
  })

  test('isn’t sent while the list is old or differs from Juhan’s, unless a reason is given', async () => {
    const run = await aRun(office(), [{}, {}], { linked: true })
    const { db } = office()
    await db.run.update({ where: { id: run.runId }, data: { refreshedAt: noon } })
    const { id } = await make(run, 'ADMISSION', run.registrants)
    await checkOver(await office().as('maarja'), await now(office(), id))
    const refreshes = () => db.refresh.count({ where: { runId: run.runId, state: 'FETCHING' } })
    const later = await office().as('maarja', new Date(noon.getTime() + 61 * 60_000))
    const asked = await now(office(), id)

    await expect(sendToDhis(later, asked)).rejects.toMatchObject({
      refusals: [{ code: 'juhanRefreshing' }, { code: 'missing.juhanReason' }],
    })
    expect([await stateOf(office(), id), await refreshes()]).toEqual(['CHECKED', 1])
    await db.run.update({ where: { id: run.runId }, data: { refreshedAt: later.now } })
    const { juhanId } = await db.registrant.findUniqueOrThrow({ where: { id: run.registrants[0] } })
    await db.refreshRow.updateMany({ where: { juhanId: juhanId! }, data: { juhanStatus: 'CANCELLED' } })
    await expect(sendToDhis(later, asked)).rejects.toMatchObject({
      refusals: [
        {
          code: 'juhanDiffers',
          field: 'juhan',
          params: { count: 1, names: await nameOf(run.registrants[0]!), more: 0 },
        },
        { code: 'missing.juhanReason' },
      ],
    })
    expect([await stateOf(office(), id), await refreshes()]).toEqual(['CHECKED', 1])
    await sendToDhis(later, { ...asked, reason: 'Isik tuleb siiski' })
    expect((await historyOf(office(), id)).at(-1)).toMatchObject({ act: 'send', note: 'Isik tuleb siiski' })
  })

  test('needs a reason once for one difference, and again when another appears', async () => {
    const run = await aRun(office(), [{}, {}, {}], { linked: true })
    const { db } = office()
    const [first, second] = run.registrants as [string, string, string]
    const juhanSays = async (id: string, juhanStatus: 'CANCELLED' | 'WAITING_LIST') => {
      const { juhanId } = await db.registrant.findUniqueOrThrow({ where: { id } })
      await db.refreshRow.updateMany({ where: { juhanId: juhanId! }, data: { juhanStatus } })
    }
    await juhanSays(first, 'CANCELLED')
    const by = await office().as('maarja')
    const asked = {
      run: run.runId,
      kind: 'ADMISSION' as const,
      signerId: users.mari.id,
      registrants: [first],
    }
    const withReason = { ...asked, reason: 'Isik tuleb siiski' }
    await expect(directiveOfRegistrants(by, asked)).rejects.toMatchObject({
      refusals: [{ code: 'juhanDiffers' }, { code: 'missing.juhanReason' }],
    })
    const { id } = await directiveOfRegistrants(by, withReason)
    // Being on the directive changes how the person stands with us, but Juhan says the same as before.
    await checkOver(by, await now(office(), id))
    await sendToDhis(by, await now(office(), id))
    expect(await stateOf(office(), id)).toBe('SENDING')
    const other = await directiveOfRegistrants(by, { ...asked, registrants: [second] })
    expect(other.added).toBe(1)
    expect(await juhanBefore(db, run.runId, noon)).toMatchObject({
      objections: [],
      given: [{ reason: 'Isik tuleb siiski', who: 'Maarja Ilves' }],
    })

    await juhanSays(first, 'WAITING_LIST')
    await expect(
      directiveOfRegistrants(by, { ...asked, registrants: run.registrants.slice(2) }),
    ).rejects.toMatchObject({
      refusals: [
        { code: 'juhanDiffers', params: { names: await nameOf(first) } },
        { code: 'missing.juhanReason' },
      ],
    })
  })

  test('needs one reason for an old list until the list is refreshed, and begins no refresh', async () => {
    const run = await aRun(office(), [{}, {}], { linked: true })
    const { db } = office()
    const refreshedAt = (at: string) =>
      db.run.update({ where: { id: run.runId }, data: { refreshedAt: new Date(at) } })
    await refreshedAt('2026-11-20T08:00:00Z')
    const by = await office().as('maarja')
    const make = (registrant: string, reason = '') =>
      directiveOfRegistrants(by, {
        run: run.runId,
        kind: 'ADMISSION' as const,
        signerId: users.mari.id,
        registrants: [registrant],
        reason,
      })
    await make(run.registrants[0]!, 'Juhan ei vasta')
    expect((await make(run.registrants[1]!)).added).toBe(1)
    expect(await db.refresh.count({ where: { runId: run.runId, state: 'FETCHING' } })).toBe(0)
    await refreshedAt('2026-11-20T09:00:00Z')
    expect(await juhanBefore(db, run.runId, noon)).toMatchObject({
      objections: [{ code: 'juhanStale' }],
      given: [],
    })
  })
})
