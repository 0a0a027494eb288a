import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadDocument, readOf } from '@/lib/documents/load'
import type { Texts } from '@/lib/documents/rules/fields'
import { continuingKinds, kindCodes, kinds, type KindCode } from '@/lib/documents/rules/kinds'
import { directives } from '@/lib/documents/rules/lifecycle'
import { cancelDocument } from '@/lib/documents/sending/commands/issuing'
import { takeNews } from '@/lib/documents/sending/commands/news'
import { rowStanding } from '@/lib/documents/standing'
import { effectiveLastDay, lastPaidDay, type EndingEvent } from '@/lib/grants/rules/endings'
import { addDays, showDay, type Day } from '@/lib/shared/dates'
import { aDirective, anAmendment, newsFor, now, stateOf } from '../support/documents'
import { someLearners, type MadeLearner } from '../support/learners'
import { noon, withOffice } from '../support/office'
import { officialOf } from '../support/official'
import { randomly, unhurried } from '../support/randomly'
import { unlessRefused } from '../support/refused'
import { asRehearsed } from '../support/rehearsed'
import { aRun, placesOf } from '../support/runs'

const office = withOffice()

type Kind = Exclude<KindCode, `AMENDMENT_${string}`>
/** The day so many days after 2026-09-01; the learners are paid own-funds allowances in the first year from then. */
const dayOf = (count: number): Day => addDays('2026-09-01', count)
const shown = (count: number) => showDay(dayOf(count))
const someCount = (min: number, max: number) => fc.integer({ min, max })
const someDays = (min: number, max: number) =>
  fc
    .tuple(someCount(min, max), someCount(0, 200))
    .map(([from, length]) => [shown(from), shown(from + length)])
const reason = fc.constantFrom('Omal soovil', 'Lapse hooldamine')
const amount = fc.constantFrom('660', '700,50')

const paid = (from: number) =>
  fc
    .tuple(someDays(from, 700), amount)
    .map(([[paidFrom, paidTo], monthlyAmount]) => ({ paidFrom, paidTo, monthlyAmount }))
const change = (own: Record<string, fc.Arbitrary<string>>) =>
  fc.record({ effectiveOn: someCount(0, 700).map(shown), ...own }, { noNullPrototype: true })
const [curriculum, load, funding] = [
  fc.constantFrom('80138', '80132'),
  fc.constant('PART'),
  fc.constantFrom('PAID', 'FREE'),
]
const maybe = (value: fc.Arbitrary<string>) => fc.oneof(fc.constant(''), value)

const paper = fc.record({ certificateNumber: fc.uuid(), certificateText: fc.constant('Lõpetas') })

/** Random rows of each kind. */
const someRow: Record<Kind, fc.Arbitrary<Texts>> = {
  OWN_FUNDS_ALLOWANCE: paid(366),
  GRANT: paid(0),
  PAYMENT_END: fc.record({ lastPaidOn: someCount(200, 360).map(shown), reason }),
  ACADEMIC_LEAVE: fc
    .tuple(someDays(-60, 500), reason)
    .map(([[leaveFrom, leaveTo], why]) => ({ leaveFrom, leaveTo, reason: why })),
  EXMATRICULATION: fc.record({ exmatriculatedOn: someCount(-60, 700).map(shown), reason }),
  CHANGE_CURRICULUM: change({ curriculum, load: maybe(load), funding: maybe(funding) }),
  CHANGE_LOAD: change({ load, curriculum: maybe(curriculum) }),
  CHANGE_FUNDING: change({ funding, load: maybe(load) }),
  CHANGE_OTHER: change({ reason, curriculum: maybe(curriculum), load: maybe(load) }),
  ADMISSION: fc.constant({}),
  ADMISSION_ANNULMENT: fc.record({ reason }),
  DISCONTINUATION: fc.record({ discontinuedOn: someCount(92, 500).map(shown), reason }),
  DIPLOMA: paper,
  PROFESSIONAL_CERTIFICATE: paper,
  TRANSCRIPT: paper,
  NOTICE: paper,
}
/** What an amendment changes a row to. */
const changedRow = {
  ...someRow,
  PAYMENT_END: fc.record({ lastPaidOn: someCount(0, 199).map(shown), reason }),
}
const subkinds: Partial<Record<Kind, string>> = { GRANT: 'PERFORMANCE' }

/** Each act is rehearsed before it is done: the rehearsal must show all that the act then changes. */
const cancel = async (id: string) =>
  asRehearsed(office(), id, 'rehearseCancelling', async () =>
    cancelDocument(await office().as('tiina'), { ...(await now(office(), id)), reason: 'Ekslik' }),
  )
