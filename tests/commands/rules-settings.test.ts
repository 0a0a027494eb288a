import { beforeEach, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { checkOver } from '@/lib/documents/commands/issuing'
import { documentRules } from '@/lib/documents/queries-rules'
import {
  addGrantType,
  changeClashes,
  changeGrantType,
  changeWarnings,
  tryClashes,
  tryWarnings,
} from '@/lib/grants/commands-rules'
import { givenTypes, ruleContext } from '@/lib/grants/queries'
import {
  clashMatrix,
  clashRules,
  clashTrial,
  grantTypeSheet,
  grantTypes,
  warningTrial,
} from '@/lib/grants/queries-rules'
import type { TypeInput } from '@/lib/grants/schema-rules'
import { ClashesInput, NewTypeInput } from '@/lib/grants/schema-rules'
import { switchable } from '@/lib/grants/warnings'
import { changesOf } from '@/lib/office/changes'
import { changeLetters, changeOffice } from '@/lib/office/change-settings'
import { LettersInput, OfficeInput } from '@/lib/office/schema-settings'
import { readSettings } from '@/lib/office/settings'
import { dateFromDay, type Day } from '@/lib/shared/dates'
import { aDirective, now, placeOf } from '../support/documents'
import { aRegistered } from '../support/facts'
import { noon, withOffice } from '../support/office'
import { atOnce, digestOf, expectRefused } from '../support/refused'
import { countStatements } from '../support/statements'

const office = withOffice()
const tiina = () => office().as('tiina')
const codesOf = (schema: z.ZodType, input: unknown) =>
  schema.safeParse(input).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)

/** What the page has seen last of a subject. */
const seen = async (subject: Parameters<typeof changesOf>[1]) =>
  (await changesOf(office().db, subject))[0]?.id ?? ''

