import { describe, expect, test } from 'vitest'
import type { Act } from '@/lib/access/action'
import { doors, mayOpen, type Person } from '@/lib/access/rights'
import { beginDraft, deleteDraft, keepTyping, saveDraft } from '@/lib/documents/drafting/commands/drafting'
import { changeForm } from '@/lib/documents/drafting/commands/form'
import { addByCodes, addPlaces } from '@/lib/documents/drafting/commands/persons'
import { endNews, recheckConfirmation } from '@/lib/documents/sending/commands/ending-news'
import {
  callOffSending,
  cancelDocument,
  changeNotified,
  checkOver,
  commentDocument,
  markFinanceTold,
  reopenDocument,
  retrySending,
  sendToDhis,
} from '@/lib/documents/sending/commands/issuing'
import { takeNews } from '@/lib/documents/sending/commands/news'
import { Role } from '@/lib/shared/generated/enums'
import { pauseNeighbour, retryDelivery } from '@/lib/telling/commands/acts'
import { units, users } from '@/prisma/cast'
import {
  aDirective,
  deliveriesOf,
  filledHead,
  monthOfItsOwn,
  newsFor,
  now,
  placeOf,
} from '../support/documents'
import { noon, withOffice, type CastName } from '../support/office'
import { digestOf, expectRefused, refusalsOf } from '../support/refused'

const office = withOffice()

/*
 * Spec 1 "Users and rights", written by hand: a line for each door, a column for each role. A door without a line fails,
 * and so does a line without a door: whoever adds a page, an act or a route says here who may use it.
 */
