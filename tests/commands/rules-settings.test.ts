import { beforeEach, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { changesOf } from '@/lib/access/changes'
import { documentRules } from '@/lib/documents/queries/rules'
import { clashTrial, warningTrial } from '@/lib/documents/queries/trial'
import { checkOver } from '@/lib/documents/sending/commands/issuing'
import {
  addGrantType,
  changeClashes,
  changeGrantType,
  changeTypeRules,
  tryClashes,
  tryWarnings,
} from '@/lib/grants/commands/rules'
import { givenTypes, ruleContext } from '@/lib/grants/queries/facts'
import {
  clashMatrix,
  clashRules,
  grantTypeSheet,
  grantTypes,
  typeRuleOf,
  typeRules,
} from '@/lib/grants/queries/rules'
import { cellOf } from '@/lib/grants/rules/clashes'
import { causes } from '@/lib/grants/rules/endings'
import { switchable } from '@/lib/grants/rules/warnings'
import { ClashesInput, NewTypeInput, TypeRulesInput, type TypeInput } from '@/lib/grants/schema/rules'
import { changeLetters, changeOffice } from '@/lib/settings/commands/office'
import { LettersInput, OfficeInput } from '@/lib/settings/schema/office'
import { readSettings } from '@/lib/settings/settings'
import { dateFromDay, type Day } from '@/lib/shared/dates'
import type { Refused } from '@/lib/shared/refusal'
import { aDirective, now, placeOf } from '../support/documents'
import { aRegistered } from '../support/facts'
import { noon, withOffice } from '../support/office'
import { atOnce, digestOf, expectRefused } from '../support/refused'
import { countStatements } from '../support/statements'

const office = withOffice()
const tiina = () => office().as('tiina')
const codesOf = (schema: z.ZodType, input: unknown) =>
  schema.safeParse(input).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)

/** The last change of a subject that the page has shown. */
const seen = async (subject: Parameters<typeof changesOf>[1]) =>
  (await changesOf(office().db, subject))[0]?.id ?? ''

