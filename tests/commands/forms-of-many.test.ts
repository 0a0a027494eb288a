import { beforeAll, describe, expect, test } from 'vitest'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { programmeFields } from '@/app/(office)/continuing-education/fields'
import { newSigningFields } from '@/app/(office)/settings/signers/words'
import { typeAndUnit, unitField } from '@/app/(office)/settings/words'
import { RecordForm, type RecordField } from '@/components/record-form'
import { changesOf, type Subject } from '@/lib/access/changes'
import {
  addOfficeBasis,
  addSigning,
  changeBasis,
  setFooter,
  setSeries,
} from '@/lib/documents/drafting/commands/office-choices'
import { signerChoice, signerOffers } from '@/lib/documents/drafting/queries/office-choices'
import * as choices from '@/lib/documents/drafting/schema'
import { refusalText } from '@/lib/messages/refusal-text'
import { sayIn } from '@/lib/messages/say'
import { addProgramme } from '@/lib/registrants/commands/programmes'
import { openUnits } from '@/lib/registrants/queries/runs'
import { NewProgrammeInput } from '@/lib/registrants/schema/runs'
import { unitChoice } from '@/lib/settings/queries/units'
import { mostListed } from '@/lib/shared/asked-choice'
import { units, users } from '@/prisma/cast'
import { noon, withOffice } from '../support/office'
import { digestOf, expectRefused, refusalsOf } from '../support/refused'

const office = withOffice()
const say = sayIn('et')
const tiina = () => office().as('tiina')
const many = 40

beforeAll(async () => {
  await office().db.unit.createMany({
    data: Array.from({ length: many }, (_, at) => ({
      code: `R${at}`,
      name: at < 2 ? 'Nimekaimu instituut' : `${at}. rännuinstituut`,
      contact: '',
    })),
  })
  const all = await office().db.unit.findMany({ where: { code: { startsWith: 'R' } } })
  for (let at = 0; at < many; at++)
    await office().db.user.create({
      data: {
        firstName: at < 2 ? 'Nimi' : `Ränd${at}`,
        lastName: at < 2 ? 'Kaim' : 'Rändur',
        email: `r${at}@ylikool.example`,
        roles: {
          create: {
            role: 'VICE_DEAN',
            units: { create: all.map(({ id: unitId }) => ({ unitId })) },
          },
        },
      },
    })
})

const forms = {
  'new signer': async (unit?: string) =>
    newSigningFields(
      say,
      { signer: await signerChoice(office().db, undefined), unit: await unitChoice(office().db, unit) },
      '2026-11-21',
    ),
  'series and footers': async (unit?: string) =>
    typeAndUnit(say, { unit: await unitChoice(office().db, unit) }, { placeholder: 'Vali tüüp' }),
  bases: async (unit?: string) => [unitField(say, await unitChoice(office().db, unit))],
  'new programme': async (unit?: string) =>
    programmeFields(say, { unit: await unitChoice(office().db, unit, openTo('tiina')) }),
}
const openTo = (name: 'tiina' | 'maarja') => async (most: number) =>
  openUnits(office().db, await office().person(name), noon, most)
const drawn = (fields: readonly RecordField[]) =>
  renderToStaticMarkup(
    createElement(RecordForm, {
      label: '',
      save: async (before) => before,
      hidden: {},
      texts: { submit: '', refused: '', refusedMark: '' },
      fields,
    }),
  )

test.each(Object.entries(forms))(
  'the form of %s searches 40 units and 40 users by name and lists none of them',
  async (_, fields) => {
    const html = drawn(await fields())
    expect(html).not.toContain('rännuinstituut')
    expect(html).not.toContain('Rändur')
    expect(html).toMatch(/<input id="unitId"[^>]* type="search"/)
    const { id } = await theUnit('R7')
    expect(drawn(await fields(id))).toContain('name="unitId" value="7. rännuinstituut"')
  },
)