const register = async (id: string) => {
  await asRehearsed(office(), id, 'rehearseRegistering', async () =>
    takeNews(office().db, await newsFor(office(), id), noon),
  )
  expect(await stateOf(office(), id)).toBe('REGISTERED')
}

/** Two learners who are paid an own-funds allowance and another grant for a year. */
async function paidLearners(): Promise<MadeLearner[]> {
  const learners = await someLearners(office(), 1, 1)
  const places = learners.flatMap(({ places }) => places)
  const days = { paidFrom: shown(0), paidTo: shown(364) }
  await aDirective(office(), { places, rows: [days, days], state: 'REGISTERED' })
  await aDirective(office(), {
    kind: 'GRANT',
    subkind: 'IT_ACADEMY',
    places,
    rows: [days, days],
    state: 'REGISTERED',
  })
  return learners
}

const allowanceOf = async ({ id }: MadeLearner) =>
  (
    await office().db.grant.findFirstOrThrow({
      where: { learnerId: id, typeCode: 'DOCTORAL_ALLOWANCE_OWN_FUNDS' },
    })
  ).id

test('every kind has its random rows', () => {
  expect(Object.keys(someRow)).toEqual(kindCodes.filter((kind) => !kind.startsWith('AMENDMENT_')))
})

describe('registering and cancelling', () => {
  test.each(Object.keys(someRow) as Kind[])(
    'a document of %s and its amendment leaves everything as it was, and each act does what its rehearsal shows',
    unhurried,
    async (kind) => {
      const learners = continuingKinds.includes(kind) ? [] : await paidLearners()
      const places = continuingKinds.includes(kind)
        ? await placesOf(office(), await aRun(office(), [{}, {}]), { admitted: kind !== 'ADMISSION' })
        : learners.flatMap(({ places }) => places)
      const grants = await Promise.all(learners.map(allowanceOf))
      const official = () => officialOf(office(), ...places)
      const ofGrant = (rows: Texts[]) =>
        kind === 'PAYMENT_END' ? rows.map((row, at) => ({ ...row, grantId: grants[at]! })) : rows

      // Some letters have left by then, so that rehearsals show both letters about the undoing and letters that are called off.
      const someLeave = async () => {
        await office().db
          .$executeRaw`UPDATE delivery SET state = 'DONE' WHERE neighbour = 'MAIL' AND seq % 2 = 0`
      }

      await fc.assert(
        fc.asyncProperty(
          fc.tuple(someRow[kind], someRow[kind]),
          changedRow[kind],
          fc.constantFrom('AMENDMENT_CHANGE' as const, 'AMENDMENT_CANCEL' as const),
          fc.boolean(),
          async (rows, changed, amending, both) => {
            const before = await official()
            const id = await aDirective(office(), {
              kind,
              subkind: subkinds[kind],
              places,
              rows: ofGrant(rows),
              state: 'ISSUED',
            })
            await register(id)
            const registered = await official()
            await someLeave()

            if (!directives.some((type) => type === kinds[kind].types[0])) {
              await cancel(id)
              expect(await official()).toEqual(before)
              return
            }

            const [first] = await office().db.documentRow.findMany({
              where: { documentId: id },
              orderBy: { position: 'asc' },
            })
            const amendment = await anAmendment(office(), id, amending, {
              rows: both ? [] : [first!.id],
              every: amending === 'AMENDMENT_CHANGE' ? changed : {},
              state: 'ISSUED',
            })
            await register(amendment)
            if (amending === 'AMENDMENT_CANCEL' && both) expect(await official()).toEqual(before)
            await cancel(amendment)
            expect(await official()).toEqual(registered)
            await cancel(id)
            expect(await official()).toEqual(before)
          },
        ),
        randomly(1),
      )
    },
  )
})