describe('the clash matrix', () => {
  const cell = 'SPECIALTY_ESF:PERFORMANCE'
  const ofCell = async (which = cell) =>
    (await clashRules(office().db))
      .filter((rule) => cellOf(rule) === which)
      .map(({ validFrom, validTo }) => [validFrom, validTo])
  const cells = async (on: string[] = [], off: string[] = []) => {
    const { lasting } = await clashMatrix(office().db, noon)
    return [...[...lasting].filter((each) => !off.includes(each)), ...on]
  }
  const change = async (from: Day, on: string[] = [], off: string[] = [], at = noon) =>
    changeClashes(await office().as('tiina', at), {
      seen: await seen('settings.clashes'),
      from,
      cells: await cells(on, off),
    })

  beforeEach(async () => {
    await office().db.grantRule.deleteMany({ where: { given: 'SPECIALTY_ESF', code: 'PERFORMANCE' } })
  })

  test('has cells that can be switched on from a day, on which the rule then begins', async () => {
    expect(await change('2026-12-01', [cell])).toEqual({ count: 1, from: '2026-12-01' })
    expect(await ofCell()).toEqual([['2026-12-01', null]])
    const { rules } = await ruleContext(office().db, {
      rules: 'STIPEND',
      grantType: 'SPECIALTY_ESF',
    })
    expect(rules).toContainEqual({
      rule: 'CLASHES',
      given: 'SPECIALTY_ESF',
      code: 'PERFORMANCE',
      validFrom: '2026-12-01',
      validTo: null,
    })
  })

  test('keeps the past of a cell that is switched off, and drops what was planned for it', async () => {
    const off = 'SPECIALTY_ESF:IT_ACADEMY'
    await change('2026-12-01', [], [off])
    expect(await ofCell(off)).toEqual([['2015-01-01', '2026-11-30']])
    await change('2027-01-01', [off])
    expect(await ofCell(off)).toEqual([
      ['2015-01-01', '2026-11-30'],
      ['2027-01-01', null],
    ])
    await change('2026-12-15', [], [off])
    expect(await ofCell(off)).toEqual([['2015-01-01', '2026-11-30']])
    await change('2026-11-21', [off])
    expect(await ofCell(off)).toEqual([
      ['2015-01-01', '2026-11-20'],
      ['2026-11-21', null],
    ])
  })

  test('records who switched what from which day, and nothing if nothing differs', async () => {
    await change('2026-12-01', [cell])
    const before = (await changesOf(office().db, 'settings.clashes')).length
    expect(await change('2026-12-01')).toEqual({ count: 0, from: '2026-12-01' })
    const changes = await changesOf(office().db, 'settings.clashes')
    expect(changes).toHaveLength(before)
    expect(changes[0]).toMatchObject({
      who: 'Tiina Õun',
      at: noon,
      changes: [{ what: cell, from: 'OFF', to: 'ON', on: '2026-12-01' }],
    })
  })

  test('refuses a past or missing day, a cell of an unknown type, and a cell of own funds', async () => {
    const act = await tiina()
    const sent = async (about: object) => ({
      seen: await seen('settings.clashes'),
      from: '2026-12-01' as Day,
      cells: await cells(),
      ...about,
    })
    const refuse = async (about: object, code: string) => {
      const input = await sent(about)
      await expectRefused(office(), () => changeClashes(act, input), code)
    }
    await refuse({ from: '2026-11-20' }, 'dayPast')
    await refuse({ cells: ['PERFORMANCE:NOBODYS'] }, 'choiceWrong')
    await refuse({ cells: ['PERFORMANCE'] }, 'choiceWrong')
    await refuse({ cells: ['PERFORMANCE:DOCTORAL_ALLOWANCE_OWN_FUNDS'] }, 'choiceWrong')
    expect(codesOf(ClashesInput, { seen: '', from: '31.02.2027' })).toEqual(['from: dayWrong'])
    expect(codesOf(ClashesInput, { seen: '', from: ' ' })).toEqual(['from: dayMissing'])
  })

  test('is changed by one of two people at once, and tells the other who was first', async () => {
    const input = {
      seen: await seen('settings.clashes'),
      from: '2026-12-01' as Day,
      cells: await cells([cell]),
    }
    const act = await tiina()
    const { done, codes } = await atOnce(
      () => changeClashes(act, input),
      () => changeClashes(act, input),
    )
    expect([done, codes]).toEqual([1, ['settingsChanged']])
    const [refusal] = await expectRefused(office(), () => changeClashes(act, input), 'settingsChanged')
    expect(refusal!.params).toMatchObject({ who: 'Tiina Õun', at: '21.11.2026 kell 12.00' })
  })

  test('is changed with no more statements for all cells than for one', async () => {
    const act = await tiina()
    const count = async (wanted: string[]) => {
      const input = { seen: await seen('settings.clashes'), from: '2026-12-01' as Day, cells: wanted }
      return (await countStatements(office().db, () => changeClashes(act, input))).count
    }
    const standing = await cells()
    const one = await count(await cells([cell]))
    const all = await count(everyCell(await clashMatrix(office().db, noon)))
    expect(all).toBe(one)
    expect(await count(standing)).toBeLessThanOrEqual(one)
  })

  test('shows in a cell what is planned for a later day', async () => {
    await change('2026-12-01', [cell])
    const { planned, lasting } = await clashMatrix(office().db, noon)
    expect(planned.get(cell)).toEqual({ validFrom: '2026-12-01', validTo: null })
    expect(lasting.has(cell)).toBe(true)
  })
})

const everyCell = ({ types }: Awaited<ReturnType<typeof clashMatrix>>) =>
  types.flatMap((given) => types.map((existing) => `${given.code}:${existing.code}`))

