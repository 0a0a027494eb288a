import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { readCell } from '@/lib/import/rules/lines'
import { importColumns } from '@/lib/register/import/columns'
import { MendLearnerInput } from '@/lib/register/schema/mending'
import { registrantForm } from '@/lib/registrants/import/columns'
import { NewRegistrantInput } from '@/lib/registrants/schema/runs'
import { CardInput, GroupInput, HouseInput, NewClassInput } from '@/lib/schools/houses/schema/houses'
import { schoolColumns, type SchoolColumn } from '@/lib/schools/import/columns'
import { KeptInput } from '@/lib/schools/kept/schema'

const id = '00000000-0000-4000-8000-000000000001'
const seen = ''
const kept = { placementId: id, id: '', seen }
const house = { id, seen, name: 'Kool', kind: 'GYMNASIUM', closedOn: '', ehisId: '1', branchCode: '' }
const needs = { ...kept, kind: 'needs', changedOn: '01.09.2026', specialistText: '', measuresText: '' }
const decision = {
  ...kept,
  kind: 'decisions',
  issuer: 'HARNO',
  number: '1',
  decidedOn: '01.09.2026',
  validFrom: '01.09.2026',
  validTo: '',
  content: 'x',
  consent: 'PENDING',
  consentOn: '',
  consentNote: '',
}
const swimming = {
  ...kept,
  kind: 'swimming',
  changedOn: '01.09.2026',
  plannedHours: '',
  doneHours: '',
  groupSize: '',
  level: '',
  trainerCode: '',
  assistantCodes: '',
}
const consent = { ...kept, kind: 'consents', number: '1', decidedOn: '01.09.2026', note: '', given: 'YES' }
const absence = { ...kept, kind: 'absences', year: '2026', quarter: '1', hours: '1', times: '1' }
const grade = { ...kept, kind: 'grades', changedOn: '01.09.2026', year: '2026', subject: '', ownSubject: 'x' }
const aClass = { houseId: id, seen, year: '2026', number: '1', parallel: 'a', curriculum: '' }
const card = { placementId: id, seen, validFrom: '01.09.2026', validTo: '31.08.2027', number: '1' }
const registrant = {
  runId: id,
  firstName: 'Mari',
  lastName: 'Tamm',
  personalCode: '',
  email: '',
  phone: '',
  payer: '',
  registeredOn: '',
  workplace: '',
}

/** A column of a file, the form that has the same field, and the other values that this form sends. */
const inForms: [SchoolColumn, z.ZodType, object, field: string][] = [
  ['house', HouseInput, { ...house, registryCode: '75010001' }, 'registryCode'],
  ['name', HouseInput, { ...house, registryCode: '75010001' }, 'name'],
  ['ehisId', HouseInput, { ...house, registryCode: '75010001' }, 'ehisId'],
  ['branchCode', HouseInput, { ...house, registryCode: '75010001' }, 'branchCode'],
  ['number', NewClassInput, aClass, 'number'],
  ['parallel', NewClassInput, aClass, 'parallel'],
  ['curriculum', NewClassInput, aClass, 'curriculum'],
  ['group', GroupInput, { houseId: id, name: 'x', kind: 'DAY' }, 'name'],
  ['cardNumber', CardInput, card, 'number'],
  ['specialistText', KeptInput, { ...needs, otherText: '' }, 'specialistText'],
  ['measuresText', KeptInput, { ...needs, otherText: '' }, 'measuresText'],
  ['otherText', KeptInput, { ...needs, otherText: '' }, 'otherText'],
  ['decisionNumber', KeptInput, decision, 'number'],
  ['content', KeptInput, decision, 'content'],
  ['consentNote', KeptInput, decision, 'consentNote'],
  ['plannedHours', KeptInput, swimming, 'plannedHours'],
  ['doneHours', KeptInput, swimming, 'doneHours'],
  ['consentNumber', KeptInput, consent, 'number'],
  ['note', KeptInput, consent, 'note'],
  ['quarter', KeptInput, absence, 'quarter'],
  ['hours', KeptInput, absence, 'hours'],
  ['times', KeptInput, absence, 'times'],
  ['subject', KeptInput, grade, 'ownSubject'],
]