const roleOrder: Role[] = [
  'UNIT_CLERK',
  'CE_CLERK',
  'VICE_DEAN',
  'STUDY_OFFICE',
  'VICE_RECTOR',
  'CHANCELLERY',
  'FINANCE',
  'MUNICIPAL_OFFICIAL',
  'SCHOOL_REP',
  'ADMIN',
]
//  unit ce vice study vice- chan fin muni school admin
//  clerk   dean office rect.
const grid = `
  x x x x x x x x x x  page /
  x x x x x x x x x x  page /search
  x x x x x x x x x x  page /help
  x x x x x x x x x x  page /help/[topic]
  x x x x x x . . . .  page /documents
  x x x x x x . . . .  page /documents/many/[id]
  x x x x x x . . . .  page /documents/[id]
  x x . x . . . . . .  page /documents/[id]/persons
  x x . x . . . . . .  page /documents/[id]/send
  x x . x . . . . . .  page /documents/[id]/basis
  x x . x . . . . . .  page /documents/[id]/signers
  x x x x x x . . . .  page /documents/[id]/versions
  . . . x . . . . . .  page /documents/[id]/cancel
  x . . x . . . . . .  page /documents/[id]/amend
  . . . x . . . . . .  page /documents/[id]/directive
  x . . x . . . . . .  page /documents/[id]/repair
  x x x x . . x . . .  page /learners
  x x x x . . x . . .  page /learners/[id]
  x x x x . . . . . .  page /learners/[id]/dossier
  x . x x . . x . . .  page /grants
  . . . x . . x . . .  page /grants/payments
  . x x x . . . . . .  page /continuing-education
  . x x x . . . . . .  page /continuing-education/programmes/[id]
  . x . x . . . . . .  page /continuing-education/programmes/new
  . x . x . . . . . .  page /continuing-education/runs/new
  . x x x . . . . . .  page /continuing-education/runs/[id]
  . x . x . . . . . .  page /continuing-education/runs/[id]/change
  . x . x . . . . . .  page /continuing-education/runs/[id]/directive
  . x . x . . . . . .  page /continuing-education/runs/[id]/registrants/[registrantId]/off
  . x . x . . . . . .  page /continuing-education/runs/[id]/identity
  . x . x . . . . . .  page /continuing-education/runs/[id]/import
  . x x x . . . . . .  page /continuing-education/runs/[id]/protocol
  . x . x . . . . . .  page /continuing-education/runs/[id]/registrants/new
  . x x x . . . . . .  page /continuing-education/runs/[id]/registrants/[registrantId]
  . x x x . . . . . .  page /continuing-education/runs/[id]/refreshes
  . x x x . . . . . .  page /continuing-education/runs/[id]/refreshes/[refreshId]
  . x x x . . . . . .  page /continuing-education/runs/[id]/comparison
  . x x x . . . . . .  page /continuing-education/runs/[id]/juhan
  . . . . . . . x x .  page /schools/pupils
  . . . . . . . x x .  page /schools/pupils/[id]
  . . . . . . . x x .  page /schools/groups
  . . . . . . . x x .  page /schools/groups/[id]
  . . . . . . . x x .  page /schools/houses/[id]
  . . . . . . . x x .  page /schools
  . . . . . . . x x .  page /schools/classes
  . . . . . . . x x .  page /schools/classes/[id]
  . . . . . . . x x .  page /schools/classes/[id]/next-year
  . . . . . . . x x .  page /schools/transfers/new
  . . . . . . . x x .  page /schools/transfers/[id]
  . . . . . . . x x .  page /schools/arrivals
  . . . . . . . x x .  page /schools/placement-log
  x x . x . . . . . x  page /deliveries
  x x . x . . . . . x  page /deliveries/[id]
  . . . x . . . . . .  page /deliveries/news
  . . . x . . . . . .  page /deliveries/news/[id]
  . . . . . . . x x .  page /schools/ehis-log
  . . . . . . . x x .  page /schools/ehis-log/[id]
  . . . x . . . x . x  page /settings
  . . . . . . . . . x  page /settings/users
  . . . x . . . . . x  page /settings/units
  . . . x . . . . . .  page /settings/grants
  . . . x . . . . . .  page /settings/grants/[code]
  . . . x . . . . . .  page /settings/clashes
  . . . x . . . . . .  page /settings/series
  . . . x . . . . . .  page /settings/bases
  . . . x . . . . . .  page /settings/signers
  . . . x . . . . . .  page /settings/footers
  . . . x . . . . . .  page /settings/years
  . . . x . . . x . x  page /settings/collisions
  . . . . . . . . . x  page /settings/technical
  . . . x . . . . . x  page /settings/history
  . . . x . . . . . .  page /settings/office
  . . . x . . . . . .  page /settings/letters
  . . . . . . . x . .  page /settings/municipality
  x . . x . . . x . .  page /import
  x . . x . . . x . .  page /import/[id]
  x x . x . . . x . .  page /import/[id]/columns
  x x x x x x x x x x  act preferences.set
  x x x x . . x . . .  act learners.find
  . . . x . . . . . .  act learners.mend
  x . . x . . . . . .  act documents.begin
  x x . x . . . . . .  act documents.keep
  x x . x . . . . . .  act documents.discard
  x x . x . . . . . .  act documents.save
  x x . x . . . . . .  act documents.change
  x x . x . . . . . .  act documents.addPersons
  x x . x . . . . . .  act documents.delete
  x x . x . . . . . .  act documents.check
  x x . x . . . . . .  act documents.notify
  x x . x . . . . . .  act documents.send
  x x . x . . . . . .  act documents.retry
  x x . x . . . . . .  act documents.callOff
  x x . x . . . . . .  act documents.reopen
  x x . x . x . . . .  act documents.cancel
  x x x x x x . . . .  act documents.chooseMany
  x x . x . x . . . .  act documents.actOnMany
  x . . x . . . . . .  act documents.amend
  . . . x . . . . . .  act documents.createDirective
  . . . x . . . . . .  act documents.recheck
  x x x x x x . . . .  act documents.comment
  x . . x . . . . . .  act documents.financeTold
  x x . x . . . . . .  act documents.addBasis
  x x . x . . . . . .  act documents.addSigner
  x x . x . . . . . .  act documents.endSigner
  x x . x . . . . . x  act deliveries.retry
  x x . x . . . . . .  act deliveries.leaveOut
  . . . x . . . . . .  act deliveries.release
  . . . . . . . . . x  act deliveries.pause
  . . . x . . . . . .  act deliveries.endNews
  . . . . . . . x x .  act ehisLog.hold
  . . . . . . . x x .  act ehisLog.release
  . . . . . . . x x .  act ehisLog.sendAgain
  . . . . . . . x x .  act ehisLog.leaveOut
  . . . x . . . . . .  act settings.addType
  . . . x . . . . . .  act settings.changeType
  . . . x . . . . . .  act settings.changeClashes
  . . . x . . . . . .  act settings.try
  . . . x . . . . . .  act settings.changeOffice
  . . . x . . . . . .  act settings.changeChoices
  . . . x . . . x . x  act settings.part
  . . . x . . . . . .  act settings.changeYears
  . . . . . . . . . x  act settings.changeTechnical
  . . . . . . . . . x  act settings.changeUnit
  . . . . . . . . . x  act settings.changeUser
  . . . . . . . x . .  act settings.changeMunicipality
  . x . x . . . . . .  act programmes.change
  . x . x . . . . . .  act runs.change
  . x . x . . . . . .  act registrants.change
  . x . x . . . . . .  act registrants.makeDirective
  . x . x . . . . . .  act registrants.takeOff
  . x . x . . . . . .  act registrants.cancel
  . x . x . . . . . .  act registrants.push
  . x . x . . . . . .  act registrants.settle
  . x . x . . . . . .  act registrants.import
  . x . x . . . . . .  act protocols.create
  . x . x . . . . . .  act protocols.change
  . x . x . . . . . .  act registrants.refresh
  . . . . . . . x x .  act pupils.find
  . . . . . . . x x .  act pupils.keep
  . . . . . . . x x .  act pupils.mend
  . . . . . . . x x .  act pupils.leave
  . . . . . . . x x .  act pupils.stay
  . . . . . . . x x .  act groups.change
  . . . . . . . x . .  act houses.change
  . . . . . . . x x .  act schools.transfer
  . . . . . . . x x .  act schools.arrive
  . . . . . . . x x .  act schools.copy
  x . . x . . . . . .  act import.preview
  x . . x . . . . . .  act import.apply
  x . . x . . . . . .  act import.discard
  . . . . . . . x . .  act import.schools
  x x x x x x . . . .  route GET /documents/[id]/pdf
  x x x x x x . . . .  route GET /documents/many/[id]/pdf
  . x . x . . . . . .  route GET /continuing-education/runs/[id]/import/template
  . x x x . . . . . .  route GET /continuing-education/runs/[id]/protocol/pdf
  x x x x x x . . . .  route GET /api/exports/documents
  x x x x . . x . . .  route GET /api/exports/learners
  x x x x . . . . . .  route GET /api/exports/dossier
  x . x x . . x . . .  route GET /api/exports/grants
  . . . x . . x . . .  route GET /api/exports/payments
  . x x x . . . . . .  route GET /api/exports/registrants
  . . . . . . . x x .  route GET /api/exports/pupils
  . . . . . . . x x .  route GET /api/exports/schools
  x x . x . . . . . x  route GET /api/exports/deliveries
  x . . x . . . x . .  route GET /api/import/template
  . . . . . . . x x .  route GET /api/exports/pupil-messages
  . . . . . . . x x .  route GET /api/choices/houses
  x x x x x x x . . x  route GET /api/choices/units
  x x x x . . x . . .  route GET /api/choices/curricula
  . . . x . . . . . .  route GET /api/choices/signers
  x x x x x x x x x x  route POST /api/search
`
const lines = new Map(
  grid
    .trim()
    .split('\n')
    .map((line) => {
      const cells = line.trim().split(/\s+/)
      return [cells.slice(roleOrder.length).join(' '), cells.slice(0, roleOrder.length)]
    }),
)