describe('a grant type', () => {
  const about = { ehisCode: '7', validFrom: '2026-09-01' as Day, validTo: null }

  test('is added, and can be given only within its days', async () => {
    await addGrantType(await tiina(), {
      code: 'TARE',
      name: 'TARE stipendium',
      ...about,
      validTo: '2027-08-31',
    })
    const given = async (on: Day) => (await givenTypes(office().db, on)).map(({ code }) => code)
    expect(await given('2026-08-31')).not.toContain('TARE')
    expect(await given('2026-09-01')).toContain('TARE')
    expect(await given('2027-08-31')).toContain('TARE')
    expect(await given('2027-09-01')).not.toContain('TARE')
    expect(await grantTypeSheet(office().db, 'TARE', '2026-11-21')).toMatchObject({
      name: 'TARE stipendium',
      ehisCode: '7',
      hidden: [],
      endedBy: ['ACADEMIC_LEAVE', 'EXMATRICULATION', 'STUDY_PLACE_CHANGE'],
      changes: [
        {
          who: 'Tiina Õun',
          changes: [
            { what: 'name', from: '', to: 'TARE stipendium' },
            { what: 'ehisCode', from: '', to: '7' },
            { what: 'validFrom', from: '', to: '2026-09-01' },
            { what: 'validTo', from: '', to: '2027-08-31' },
          ],
        },
      ],
    })
  })

  test('isn’t added with the code or the name of another', async () => {
    const act = await tiina()
    await expectRefused(
      office(),
      () => addGrantType(act, { code: 'PERFORMANCE', name: 'Uus', ...about }),
      'typeCodeTaken',
    )
    await expectRefused(
      office(),
      () => addGrantType(act, { code: 'UUS', name: 'Tulemusstipendium', ...about }),
      'typeNameTaken',
    )
  })

  test('needs a valid code, a name and valid days', () => {
    const input = { code: 'UUS', name: 'Uus', ehisCode: '', validFrom: '01.09.2026', validTo: '' }
    expect(NewTypeInput.parse(input)).toMatchObject({ validFrom: '2026-09-01', validTo: null })
    const codes = (wrong: object) => codesOf(NewTypeInput, { ...input, ...wrong })
    expect(codes({ code: 'uus liik' })).toEqual(['code: typeCodeWrong'])
    expect(codes({ name: ' ' })).toEqual(['name: nameMissing'])
    expect(codes({ ehisCode: '<7>' })).toEqual(['ehisCode: ehisCodeWrong'])
    expect(codes({ validFrom: '' })).toEqual(['validFrom: dayMissing'])
    expect(codes({ validTo: '31.02.2027' })).toEqual(['validTo: dayWrong'])
    expect(codes({ validTo: '31.08.2026' })).toEqual(['validTo: periodReversed'])
    expect(codes({ validTo: '01.09.2026' })).toBeUndefined()
  })

  const change = async (about: Partial<z.output<typeof TypeInput>>) => {
    const type = (await grantTypes(office().db, '2026-11-21')).find(
      ({ code }) => code === (about.code ?? 'PERFORMANCE'),
    )!
    const subject = `settings.grants.${type.code}` as const
    return changeGrantType(await tiina(), { ...type, seen: await seen(subject), ...about })
  }

  test('is changed, and each change is kept with what stood before', async () => {
    expect(await change({ name: 'tulemusstipendium (uus)', validTo: '2030-08-31' })).toBe(2)
    const [last] = await changesOf(office().db, 'settings.grants.PERFORMANCE')
    expect(last!.changes).toEqual([
      { what: 'name', from: 'tulemusstipendium', to: 'tulemusstipendium (uus)' },
      { what: 'validTo', from: '', to: '2030-08-31' },
    ])
    expect(await change({})).toBe(0)
    await change({ name: 'tulemusstipendium', validTo: null })
  })

  test('can’t be changed if it was changed meanwhile or is unknown, nor to another’s name', async () => {
    await change({ ehisCode: '11' })
    await expectRefused(office(), () => change({ seen: '' }), 'settingsChanged')
    await expectRefused(office(), () => change({ name: 'PÕHITOETUS' }), 'typeNameTaken')
    const act = await tiina()
    const input = { ...about, code: 'NOBODYS', name: 'x', seen: '' }
    await expectRefused(office(), () => changeGrantType(act, input), 'notFound')
  })
})