test('the form of a new signer searches users too, and one of few lists them', async () => {
  const html = drawn(await forms['new signer']())
  expect(html).toMatch(/<input id="userId"[^>]* type="search"/)
  const one = { id: users.ants.id, name: 'Ants Kivi' }
  const few = { all: [one, { ...one, id: users.mari.id }], id: undefined, text: '', offered: [] }
  const listed = drawn(newSigningFields(say, { signer: few, unit: few }, '2026-11-21'))
  expect(listed.match(new RegExp(`<option value="${one.id}"`, 'g'))).toHaveLength(2)
  expect(listed).not.toContain('type="search"')
})

test('who keeps programmes of few units chooses from those; the only one is chosen', async () => {
  const unit = await unitChoice(office().db, undefined, openTo('maarja'))
  const html = drawn(programmeFields(say, { unit }))
  expect(html).toContain(`<option value="${units.LT.id}" selected="">`)
})

test('a namesake’s code says which of the two a basis has', async () => {
  const { id } = await theUnit('R1')
  expect(drawn(await forms.bases(id))).toContain('name="unitId" value="Nimekaimu instituut, R1"')
  await addOfficeBasis(await tiina(), basis({ unitId: 'Nimekaimu instituut, R1' }))
  expect((await theBasis()).unit?.id).toBe(id)
})

/** Each act with a typed unit: what it is refused with, or the code of the unit that it took. */
const acts = {
  series: async (unitId: string) => {
    const seen = await last('settings.series')
    await setSeries(
      await tiina(),
      choices.SeriesInput.parse({ seen, type: 'NOTICE', unitId, template: '7-5' }),
    )
    return office().db.dhisSeries.findFirstOrThrow({ where: { template: '7-5' }, include: { unit: true } })
  },
  footer: async (unitId: string) => {
    const seen = await last('settings.footers')
    await setFooter(await tiina(), choices.FooterInput.parse({ seen, type: '', unitId, text: 'Jalus' }))
    return office().db.footer.findFirstOrThrow({ where: { text: 'Jalus' }, include: { unit: true } })
  },
  'new basis': async (unitId: string) => {
    await addOfficeBasis(await tiina(), basis({ text: 'Uus rännukord', unitId }))
    return theBasis('Uus rännukord')
  },
  'changed basis': async (unitId: string) => {
    const { id } = await theBasis()
    const seen = await last(`settings.bases.${id}`)
    await changeBasis(await tiina(), choices.ChangedBasisInput.parse({ ...basisTyped, id, seen, unitId }))
    return theBasis()
  },
  signer: async (unitId: string) => {
    await addSigning(await tiina(), signing({ unitId }))
    return office().db.signing.findFirstOrThrow({ where: { title: 'rännujuht' }, include: { unit: true } })
  },
  programme: async (unitId: string) => {
    const about = { code: 'RÄND-1', name: 'Rändamine', hours: '12' }
    await addProgramme(await tiina(), NewProgrammeInput.parse({ ...about, unitId }))
    return office().db.programme.findFirstOrThrow({ where: { code: 'RÄND-1' }, include: { unit: true } })
  },
}

describe.each(Object.entries(acts))('a unit typed for the %s', (_, act) => {
  test('that names none or several is told so at the field, and nothing is done', async () => {
    expect(await told(act, 'olematu')).toEqual([
      ['unitId', 'Sellist struktuuriüksust ei leitud. Kirjutage üksuse nimi või tunnus.'],
    ])
    expect(await told(act, 'nimekaimu')).toEqual([
      [
        'unitId',
        'Sobib mitu struktuuriüksust: Nimekaimu instituut, R0; Nimekaimu instituut, R1. Kirjutage nimi lõpuni või üksuse tunnus.',
      ],
    ])
  })

  test('is found by its name in any case and without accents', async () => {
    expect((await act('17. RANNUINSTITUUT')).unit?.code).toBe('R17')
  })
})

