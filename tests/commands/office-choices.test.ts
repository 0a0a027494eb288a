import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { changesOf, type Subject } from '@/lib/access/changes'
import { beginDraft, keepTyping } from '@/lib/documents/drafting/commands/drafting'
import {
  addOfficeBasis,
  addSigning,
  changeBasis,
  changeSigning,
  setFooter,
  setSeries,
} from '@/lib/documents/drafting/commands/office-choices'
import {
  basisList,
  footerList,
  seriesList,
  signingList,
} from '@/lib/documents/drafting/queries/office-choices'
import * as choices from '@/lib/documents/drafting/schema'
import { documentSheet } from '@/lib/documents/queries/sheet'
import { BasisInput } from '@/lib/documents/schema'
import { units, users } from '@/prisma/cast'
import { noon, withOffice } from '../support/office'
import { atOnce, expectRefused } from '../support/refused'

const theOffice = withOffice()
const tiina = () => theOffice().as('tiina')
const codesOf = (schema: z.ZodType, input: unknown) =>
  schema.safeParse(input).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
const seen = async (subject: Subject) => (await changesOf(theOffice().db, subject))[0]?.id ?? ''

describe('a DHIS series', () => {
  const set = async (type: string, unitId: string, template: string) =>
    setSeries(
      await tiina(),
      choices.SeriesInput.parse({ seen: await seen('settings.series'), type, unitId, template }),
    )
  const of = async (type: string) =>
    (await seriesList(theOffice().db)).rows
      .filter((row) => row.type === type)
      .map(({ unit, template, own }) => [unit?.code ?? null, template, own])

  test('is the default until the office sets its own for all units or for one, and again once that is removed', async () => {
    expect(await of('PROPOSAL')).toEqual([[null, '7-37/{unit}', false]])
    expect(await of('NOTICE')).toEqual([[null, '11-10/{unit}', true]])
    expect(await set('NOTICE', '', '')).toBe(1)
    expect(await of('NOTICE')).toEqual([[null, '', false]])
    await set('NOTICE', '', '7-5')
    await set('PROPOSAL', units.HV.id, '7-38/{unit}')
    expect(await of('NOTICE')).toEqual([[null, '7-5', true]])
    expect(await of('PROPOSAL')).toEqual([
      [null, '7-37/{unit}', false],
      ['HV', '7-38/{unit}', true],
    ])
    expect(await set('PROPOSAL', units.HV.id, '')).toBe(1)
    expect(await of('PROPOSAL')).toEqual([[null, '7-37/{unit}', false]])
    expect(await set('PROPOSAL', units.HV.id, '')).toBe(0)
  })

  test('with an unknown or unclosed placeholder is refused at its field, and by the database', async () => {
    const typed = { seen: '', type: 'NOTICE', unitId: '' }
    const { error } = choices.SeriesInput.safeParse({ ...typed, template: '7-5/{üksus}' })
    expect(error?.issues).toMatchObject([
      { path: ['template'], message: 'placeUnknown', params: { place: '{üksus}', places: '{unit}' } },
    ])
    expect(codesOf(choices.SeriesInput, { ...typed, template: '7-5/{unit' })).toEqual([
      'template: braceAlone',
    ])
    expect(codesOf(choices.SeriesInput, { ...typed, type: '', template: '{}' })).toEqual([
      'type: typeMissing',
      'template: placeUnknown',
    ])
    const row = { type: 'NOTICE' as const, unitId: units.LT.id, template: '7-5/{x}' }
    await expect(theOffice().db.dhisSeries.create({ data: row })).rejects.toThrow('dhis_series_template')
  })

  test('that two people set at once is set by one of them', async () => {
    const act = await tiina()
    const input = choices.SeriesInput.parse({
      seen: await seen('settings.series'),
      type: 'DIPLOMA',
      unitId: '',
      template: 'a',
    })
    const outcome = await atOnce(
      () => setSeries(act, input),
      () => setSeries(act, { ...input, template: 'b' }),
    )
    expect(outcome).toEqual({ done: 1, codes: ['settingsChanged'] })
  })
})

describe('a basis', () => {
  const typed = {
    seen: '',
    text: 'Õppekorralduseeskiri',
    unitId: '',
    kinds: ['EXMATRICULATION'],
    retiredOn: '',
  }

  test('is added for kinds, changed and retired, and every change is kept', async () => {
    await addOfficeBasis(await tiina(), choices.NewBasisInput.parse(typed))
    const { id } = (await basisList(theOffice().db)).find(({ text }) => text === typed.text)!
    const next = { ...typed, id, seen: await seen(`settings.bases.${id}`) }
    const input = choices.ChangedBasisInput.parse({ ...next, unitId: units.HV.id, retiredOn: '01.12.2026' })
    expect(await changeBasis(await tiina(), input)).toBe(2)
    expect((await changesOf(theOffice().db, `settings.bases.${id}`))[0]!.changes).toEqual([
      { what: 'unit', from: '', to: 'HV' },
      { what: 'retiredOn', from: '', to: '2026-12-01' },
    ])
  })

  test('of 100,000 characters is refused with the most that it may have, in settings and on a document', () => {
    const text = 'õ'.repeat(100_000)
    for (const { error } of [
      choices.NewBasisInput.safeParse({ ...typed, text }),
      BasisInput.safeParse({ id: units.LT.id, text }),
    ])
      expect(error?.issues).toMatchObject([{ path: ['text'], message: 'tooLong', params: { most: 20_000 } }])
    expect(codesOf(choices.NewBasisInput, { ...typed, text: ' ' })).toEqual(['text: textMissing'])
  })
})