describe('the rules of a grant type', () => {
  const ownFunds = 'DOCTORAL_ALLOWANCE_OWN_FUNDS'
  const all = { shown: switchable('STIPEND'), endedBy: [...causes] }
  const change = async (code: string, about: Partial<z.output<typeof TypeRulesInput>>, at = noon) => {
    const input = {
      code,
      seen: await seen(`settings.grants.${code}`),
      from: '2026-11-21' as Day,
      ...all,
      ...about,
    }
    return changeTypeRules(await office().as('tiina', at), input)
  }
  const rulesOf = async (code: string) =>
    (await typeRules(office().db, code)).map((rule) => [typeRuleOf(rule), rule.validFrom, rule.validTo])
  const sheet = async (code: string) => (await grantTypeSheet(office().db, code, '2026-11-21'))!

  test('are changed from a day, keep what held before, and are recorded with the day', async () => {
    const shown = all.shown.filter((code) => code !== 'PART_LOAD')
    const endedBy = causes.filter((cause) => cause !== 'ACADEMIC_LEAVE')
    expect(await change('IT_ACADEMY', { from: '2027-01-01', shown, endedBy })).toEqual({
      count: 2,
      from: '2027-01-01',
    })
    expect(await rulesOf('IT_ACADEMY')).toEqual([
      ['HIDES:PART_LOAD', '2027-01-01', null],
      ['OUTLASTS:ACADEMIC_LEAVE', '2027-01-01', null],
    ])
    const { changes, warnings, ends, hidden, endedBy: today } = await sheet('IT_ACADEMY')
    expect(changes[0]!.changes).toEqual([
      { what: 'warning.PART_LOAD', from: 'ON', to: 'OFF', on: '2027-01-01' },
      { what: 'ends.ACADEMIC_LEAVE', from: 'ON', to: 'OFF', on: '2027-01-01' },
    ])
    const planned = { on: false, planned: { validFrom: '2027-01-01', validTo: null } }
    expect(warnings).toContainEqual({ code: 'PART_LOAD', ...planned })
    expect(ends).toContainEqual({ code: 'ACADEMIC_LEAVE', ...planned })
    expect([hidden, today]).toEqual([[], [...causes]])

    expect(await change('IT_ACADEMY', { from: '2027-03-01', endedBy })).toMatchObject({ count: 1 })
    expect(await change('IT_ACADEMY', { from: '2027-03-01', endedBy })).toMatchObject({ count: 0 })
    const shownAgain = ['HIDES:PART_LOAD', '2027-01-01', '2027-02-28']
    expect(await rulesOf('IT_ACADEMY')).toEqual([shownAgain, ['OUTLASTS:ACADEMIC_LEAVE', '2027-01-01', null]])
    expect(await change('IT_ACADEMY', {}, new Date('2027-01-15T10:00:00Z')).catch(codesOfRefused)).toEqual([
      'dayPast',
    ])
    const later = new Date('2027-01-15T10:00:00Z')
    await change('IT_ACADEMY', { from: '2027-02-01' }, later)
    expect(await rulesOf('IT_ACADEMY')).toEqual([
      shownAgain,
      ['OUTLASTS:ACADEMIC_LEAVE', '2027-01-01', '2027-01-31'],
    ])
  })

  test('never lose the red warning, nor what ends an own-funds allowance by the seed', async () => {
    await change(ownFunds, { shown: [], endedBy: [] })
    const { rules } = await ruleContext(office().db, { rules: 'OWN_FUNDS', grantType: ownFunds })
    const hidden = rules.filter(({ rule }) => rule === 'HIDES').map(({ code }) => code)
    expect(hidden).toContain('ON_LEAVE')
    expect(hidden).not.toContain('DOCTORAL_GRANT')
    expect((await rulesOf(ownFunds)).some(([key]) => String(key).startsWith('OUTLASTS'))).toBe(false)
    expect(await sheet(ownFunds)).toMatchObject({ ends: null, endedBy: [...causes] })
    await change(ownFunds, { shown: switchable('OWN_FUNDS') })
  })

  test('can’t be changed from a past day, for an unknown type, or after a change by somebody else', async () => {
    const refuse = (code: string, about: Parameters<typeof change>[1], as: string) =>
      expectRefused(office(), () => change(code, about), as)
    await refuse('SPECIALTY_ESF', { from: '2026-11-20' }, 'dayPast')
    await refuse('NOBODYS', {}, 'notFound')
    await refuse('IT_ACADEMY', { seen: '' }, 'settingsChanged')
    expect(codesOf(TypeRulesInput, { code: 'IT_ACADEMY', seen: '', from: '', shown: 'ON_LEAVE' })).toEqual([
      'from: dayMissing',
    ])
  })

  const codesOfRefused = (error: unknown) => (error as Refused).refusals.map(({ code }) => code)
})