describe('doors', () => {
  test('are those of the grid, no more and no fewer', () => {
    expect(Object.keys(doors).toSorted()).toEqual([...lines.keys()].toSorted())
    expect([...roleOrder].toSorted()).toEqual(Object.values(Role).toSorted())
  })

  test.each([...lines])('%s is open to the roles that the grid marks, and to no others', (door, cells) => {
    const open = roleOrder.map((role) => (mayOpen(holding(role), door as never) ? 'x' : '.'))
    expect(open).toEqual(cells)
  })

  const holding = (role: Role): Person => ({
    id: users.liis.id,
    name: 'Keegi',
    firstName: 'Keegi',
    personalCode: null,
    locale: 'et',
    roles: [{ role, othersDrafts: false, units: [units.LT.id] }],
    schools: { municipalities: [], houses: [] },
  })
})

type State = NonNullable<NonNullable<Parameters<typeof aDirective>[1]>['state']>
type AnAct = {
  name: string
  /** the state of the directive that it is tried on: Liis made that in LT, and Mari signs it */
  on: State
  /** those of the cast who may, and nobody else */
  may: CastName[]
  run: (act: Act, id: string) => Promise<unknown>
}
const drafting: CastName[] = ['liis', 'kaire', 'tiina']
const readers: CastName[] = [...drafting, 'mari', 'heli']
const rowsOf = async (documentId: string) =>
  (await office().db.documentRow.findMany({ where: { documentId } })).map(({ id }) => id)