const hostile = [
  '0',
  '1',
  '4',
  '5',
  '12',
  '13',
  '999',
  '1000',
  '9999',
  '10000',
  '1e3',
  '1,5',
  '-1',
  '04999',
  '0xff',
  'a',
  'Ö',
  'a b',
  ' a \u00a0b ',
  'a\u200bb',
  'a\u2011b',
  'a.b',
  'a/b',
  '5.ö',
  'ab'.repeat(9),
  '💥',
  '75010001',
  '7501 0001',
  '7501000',
  '750100011',
  '<b>',
  'a\nb',
  '49901010017',
  '49901010018',
  ...[19, 20, 21, 29, 30, 31, 49, 50, 51, 99, 100, 101, 200, 201, 500, 501].map((most) => 'x'.repeat(most)),
  ...[1_000, 1_001, 4_000, 4_001, 10_000, 10_001].map((most) => 'y'.repeat(most)),
]

const valueOf = (of: unknown, field: string) => String((of as Record<string, unknown>)[field] ?? '')

describe('where a file and a form take the same', () => {
  test.each(inForms)('the column %s is read as the form reads its field', (column, form, rest, field) => {
    const verdicts = hostile.map((typed) => {
      const parsed = form.safeParse({ ...rest, [field]: typed })
      const read = readCell(schoolColumns[column].read, typed, '2026-11-30')
      return {
        typed: typed.slice(0, 40) + typed.length,
        form: parsed.success ? valueOf(parsed.data, field) : 'refused',
        file: typeof read === 'string' ? read : 'refused',
      }
    })
    expect(verdicts.map(({ typed, file }) => ({ typed, value: file }))).toEqual(
      verdicts.map(({ typed, form }) => ({ typed, value: form })),
    )
    // If all values were good, or all bad, the comparison would prove nothing.
    expect(new Set(verdicts.map(({ form }) => form === 'refused')).size).toBe(2)
  })

  test.each(['firstName', 'lastName', 'email', 'phone', 'workplace'] as const)(
    'a registrant’s %s is read as the form reads it',
    (column) => {
      const { columns } = registrantForm([])
      for (const typed of hostile) {
        const parsed = NewRegistrantInput.safeParse({ ...registrant, [column]: typed })
        const read = readCell(columns[column].read, typed, '2026-11-30')
        expect([typed, typeof read === 'string' ? read : 'refused']).toEqual([
          typed,
          parsed.success ? valueOf(parsed.data, column) : 'refused',
        ])
      }
    },
  )

  test('a learner’s day of birth is read as the form reads it, with a year of two figures in the past', () => {
    const learner = { learnerId: id, seen, personalCode: '', otherCode: 'X', firstName: 'A', lastName: 'B' }
    for (const typed of [
      '12.05.87',
      '12.5.1987',
      '01.01.00',
      '31.02.87',
      '1987-05-12',
      'eile',
      '01.02.2050',
    ]) {
      const parsed = MendLearnerInput.safeParse({ ...learner, since: '', reason: 'x', bornOn: typed })
      const read = importColumns.bornOn.read(typed, '2026-11-30')
      const form = parsed.success ? parsed.data.bornOn : parsed.error.issues[0]!.message
      // The command refuses a day to come, as it knows the day of the act.
      const file = typeof read === 'string' ? read : 'code' in read ? read.code : read.value
      expect([typed, form]).toEqual([typed, file === 'import.bornInFuture' ? '2050-02-01' : file])
    }
    const parsed = MendLearnerInput.parse({ ...learner, since: '', reason: 'x', bornOn: '12.05.87' })
    expect(parsed.bornOn).toBe('1987-05-12')
  })

  test('a registration in the future is refused in the file', () => {
    const { read } = registrantForm([]).columns.registeredOn
    const of = (typed: string) => readCell(read, typed, '2026-11-30')
    expect(of('30.11.2026')).toBe('2026-11-30')
    for (const typed of ['01.12.2026', '01.01.2087']) expect(of(typed)).toEqual({ code: 'registeredOnWrong' })
  })

  test('a wrong number of hours is refused as a wrong number in the form', () => {
    const parsed = KeptInput.safeParse({ ...swimming, plannedHours: 'palju' })
    expect(parsed.error?.issues).toMatchObject([{ message: 'numberWrong', path: ['plannedHours'] }])
  })
})