describe('the clash matrix', () => {
  const cell = 'SPECIALTY_ESF:PERFORMANCE'
  const ofCell = async (which = cell) =>
    (await clashRules(office().db))
      .filter(({ given, existing }) => `${given}:${existing}` === which)
      .map(({ validFrom, validTo }) => [validFrom, validTo])
  const cells = async (on: string[] = [], off: string[] = []) => {
    const { lasting } = await clashMatrix(office().db, noon)
    return [...[...lasting].filter((each) => !off.includes(each)), ...on]
  }
  const change = async (from: Day, on: string[] = [], off: string[] = [], at = noon) =>
    changeClashes(await office().as('tiina', at), {
      ...{ seen: await seen('settings.clashes'), from },
      cells: await cells(on, off),
    })

  beforeEach(async () => {
    await office().db.clashRule.deleteMany({ where: { given: 'SPECIALTY_ESF', existing: 'PERFORMANCE' } })
  })

  test('is switched on from a day, and only payments that begin on it or later are warned about', async () => {
    expect(await change('2026-12-01', [cell])).toEqual({ count: 1, from: '2026-12-01' })
    expect(await ofCell()).toEqual([['2026-12-01', null]])
    const { clashRules: rules } = await ruleContext(office().db, {
      ...{ rules: 'STIPEND', grantType: 'SPECIALTY_ESF' },
    })
    expect(rules).toContainEqual({
      ...{ given: 'SPECIALTY_ESF', existing: 'PERFORMANCE', validFrom: '2026-12-01', validTo: null },
    })
  })

  test('keeps what held when a cell is switched off, and what is planned goes', async () => {
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

  test('tells who switched what from which day, and nothing where nothing differs', async () => {
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

  test('refuses a past day, a cell of no type and of own funds', async () => {
    const act = await tiina()
    const sent = async (about: object) => ({
      ...{ seen: await seen('settings.clashes'), from: '2026-12-01' as Day, cells: await cells() },
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

  test('lets one of two at once through, and tells the other who was first', async () => {
    const input = {
      ...{ seen: await seen('settings.clashes'), from: '2026-12-01' as Day, cells: await cells([cell]) },
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

  test('takes no more statements for all cells than for one', async () => {
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

  test('shows in a cell what has been decided for a later day', async () => {
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

  test('is added, and can be given in its days alone', async () => {
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
    expect(await grantTypeSheet(office().db, 'TARE')).toMatchObject({
      ...{ name: 'TARE stipendium', ehisCode: '7', off: [] },
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

  test('is asked for a code, a name and days that can be', () => {
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
    const type = (await grantTypes(office().db)).find(({ code }) => code === (about.code ?? 'PERFORMANCE'))!
    const subject = `settings.grants.${type.code}` as const
    return changeGrantType(await tiina(), { ...type, seen: await seen(subject), ...about })
  }

  test('is changed with who, when, from what to what', async () => {
    expect(await change({ name: 'tulemusstipendium (uus)', endedBy: ['EXMATRICULATION'] })).toBe(3)
    const { endedBy } = await office().db.grantType.findUniqueOrThrow({ where: { code: 'PERFORMANCE' } })
    expect(endedBy).toEqual(['EXMATRICULATION', 'PAYMENT_END'])
    const [last] = await changesOf(office().db, 'settings.grants.PERFORMANCE')
    expect(last!.changes).toEqual([
      { what: 'name', from: 'tulemusstipendium', to: 'tulemusstipendium (uus)' },
      { what: 'ends.ACADEMIC_LEAVE', from: 'ON', to: 'OFF' },
      { what: 'ends.STUDY_PLACE_CHANGE', from: 'ON', to: 'OFF' },
    ])
    expect(await change({})).toBe(0)
    await change({
      name: 'tulemusstipendium',
      endedBy: ['ACADEMIC_LEAVE', 'EXMATRICULATION', 'STUDY_PLACE_CHANGE'],
    })
  })

  test('of own funds is ended by what the seed names, whatever is chosen', async () => {
    await change({ code: 'DOCTORAL_ALLOWANCE_OWN_FUNDS', endedBy: [] })
    const type = await grantTypeSheet(office().db, 'DOCTORAL_ALLOWANCE_OWN_FUNDS')
    expect(type).toMatchObject({
      endsFixed: true,
      endedBy: ['ACADEMIC_LEAVE', 'EXMATRICULATION', 'STUDY_PLACE_CHANGE'],
    })
  })

  test('changed meanwhile, unknown or with another’s name is refused', async () => {
    await change({ ehisCode: '11' })
    await expectRefused(office(), () => change({ seen: '' }), 'settingsChanged')
    await expectRefused(office(), () => change({ name: 'PÕHITOETUS' }), 'typeNameTaken')
    const act = await tiina()
    const input = { ...about, code: 'NOBODYS', name: 'x', endedBy: [], seen: '' }
    await expectRefused(office(), () => changeGrantType(act, input), 'notFound')
  })

  test('shows the warnings chosen from now on, never losing the red one', async () => {
    const shown = switchable('STIPEND').filter((code) => code !== 'PART_LOAD')
    const subject = 'settings.grants.IT_ACADEMY'
    const act = await tiina()
    expect(await changeWarnings(act, { code: 'IT_ACADEMY', seen: await seen(subject), shown })).toBe(1)
    const context = await ruleContext(office().db, { rules: 'STIPEND', grantType: 'IT_ACADEMY' })
    expect(context.warningsOff).toEqual(['PART_LOAD'])
    const [last] = await changesOf(office().db, subject)
    expect(last!.changes).toEqual([{ what: 'warning.PART_LOAD', from: 'ON', to: 'OFF' }])
    await expectRefused(
      office(),
      () => changeWarnings(act, { code: 'IT_ACADEMY', seen: '', shown }),
      'settingsChanged',
    )
    const ownFunds = 'DOCTORAL_ALLOWANCE_OWN_FUNDS'
    await changeWarnings(act, { code: ownFunds, seen: await seen(`settings.grants.${ownFunds}`), shown: [] })
    const { warningsOff } = await ruleContext(office().db, { rules: 'OWN_FUNDS', grantType: ownFunds })
    expect(warningsOff).not.toContain('DOCTORAL_GRANT')
    expect(warningsOff).toContain('ON_LEAVE')
  })
})

describe('contact, payment and letters', () => {
  test('are changed with what stood before', async () => {
    const act = await tiina()
    const input = OfficeInput.parse({
      seen: '',
      visaContact: ' viisa@ylikool.example ',
      partMonth: 'BY_DAYS',
    })
    expect(await changeOffice(act, input)).toBe(2)
    expect(await readSettings(office().db)).toMatchObject({
      visaContact: 'viisa@ylikool.example',
      partMonth: 'BY_DAYS',
    })
    const [last] = await changesOf(office().db, 'settings.office')
    expect(last!.changes).toEqual([
      { what: 'visaContact', from: 'studentvisasupport@ut.ee', to: 'viisa@ylikool.example' },
      { what: 'partMonth', from: 'WHOLE', to: 'BY_DAYS' },
    ])
    await expectRefused(office(), () => changeOffice(act, input), 'settingsChanged')
    expect(codesOf(OfficeInput, { ...input, visaContact: 'viisa' })).toEqual(['visaContact: emailWrong'])
  })

  test('of a letter may have the places that the letter knows, and no others', async () => {
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
        ...{ learnerId, studyPlaceId, documentId, typeCode: type, monthlyAmount: '160.00', ...about },
        ...{ paidFrom: dateFromDay('2026-02-01'), paidTo: dateFromDay('2026-06-30'), fundingSource: 'LT' },
        ...(documentId ? {} : { importedNumber: '2.1-17/1', importedOn: dateFromDay('2025-08-20') }),
      },
    })
  }
  const tried = async () => {
    const person = await office().person('tiina')
    return countStatements(office().db, () => clashTrial(office().db, person, { on: [cell], off: [] }, noon))
  }

  test('shows the rows whose warnings would have been others, and writes nothing', async () => {
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
    expect([one.count, many.count]).toEqual([6, 6])
  })

  test('of warnings shows the rows where one would not stand', async () => {
    const person = await office().person('tiina')
    const all = await warningTrial(office().db, person, 'PERFORMANCE', [], noon)
    expect(all.differing).toEqual([])
    const hidden = await warningTrial(office().db, person, 'PERFORMANCE', switchable('STIPEND'), noon)
    expect(hidden.differing.every(({ then }) => then.length === 0)).toBe(true)
    expect(hidden.gone).toBe(hidden.differing.length)
  })

  test('is named by what differs, and by nothing else', async () => {
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
  test('keeps the rules it was checked with, and says where those of today are others', async () => {
    const liis = await office().as('liis')
    const id = await aDirective(office(), { kind: 'GRANT', subkind: 'SPECIALTY_ESF', persons: ['Oja'] })
    expect(await documentRules(office().db, id)).toBeNull()
    await checkOver(liis, await now(office(), id))
    const before = await documentRules(office().db, id)
    expect(before).toMatchObject({ version: 1, givenType: 'SPECIALTY_ESF', differences: [] })

    const { lasting } = await clashMatrix(office().db, noon)
    await changeClashes(await tiina(), {
      ...{ seen: await seen('settings.clashes'), from: '2027-01-01' },
      cells: [...lasting].filter((each) => each !== 'SPECIALTY_ESF:SPECIALTY_ESF'),
    })
    const after = await documentRules(office().db, id)
    expect(after!.clashes).toEqual(before!.clashes)
    expect(after!.differences).toEqual([
      {
        ...{ what: 'CLASH', existing: 'SPECIALTY_ESF' },
        was: [{ from: '2015-01-01', to: null }],
        is: [{ from: '2015-01-01', to: '2026-12-31' }],
      },
    ])
  })
})
