import { describe, expect, test } from 'vitest'
import { importSheet, matchedFile, matchingSheet } from '@/lib/import/queries'
import { MatchInput } from '@/lib/import/schema'
import { applyImport, matchImport, previewImport } from '@/lib/register/commands/imports'
import { learnerFile } from '@/lib/register/queries/imports'
import { matchRegistrants, previewRegistrants } from '@/lib/registrants/commands/imports'
import { matchSchools, previewSchools } from '@/lib/schools/import/commands'
import { csvFile } from '@/lib/shared/write-sheet'
import { programmes } from '@/prisma/cast-runs'
import { castCode } from '@/prisma/cast-schools'
import { withOffice, type CastName } from '../support/office'
import { expectRefused, refusalsOf } from '../support/refused'

const office = withOffice()
const file = (headings: string[], rows: string[][], name = 'nimekiri.csv') =>
  new File([csvFile({ headings, rows })], name)
const own = [
  'Doktorant',
  'Kood',
  'Number',
  'Kava',
  'Koormus',
  'Raha',
  'Algas',
  'Olek',
  'KK nr',
  'KK kp',
  'Saladus',
]
const line = [
  'Uus Tulija',
  castCode(true, 1991, 60),
  '2026-M1',
  '80131',
  'täis',
  'RE',
  '31.08.2026',
  'õpib',
  '2.1-1/1',
  '17.08.2026',
  '47803120273',
]
const columns = {
  '0': 'FIRST_LAST',
  '1': 'personalCode',
  '2': 'placeCode',
  '3': 'curriculum',
  '4': 'load',
  '5': 'funding',
  '6': 'startedOn',
  '7': 'mainState',
  '8': 'directiveNumber',
  '9': 'directiveOn',
}
const upload = async (who: CastName = 'liis', rows = [line]) =>
  previewImport(await office().as(who), { kind: 'DOCTORANDS', file: file(own, rows) })
const match = async (id: string, changes: object = {}) =>
  matchImport(
    await office().as('liis'),
    MatchInput.parse({ id, sheet: '0', row: '1', columns, fixed: { unit: 'LTFYS' }, ...changes }),
  )
const batchOf = (id: string) => office().db.importBatch.findUniqueOrThrow({ where: { id } })