describe('the settings of contacts, payments and letters', () => {
  test('are changed within their bounds, and what stood before is kept', async () => {
    const act = await tiina()
    const input = OfficeInput.parse({
      seen: '',
      visaContact: ' viisa@ylikool.example ',
      contentContact: 'Anne, 737 6445',
      programContact: '',
      juhanContact: 'juhan@tugi.edu.ee',
      partMonth: 'BY_DAYS',
      recallMinutes: ' 5 ',
      juhanFreshMinutes: ' 30 ',
    })
    expect(await changeOffice(act, input)).toBe(6)
    expect(await readSettings(office().db)).toMatchObject({
      visaContact: 'viisa@ylikool.example',
      partMonth: 'BY_DAYS',
      recallMinutes: 5,
      juhanFreshMinutes: 30,
    })
    const [last] = await changesOf(office().db, 'settings.office')
    expect(last!.changes).toEqual([
      { what: 'visaContact', from: 'studentvisasupport@ut.ee', to: 'viisa@ylikool.example' },
      { what: 'contentContact', from: '', to: 'Anne, 737 6445' },
      { what: 'programContact', from: 'ois.tugi@ut.ee, 737 6615', to: '' },
      { what: 'partMonth', from: 'WHOLE', to: 'BY_DAYS' },
      { what: 'recallMinutes', from: '0', to: '5' },
      { what: 'juhanFreshMinutes', from: '60', to: '30' },
    ])
    await expectRefused(office(), () => changeOffice(act, input), 'settingsChanged')
    const typed = { ...input, recallMinutes: '60', juhanFreshMinutes: '60' }
    expect(codesOf(OfficeInput, { ...typed, visaContact: 'viisa' })).toEqual(['visaContact: emailWrong'])
    for (const recallMinutes of ['61', '-1', '1,5', '', 'viis', '1e1']) {
      expect(codesOf(OfficeInput, { ...typed, recallMinutes })).toEqual(['recallMinutes: minutesWrong'])
    }
    for (const juhanFreshMinutes of ['0', '1441', 'x'])
      expect(codesOf(OfficeInput, { ...typed, juhanFreshMinutes })).toEqual([
        'juhanFreshMinutes: numberWrong',
      ])
  })

  test('let a letter have the placeholders that it knows, and no others', async () => {
    const { letters } = await readSettings(office().db)
    const changed = { ...letters, ended: { ...letters.ended, text: 'Tere, {firstName}!\r\nKuni {to}.' } }
    const input = LettersInput.parse({ seen: '', letters: changed })
    expect(await changeLetters(await tiina(), input)).toBe(1)
    expect((await readSettings(office().db)).letters.ended.text).toBe('Tere, {firstName}!\nKuni {to}.')
    expect((await readSettings(office().db)).letters.given).toEqual(letters.given)
    const wrong = (text: string) =>
      codesOf(LettersInput, { seen: '', letters: { ...letters, cancelled: { subject: 'x', text } } })
    expect(wrong('{reason}')).toBeUndefined()
    expect(wrong('{amount}')).toEqual(['letters.cancelled.text: placeUnknown'])
    expect(wrong('{constructor}')).toEqual(['letters.cancelled.text: placeUnknown'])
    expect(wrong(' ')).toEqual(['letters.cancelled.text: textMissing'])
    expect(wrong('õ'.repeat(5001))).toEqual(['letters.cancelled.text: tooLong'])
  })
})