/** Every act on a document, from the table of spec 2. */
const acts: AnAct[] = [
  {
    name: 'keep',
    on: 'DRAFT',
    may: drafting,
    run: (act, id) => keepTyping(act, { id, head: { footer: act.person.id } }),
  },
  {
    name: 'save',
    on: 'DRAFT',
    may: drafting,
    run: async (act, id) => saveDraft(act, await now(office(), id)),
  },
  {
    name: 'add persons',
    on: 'DRAFT',
    may: drafting,
    run: async (act, id) => addPlaces(act, { id, places: [await placeOf(office(), 'Jõgi')] }),
  },
  {
    name: 'add by codes',
    on: 'DRAFT',
    may: drafting,
    run: (act, id) => addByCodes(act, { id, codes: '49601150848' }),
  },
  {
    name: 'remove rows',
    on: 'DRAFT',
    may: drafting,
    run: async (act, id) => changeForm(act, { id, picked: await rowsOf(id) }),
  },
  {
    name: 'apply to all',
    on: 'DRAFT',
    may: drafting,
    run: (act, id) =>
      changeForm(act, { id, field: 'fundingSource', head: { fundingSource: 'X' }, picked: [] }),
  },
  { name: 'delete', on: 'DRAFT', may: drafting, run: (act, id) => deleteDraft(act, { id }) },
  {
    name: 'check',
    on: 'DRAFT',
    may: drafting,
    run: async (act, id) => checkOver(act, await now(office(), id)),
  },
  {
    name: 'notify',
    on: 'CHECKED',
    may: drafting,
    run: (act, id) => changeNotified(act, { id, unit: 'HV', act: 'add' }),
  },
  {
    name: 'send',
    on: 'CHECKED',
    may: drafting,
    run: async (act, id) => sendToDhis(act, await now(office(), id)),
  },
  {
    name: 'retry',
    on: 'SENDING',
    may: drafting,
    run: async (act, id) => retrySending(act, await now(office(), id)),
  },
  {
    name: 'call off',
    on: 'SENDING',
    may: drafting,
    run: async (act, id) => callOffSending(act, await now(office(), id)),
  },
  {
    name: 'reopen',
    on: 'ISSUED',
    may: drafting,
    run: async (act, id) => reopenDocument(act, await now(office(), id)),
  },
  {
    name: 'cancel what is issued',
    on: 'ISSUED',
    may: drafting,
    run: async (act, id) => cancelDocument(act, { ...(await now(office(), id)), reason: 'x' }),
  },
  {
    name: 'comment on a draft',
    on: 'DRAFT',
    may: drafting,
    run: (act, id) => commentDocument(act, { id, comment: 'x' }),
  },
  {
    name: 'comment',
    on: 'ISSUED',
    may: readers,
    run: (act, id) => commentDocument(act, { id, comment: 'x' }),
  },
  {
    name: 'cancel what is registered',
    on: 'REGISTERED',
    may: ['tiina'],
    run: async (act, id) => cancelDocument(act, { ...(await now(office(), id)), reason: 'x' }),
  },
  {
    name: 'mark that finance was told',
    on: 'REGISTERED',
    may: drafting,
    run: async (act, id) => markFinanceTold(act, await now(office(), id)),
  },
  {
    name: 'try a delivery again',
    on: 'SENDING',
    may: [...drafting, 'toomas'],
    run: async (act, id) => retryDelivery(act, { id: (await deliveriesOf(office(), id))[0]!.id }),
  },
]

const cast = Object.keys(users) as CastName[]
const states = [...new Set(acts.map(({ on }) => on))]