test('a unit is also named by its code, its id or a part of its name, and nothing typed is every unit', async () => {
  const act = acts['changed basis']
  expect((await act('R0')).unit?.code).toBe('R0')
  expect((await act('23. ränn')).unit?.code).toBe('R23')
  expect((await act(units.LT.id)).unit?.code).toBe('LT')
  expect((await act(' ')).unit).toBeNull()
  const tooLong = choices.ChangedBasisInput.safeParse({
    ...basisTyped,
    id: units.LT.id,
    unitId: 'õ'.repeat(501),
  })
  expect(tooLong.error?.issues).toMatchObject([{ path: ['unitId'], message: 'tooLong' }])
  await expectRefused(office(), () => act(users.ants.id), 'unitWrong')
})

test('a signer is named by a name, an address or an id; namesakes are told apart by address', async () => {
  const add = async (userId: string, validFrom: string) =>
    addSigning(await tiina(), signing({ userId, unitId: 'R17', validFrom, validTo: validFrom }))
  expect(await told((userId) => add(userId, '01.12.2027'), 'Olematu')).toEqual([
    ['userId', 'Sellist kasutajat, kes saaks allkirjastada, ei leitud. Kirjutage nimi või e-posti aadress.'],
  ])
  const several = [
    [
      'userId',
      'Sobib mitu kasutajat: Nimi Kaim, r0@ylikool.example; Nimi Kaim, r1@ylikool.example. Kirjutage nimi lõpuni või e-posti aadress.',
    ],
  ]
  expect(await told((userId) => add(userId, '01.12.2027'), 'nimi kaim')).toEqual(several)
  const named = [
    'Nimi Kaim, r1@ylikool.example',
    'r1@ylikool.example',
    'R12@ylikool.example',
    'ränd12 rändur',
  ]
  for (const [at, typed] of named.entries()) await add(typed, `0${at + 1}.12.2027`)
  await add((await theUser('r20@ylikool.example')).id, '05.12.2027')
  const signings = await office().db.signing.findMany({
    where: { title: 'rännujuht', validFrom: { gte: new Date('2027-12-01') } },
    include: { user: true },
    orderBy: { validFrom: 'asc' },
  })
  expect(signings.map(({ user }) => user.email)).toEqual(
    ['r1', 'r1', 'r12', 'r12', 'r20'].map((name) => `${name}@ylikool.example`),
  )
})

test('only open accounts that could sign are suggested, at most as many as asked for', async () => {
  const offers = signerOffers(office().db)
  expect(await offers({ q: 'rändur', most: 20 })).toHaveLength(20)
  // Liis is a clerk of a unit, who signs nothing.
  expect(await offers({ q: users.liis.email, most: 20 })).toEqual([])
  await office().db.user.updateMany({
    where: { email: 'r39@ylikool.example' },
    data: { disabledAt: new Date() },
  })
  expect(await offers({ q: 'ränd39', most: 20 })).toEqual([])
  expect(await offers({ most: mostListed + 1 })).toHaveLength(mostListed + 1)
})

const basisTyped = { seen: '', text: 'Rännukord', unitId: '', kinds: [], retiredOn: '' }
const basis = (about: object) => choices.NewBasisInput.parse({ ...basisTyped, ...about })
const signing = (about: object) =>
  choices.NewSigningInput.parse({
    seen: '',
    userId: 'Ränd5 Rändur',
    type: 'PROPOSAL',
    unitId: '',
    title: 'rännujuht',
    validFrom: '01.12.2026',
    validTo: '31.12.2026',
    ...about,
  })
const last = async (subject: Subject) => (await changesOf(office().db, subject))[0]?.id ?? ''
const theUnit = (code: string) => office().db.unit.findUniqueOrThrow({ where: { code } })
const theUser = (email: string) => office().db.user.findFirstOrThrow({ where: { email } })
const theBasis = (text = basisTyped.text) =>
  office().db.basis.findFirstOrThrow({ where: { text }, include: { unit: true } })

/** What an act is refused with, as the form shows it: fields and sentences. It must have done nothing. */
async function told(act: (typed: string) => Promise<unknown>, typed: string) {
  const before = await digestOf(office())
  const refusals = await refusalsOf(() => act(typed))
  expect(await digestOf(office())).toEqual(before)
  return refusals.map((refusal) => [refusal.field, refusalText(say, refusal)])
}