describe('a signer', () => {
  const typed = {
    seen: '',
    userId: users.ants.id,
    type: 'PROPOSAL',
    unitId: units.LTFYS.id,
    title: 'direktor',
    validFrom: '01.12.2026',
    validTo: '',
  }
  const add = async (about: object) =>
    addSigning(await tiina(), choices.NewSigningInput.parse({ ...typed, ...about }))
  const ofAnts = async () =>
    (await signingList(theOffice().db, noon, { all: '1', page: 1 })).signings.filter(
      ({ name, type }) => name === 'Ants Kivi' && type === 'PROPOSAL',
    )

  test('is listed with all others by fifty, each once', async () => {
    const { db } = theOffice()
    const { count: before } = await signingList(db, noon, { all: '1', page: 1 })
    const days = Array.from({ length: 60 }, (_, at) => new Date(Date.UTC(1990, 0, 1 + at)))
    await db.signing.createMany({
      data: days.map((day) => ({
        userId: users.ants.id,
        type: 'NOTICE' as const,
        unitId: units.LTFYS.id,
        title: 'direktor',
        validFrom: day,
        validTo: day,
      })),
    })
    const pages = await Promise.all([1, 2, 1e9].map((page) => signingList(db, noon, { all: '1', page })))
    expect(pages.map(({ count }) => count)).toEqual([before + 60, before + 60, before + 60])
    expect(pages.map(({ signings }) => signings.length)).toEqual([50, before + 10, 0])
    expect(new Set(pages.flatMap(({ signings }) => signings.map(({ id }) => id))).size).toBe(before + 60)
    expect(await signingList(db, noon, { page: 1 })).toMatchObject({ count: before })
  })

  test('is added, ends with a last day, and can begin again after it', async () => {
    await add({})
    const { id } = (await ofAnts())[0]!
    const input = { id, title: 'direktor', validFrom: '01.12.2026', validTo: '31.12.2026' }
    await changeSigning(
      await tiina(),
      choices.SigningInput.parse({ ...input, seen: await seen(`settings.signers.${id}`) }),
    )
    await add({ validFrom: '01.01.2027' })
    expect(
      (await ofAnts()).map(({ validFrom, validTo, standing }) => [validFrom, validTo, standing]),
    ).toEqual([
      ['2026-12-01', '2026-12-31', 'later'],
      ['2027-01-01', null, 'later'],
    ])
  })

  test('is refused for another unit, without a user or title, twice on one day, and with a closed account', async () => {
    const refused = async (about: object, code: string) => expectRefused(theOffice(), () => add(about), code)
    await refused({ unitId: units.HV.id }, 'signerNotOfUnit')
    await refused({ unitId: '' }, 'signerNotOfUnit')
    await refused({ userId: '' }, 'signerWrong')
    await refused({ validFrom: '15.12.2026' }, 'signerTwice')
    const twice = { userId: users.ants.id, type: 'PROPOSAL' as const, unitId: units.LTFYS.id, title: 'x' }
    await expect(
      theOffice().db.signing.create({ data: { ...twice, validFrom: new Date('2026-12-15') } }),
    ).rejects.toThrow('signing_once_a_day')
    await theOffice().db.user.update({ where: { id: users.ants.id }, data: { disabledAt: noon } })
    await refused({ type: 'NOTICE' }, 'signerLeft')
    expect((await ofAnts()).map(({ standing }) => standing)).toEqual(['left', 'left'])
    expect(codesOf(choices.NewSigningInput, { ...typed, title: '', validTo: '30.11.2026' })).toEqual([
      'title: missing.title',
      'validTo: periodReversed',
    ])
  })
})

describe('a footer', () => {
  const set = async (type: string, unitId: string, text: string) =>
    setFooter(
      await tiina(),
      choices.FooterInput.parse({ seen: await seen('settings.footers'), type, unitId, text }),
    )

  test('of the closest type and unit fills in a new document until something else is typed', async () => {
    await set('', '', 'Kõigile')
    await set('VICE_DEAN_DIRECTIVE', units.LT.id, 'Valdkonna jalus')
    await set('VICE_DEAN_DIRECTIVE', '', 'Korralduse jalus')
    const liis = await theOffice().as('liis')
    const id = await beginDraft(liis, { type: 'VICE_DEAN_DIRECTIVE', kind: 'OWN_FUNDS_ALLOWANCE' })
    const footer = async () => (await documentSheet(theOffice().db, liis.person, id, noon))!.head.footer
    expect(await footer()).toBe('Korralduse jalus')
    await keepTyping(liis, { id, head: { unitId: units.LT.id } })
    expect(await footer()).toBe('Valdkonna jalus')
    await keepTyping(liis, { id, head: { footer: 'Oma' } })
    expect(await footer()).toBe('Oma')
    await set('', '', '')
    expect((await footerList(theOffice().db)).rows.map(({ text }) => text)).toEqual([
      'Korralduse jalus',
      'Valdkonna jalus',
    ])
  })
})