describe('a trial on last year’s documents', () => {
  const cell = 'PERFORMANCE:BASIC_ALLOWANCE'
  const given = async (
    documentId: string | null,
    lastName: string,
    type: string,
    about: { annulledAt?: Date } = {},
  ) => {
    const studyPlaceId = await placeOf(office(), lastName)
    const { learnerId } = await office().db.studyPlace.findUniqueOrThrow({ where: { id: studyPlaceId } })
    await office().db.grant.create({
      data: {
        learnerId,
        studyPlaceId,
        documentId,
        typeCode: type,
        monthlyAmount: '160.00',
        ...about,
        paidFrom: dateFromDay('2026-02-01'),
        paidTo: dateFromDay('2026-06-30'),
        fundingSource: 'LT',
        ...(documentId ? {} : { importedNumber: '2.1-17/1', importedOn: dateFromDay('2025-08-20') }),
      },
    })
  }
  const tried = async () => {
    const person = await office().person('tiina')
    return countStatements(office().db, () => clashTrial(office().db, person, { on: [cell], off: [] }, noon))
  }

  test('shows the rows whose warnings would have differed, and writes nothing', async () => {
    const last = await aRegistered(office(), { number: 'P-1', on: '2026-01-20', kind: 'GRANT' })
    const before = await aRegistered(office(), { number: 'P-0', on: '2025-08-31', kind: 'GRANT' })
    for (const document of [last, before]) await given(document, 'Oja', 'PERFORMANCE')
    await given(last, 'Jõgi', 'PERFORMANCE')
    await given(last, 'Rand', 'PERFORMANCE', { annulledAt: noon })
    for (const name of ['Oja', 'Rand']) await given(null, name, 'BASIC_ALLOWANCE')

    const stored = await digestOf(office())
    const { value: trial } = await tried()
    expect(await digestOf(office())).toEqual(stored)
    expect(trial).toMatchObject({ years: ['2025/2026', '2026/2027'], documents: 1, rows: 2, total: 2 })
    expect(trial).toMatchObject({ added: 1, gone: 0 })
    expect(trial.differing).toHaveLength(1)
    const [{ row, now: today, then }] = trial.differing as [(typeof trial.differing)[number]]
    expect(row).toMatchObject({ number: 'P-1', registeredOn: '2026-01-20', documentId: last, visible: true })
    const types = (list: typeof then) => list.map(({ params }) => params.type)
    expect(types(today)).not.toContain('põhitoetus')
    expect(types(then)).toContain('põhitoetus')
  })

  test('takes no more statements for many documents than for one', async () => {
    const one = await tried()
    for (const [at, name] of ['Oja', 'Jõgi', 'Rand', 'Oja'].entries()) {
      const document = await aRegistered(office(), { number: `P-M${at}`, on: '2026-02-02', kind: 'GRANT' })
      await given(document, name, 'PERFORMANCE')
    }
    const many = await tried()
    expect(many.value.documents).toBe(one.value.documents + 4)
    expect([one.count, many.count]).toEqual([3, 3])
  })

  test('of hidden warnings shows the rows that would have lost them', async () => {
    const person = await office().person('tiina')
    const all = await warningTrial(office().db, person, 'PERFORMANCE', [], noon)
    expect(all.differing).toEqual([])
    const hidden = await warningTrial(office().db, person, 'PERFORMANCE', switchable('STIPEND'), noon)
    expect(hidden.differing.every(({ then }) => then.length === 0)).toBe(true)
    expect(hidden.gone).toBe(hidden.differing.length)
  })

  test('is described by the switches that differ, and by nothing else', async () => {
    const { lasting } = await clashMatrix(office().db, noon)
    const act = await tiina()
    expect(await tryClashes(act, { cells: [...lasting, cell] })).toEqual({ on: [cell], off: [] })
    expect(await tryClashes(act, { cells: [...lasting] })).toEqual({ on: [], off: [] })
    const shown = switchable('STIPEND').slice(1)
    expect(await tryWarnings(act, { code: 'PERFORMANCE', shown })).toEqual({
      code: 'PERFORMANCE',
      hide: ['ON_LEAVE'],
    })
  })
})

describe('a document', () => {
  test('keeps the rules that it was checked with, and says where today’s differ', async () => {
    const liis = await office().as('liis')
    const id = await aDirective(office(), { kind: 'GRANT', subkind: 'SPECIALTY_ESF', persons: ['Oja'] })
    expect(await documentRules(office().db, id)).toBeNull()
    await checkOver(liis, await now(office(), id))
    const before = await documentRules(office().db, id)
    expect(before).toMatchObject({ version: 1, givenType: 'SPECIALTY_ESF', differences: [] })

    const { lasting } = await clashMatrix(office().db, noon)
    await changeClashes(await tiina(), {
      seen: await seen('settings.clashes'),
      from: '2027-01-01',
      cells: [...lasting].filter((each) => each !== 'SPECIALTY_ESF:SPECIALTY_ESF'),
    })
    const after = await documentRules(office().db, id)
    expect(after!.clashes).toEqual(before!.clashes)
    expect(after!.differences).toEqual([
      {
        what: 'CLASHES',
        code: 'SPECIALTY_ESF',
        was: [{ from: '2015-01-01', to: null }],
        is: [{ from: '2015-01-01', to: '2026-12-31' }],
      },
    ])
  })
})