describe('an office’s own file', () => {
  test('waits until its columns are matched, and shows its first values with codes masked', async () => {
    const { id, asked } = await upload()
    expect(asked).toBe(true)
    expect(await batchOf(id)).toMatchObject({ state: 'MATCHING', plan: [], added: 0 })
    const { person } = await office().as('liis')
    const kept = (await matchedFile(office().db, person, id))!
    const sheet = await matchingSheet(office().db, person, kept, learnerFile('DOCTORANDS')!, {})
    expect(sheet.columns[0]).toEqual({ heading: 'Doktorant', values: ['Uus Tulija'], is: 'FIRST_LAST' })
    expect(sheet.columns[10]).toEqual({ heading: 'Saladus', values: ['478******73'], is: null })
    expect(JSON.stringify(sheet.asks)).toContain('Struktuuriüksuse kood')
    expect(await matchedFile(office().db, (await office().as('kaire')).person, id)).toBeNull()
  })

  test('is refused for missing columns, for columns chosen twice and for a wrong common value', async () => {
    const { id } = await upload()
    const refusals = await refusalsOf(() =>
      match(id, { columns: { ...columns, '8': 'placeCode' }, fixed: { unit: 'LTFYS', startedOn: 'eile' } }),
    )
    expect(refusals.map(({ code, field }) => `${code} ${field}`)).toEqual([
      'import.matchedTwice columns.8',
      'dayWrong fixed.startedOn',
      'import.columnsMissing undefined',
    ])
    expect(refusals[2]!.params).toEqual({ columns: 'Korralduse number', headings: own.join(', ') })
    await expectRefused(office(), () => match(id, { row: '9' }), 'import.rowWrong')
    expect((await batchOf(id)).state).toBe('MATCHING')
  })

  test('comes in as it was matched, and the next file with these headings isn’t asked about', async () => {
    const { id } = await upload()
    await match(id)
    expect(await batchOf(id)).toMatchObject({ state: 'PREVIEW', added: 1, refused: 0, unread: ['Saladus'] })
    const newcomer = [...line.slice(0, 1), '37611300846', ...line.slice(2)]
    const next = await upload('liis', [newcomer])
    expect(next.asked).toBe(false)
    expect(await batchOf(next.id)).toMatchObject({ state: 'PREVIEW', added: 1, refused: 0 })
    await applyImport(await office().as('liis'), { id: next.id })
    const place = await office().db.studyPlace.findUniqueOrThrow({
      where: { code: '2026-M1' },
      include: { learner: true, unitKey: true },
    })
    expect(place).toMatchObject({
      learner: { firstName: 'Uus', lastName: 'Tulija' },
      unitKey: { code: 'LTFYS' },
    })
    expect((await upload('kaire')).asked).toBe(true)
  })

  test('shows beside a row how an ambiguous day was read', async () => {
    const { id } = await upload('liis', [line.with(2, '2026-M3').with(6, '01/09/2026')])
    await match(id)
    const { person } = await office().as('liis')
    const sheet = await importSheet(office().db, person, id, { page: 1 })
    const params = { text: '01/09/2026', day: '01.09.2026' }
    expect(sheet!.rows).toMatchObject([
      {
        outcome: 'NEW',
        notes: [{ heading: 'Algas', refusal: { code: 'import.readAsDayMonth', params } }],
      },
    ])
  })

  test('can be matched again while it is a preview, but not once it is settled', async () => {
    const rows = [['Uus', 'Teine', '49306170714', 'x@y.example']]
    const liis = await office().as('liis')
    const { id } = await previewImport(liis, {
      kind: 'PERSONS',
      file: file(['Eesnimi', 'Perenimi', 'Isikukood', 'E-post'], rows),
    })
    const anew = MatchInput.parse({ id, sheet: 0, row: 1, columns: { '2': 'personalCode', '3': 'email' } })
    await matchImport(liis, anew)
    expect(await batchOf(id)).toMatchObject({ state: 'PREVIEW', unread: ['Eesnimi', 'Perenimi'] })
    await office().db.importBatch.update({ where: { id }, data: { state: 'APPLIED' } })
    await expectRefused(office(), () => matchImport(liis, anew), 'import.settled')
    await expectRefused(office(), async () => matchImport(await office().as('kaire'), anew), 'notFound')
  })

  test('is refused if it holds headings alone, and the refusal names them', async () => {
    const liis = await office().as('liis')
    const refusals = await refusalsOf(() =>
      previewImport(liis, { kind: 'PERSONS', file: file(['Isikukood', 'Meil'], []) }),
    )
    expect(refusals).toMatchObject([{ code: 'import.noRows', params: { headings: 'Isikukood, Meil' } }])
  })
})

test('files of pupils and of registrants are matched in the same way', async () => {
  const piret = await office().as('piret')
  const pupils = await previewSchools(piret, {
    kind: 'CLASSES',
    file: file(['Maja', 'Klass', 'Täht'], [['75010001', '3', 'a']]),
  })
  expect(pupils.asked).toBe(true)
  const matched = {
    sheet: 0,
    row: 1,
    columns: { '0': 'house', '1': 'number', '2': 'parallel' },
    fixed: { year: '2026' },
  }
  await matchSchools(piret, MatchInput.parse({ ...matched, id: pupils.id }))
  expect(await batchOf(pupils.id)).toMatchObject({ state: 'PREVIEW', added: 0, same: 1, refused: 0 })

  const maarja = await office().as('maarja')
  const runId = programmes.statistics.runs[0].id
  const list = await previewRegistrants(maarja, {
    runId,
    file: file(['Osaleja nimi', 'Meil'], [['Roos, Maie', 'maie@posti.example']]),
  })
  expect(list).toMatchObject({ asked: true, runId })
  await matchRegistrants(
    maarja,
    MatchInput.parse({
      ...matched,
      id: list.id,
      columns: { '0': 'LAST_FIRST', '1': 'email' },
      fixed: { payer: 'ise' },
    }),
  )
  const { plan, state } = await batchOf(list.id)
  expect(state).toBe('PREVIEW')
  expect(plan).toMatchObject([{ who: 'Maie Roos', outcome: 'NEW' }])
})