/** A directive as an act needs it; one that is being sent is stuck, so that it can be tried again. */
async function aDirectiveToActOn(on: State, wishes: Parameters<typeof aDirective>[1] = {}) {
  const id = await aDirective(office(), {
    ...wishes,
    state: on,
    head: { ...monthOfItsOwn(), ...wishes.head },
  })
  if (on !== 'SENDING') return id
  await office().db.delivery.updateMany({
    where: { documentId: id },
    data: { state: 'NEEDS_PERSON', attempts: 1 },
  })
  return id
}

/** Tries acts that this person is not granted on the document; gives the answer to each by the act's name. */
async function answersTo(name: CastName, id: string, tried: readonly AnAct[]) {
  const act = await office().as(name)
  const answers: Record<string, string> = {}
  for (const { name: what, run } of tried) {
    answers[what] = (await refusalsOf(() => run(act, id))).map(({ code }) => code).join()
  }
  return answers
}
const all = (tried: readonly AnAct[], answer: string) =>
  Object.fromEntries(tried.map(({ name }) => [name, answer]))

describe('a directive that Liis drafted in unit LT', () => {
  test.each(states)('in %s can’t be changed by anybody who may not act on it', async (state) => {
    const id = await aDirectiveToActOn(state)
    const before = await digestOf(office())
    for (const name of cast) {
      const tried = acts.filter(({ on, may }) => on === state && !may.includes(name))
      // Its drafters may cancel it until it is registered: they are told that it has changed since.
      const answer = state === 'REGISTERED' && drafting.includes(name) ? 'changedMeanwhile' : 'notFound'
      expect(await answersTo(name, id, tried), name).toEqual(all(tried, answer))
    }
    expect(await digestOf(office())).toEqual(before)
  })

  // Liis herself acts in every other test of documents.
  test.each(acts)('lets everybody else who may do the act “$name” do it', async ({ on, may, run }) => {
    for (const name of may.filter((one) => one !== 'liis')) {
      await run(await office().as(name), await aDirectiveToActOn(on))
    }
  })
})

describe('a clerk of LT', () => {
  test.each(states)(
    'can do nothing with a directive of unit HV in %s, nor can a vice-dean of LT',
    async (on) => {
      const id = await aDirectiveToActOn(on, {
        by: await office().as('krista'),
        persons: ['Kiisk'],
        head: { unitId: units.HV.id, signerId: users.peeter.id },
      })
      const before = await digestOf(office())
      const tried = acts.filter((act) => act.on === on)
      for (const name of ['liis', 'kaire', 'mari', 'ants'] as const) {
        expect(await answersTo(name, id, tried), name).toEqual(all(tried, 'notFound'))
      }
      expect(await digestOf(office())).toEqual(before)
    },
  )

  test('begins a form that nobody else can find', async () => {
    const liis = await office().as('liis')
    const id = await beginDraft(liis, { type: 'VICE_DEAN_DIRECTIVE', kind: 'OWN_FUNDS_ALLOWANCE' })
    await keepTyping(liis, { id, head: filledHead })
    for (const name of cast.filter((one) => one !== 'liis')) {
      const act = await office().as(name)
      await expectRefused(office(), () => keepTyping(act, { id, head: { footer: 'x' } }), 'notFound')
      await expectRefused(office(), () => saveDraft(act, { id, revision: 0 }), 'notFound')
    }
  })
})

test('only the study office may end parked news and check it again, and only the administrator may pause a neighbour', async () => {
  const head = monthOfItsOwn()
  const id = await aDirective(office(), { state: 'ISSUED', persons: ['Üksik'], head })
  await aDirective(office(), { state: 'REGISTERED', persons: ['Üksik'], head })
  await takeNews(office().db, await newsFor(office(), id), noon)
  const news = await office().db.news.findFirstOrThrow({ where: { documentId: id } })
  for (const name of cast) {
    const act = await office().as(name)
    const end = () => endNews(act, { id: news.id, end: 'APPLIED', number: '', reason: 'x' })
    const recheck = async () => recheckConfirmation(act, await now(office(), id))
    const answer = name === 'tiina' ? 'doctoralGrantInPeriod' : 'notFound'
    await expectRefused(office(), end, answer)
    await expectRefused(office(), recheck, answer)
    if (name !== 'toomas') {
      await expectRefused(
        office(),
        () => pauseNeighbour(act, { neighbour: 'DHIS', paused: true }),
        'notFound',
      )
    }
  }
})