describe('ends of a payment', () => {
  type Event = { kind: Kind; row: Texts; event: EndingEvent }
  const on = (
    min: number,
    max: number,
    event: (day: Day) => EndingEvent,
    kind: Kind,
    row: (text: string) => Texts,
  ) =>
    someCount(min, max).map((count): Event => ({ kind, row: row(shown(count)), event: event(dayOf(count)) }))
  const changes = { curriculumChanges: false, loadBecomesPart: false }
  const events = fc.tuple(
    fc.tuple(someCount(-30, 100), someCount(0, 60)).map(([from, length]): Event => ({
      kind: 'ACADEMIC_LEAVE',
      row: { leaveFrom: shown(from), leaveTo: shown(from + length), reason: 'Omal soovil' },
      event: { cause: 'ACADEMIC_LEAVE', leave: { from: dayOf(from), to: dayOf(from + length) } },
    })),
    on(
      0,
      160,
      (day) => ({ cause: 'STUDY_PLACE_CHANGE', effectiveOn: day, ...changes, loadBecomesPart: true }),
      'CHANGE_LOAD',
      (effectiveOn) => ({ effectiveOn, load: 'PART' }),
    ),
    on(
      0,
      160,
      (day) => ({ cause: 'STUDY_PLACE_CHANGE', effectiveOn: day, ...changes, curriculumChanges: true }),
      'CHANGE_CURRICULUM',
      (effectiveOn) => ({ effectiveOn, curriculum: '80138' }),
    ),
    on(
      161,
      400,
      (day) => ({ cause: 'EXMATRICULATION', on: day }),
      'EXMATRICULATION',
      (exmatriculatedOn) => ({ exmatriculatedOn, reason: 'Omal soovil' }),
    ),
    on(
      0,
      360,
      (day) => ({ cause: 'PAYMENT_END', lastPaidOn: day }),
      'PAYMENT_END',
      (lastPaidOn) => ({ lastPaidOn, reason: 'Omal soovil' }),
    ),
  )
  const shuffled = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 })

  test(
    'that are registered and undone in any order leave the last paid day that the rules say',
    unhurried,
    async () => {
      await fc.assert(
        fc.asyncProperty(events, shuffled, shuffled, async (events, order, back) => {
          const [learner] = await someLearners(office(), 1)
          const given = { from: dayOf(0), to: dayOf(364) }
          const days = { paidFrom: showDay(given.from), paidTo: showDay(given.to) }
          await aDirective(office(), { places: learner!.places, rows: [days], state: 'REGISTERED' })
          const grantId = await allowanceOf(learner!)
          const live = new Map<number, string>()
          const expectDay = async () => {
            const ends = [...live.keys()].flatMap((at) => lastPaidDay(events[at]!.event, given) ?? [])
            const [grant] = await office().db.$queryRaw<{ to: Day }[]>`
            SELECT effective_to::text AS "to" FROM grants_in_force WHERE id = ${grantId}::uuid`
            expect(grant!.to).toBe(effectiveLastDay(given.to, ends))
          }
          for (const at of order) {
            const { kind, row } = events[at]!
            const rows = [kind === 'PAYMENT_END' ? { ...row, grantId } : row]
            const wishes = { kind, places: learner!.places, rows, state: 'REGISTERED' as const }
            // A day on which nothing is paid any more can't be named as the last one.
            const allowed = kind === 'PAYMENT_END' ? ['endAfterGrant', 'grantNotTheirs'] : []
            const id = await unlessRefused(() => aDirective(office(), wishes), allowed)
            if (id) live.set(at, id)
            await expectDay()
          }
          for (const at of back) {
            if (live.has(at)) await cancel(live.get(at)!)
            live.delete(at)
            await expectDay()
          }
        }),
        randomly(2),
      )
    },
  )
})

describe('the order of rows', () => {
  let id: string
  beforeAll(async () => {
    // Oja is on it twice, the second time for other days.
    const persons = ['Oja', 'Vaarikas', 'Raud', 'Nõmm', 'Oja', 'Palu', 'Kriisa', 'Värk']
    const days = [...persons.keys()].map((at) => (at === 4 ? [400, 500] : [at * 5, 200 + at * 20]))
    const rows = days.map(([from, to]) => ({ paidFrom: shown(from!), paidTo: shown(to!) }))
    id = await aDirective(office(), { kind: 'GRANT', subkind: 'IT_ACADEMY', persons, rows })
  })

  test(
    'changes neither the warnings and objections nor the digest that a check-over is compared with',
    unhurried,
    async () => {
      const document = (await loadDocument(office().db, id))!
      const { rows } = readOf(document)
      const told = async (inOrder: typeof rows) => {
        const { warnings, flagged, digest, objections } = await rowStanding(office().db, document, inOrder)
        const { rowsOverlap, rowsImpossible, rowsIncomplete } = objections
        return {
          warnings,
          flagged,
          digest,
          impossible: rowsImpossible.length + rowsIncomplete.length + rowsOverlap.length,
        }
      }
      const first = await told(rows)
      expect(first.flagged.size).toBeGreaterThan(4)
      await fc.assert(
        fc.asyncProperty(fc.shuffledSubarray([...rows], { minLength: rows.length }), async (reordered) => {
          expect(await told(reordered)).toEqual(first)
        }),
        randomly(6),
      )
    },
  )
})
