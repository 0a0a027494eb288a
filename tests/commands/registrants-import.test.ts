import { expect, test } from 'vitest'
import { importSheet, ownImports } from '@/lib/import/queries'
import { readLines } from '@/lib/import/rules/lines'
import { findMatching } from '@/lib/import/rules/matching'
import { applyRegistrants, discardRegistrants, previewRegistrants } from '@/lib/registrants/commands/imports'
import { planRegistrants, registrantForm, registrantColumns } from '@/lib/registrants/import/columns'
import { registrantImport } from '@/lib/registrants/queries/imports'
import { csvFile } from '@/lib/shared/write-sheet'
import { programmes } from '@/prisma/cast-runs'
import { withOffice, type CastName } from '../support/office'
import { atOnce, expectRefused } from '../support/refused'

const office = withOffice()
const runId = programmes.statistics.runs[0].id
const headings = ['Perekonnanimi', 'Eesnimi', 'Isikukood', 'E-post', 'Maksja liik', 'Rühm', 'Võõras']
const preview = async (rows: string[][], run: string = runId, who: CastName = 'maarja') => {
  const file = new File([csvFile({ headings, rows })], 'nimekiri 47803120273.csv')
  return previewRegistrants(await office().as(who), { runId: run, file })
}
const sheet = async (id: string) =>
  (await registrantImport(office().db, await office().person('maarja'), runId, id, 1))!
const listed = () => office().db.registrant.count({ where: { runId, removedAt: null } })

const good = [
  ['Roos', 'Maie', '49306170714', 'maie@posti.example', 'juriidiline isik', 'A', ''],
  ['Kask', 'Ülle', '', 'ylle@posti.example', '', '', ''],
]

test('a file is previewed row by row, and adds everybody who is not on the list once', async () => {
  const question = await office().db.question.create({
    data: {
      programmeId: programmes.statistics.id,
      position: 0,
      text: 'Rühm',
      sort: 'CHOICE',
      choices: ['A', 'B'],
    },
  })
  const before = await listed()
  const bad = [
    ['Aland', 'Kertu', '47803120273', '', '', '', ''],
    ['Roos', 'Maie', '49306170714', '', '', '', ''],
    ['Vale', 'Kood', '12345678901', '', 'keegi', 'C', ''],
    ['', 'Nimeta', '', '', '', '', ''],
    // This one is on the list and has a cell that can't be read: both are told.
    ['Aland', 'Kertu', '47803120273', 'vale', '', '', ''],
    ['Kask', 'Ülle', '', 'ylle@posti.example', 'keegi', '', ''],
  ]
  const { id } = await preview([...good, ...bad])
  const plan = await sheet(id)
  expect(plan).toMatchObject({ added: 2, refused: 6, unread: ['Võõras'], state: 'PREVIEW' })
  expect(plan.fileName).not.toContain('47803120273')
  expect(plan.rows.map(({ row, refusals }) => [row, ...refusals.map(({ refusal }) => refusal.code)])).toEqual(
    [
      [2],
      [3],
      [4, 'registrantOnList'],
      [5, 'registrantOnList'],
      [6, 'import.personalCodeWrong', 'import.wordWrong', 'import.wordWrong'],
      [7, 'import.cellEmpty'],
      [8, 'import.emailWrong', 'registrantOnList'],
      [9, 'import.wordWrong', 'registrantLikelyInRow'],
    ],
  )
  expect(await listed()).toBe(before)
  const apply = async () => applyRegistrants(await office().as('maarja'), { id })
  expect(await atOnce(apply, apply)).toEqual({ done: 1, codes: ['import.settled'] })
  expect(await listed()).toBe(before + 2)
  const maie = await office().db.registrant.findFirst({ where: { personalCode: '49306170714' } })
  expect(maie).toMatchObject({ payer: 'LEGAL_PERSON', answers: { [question.id]: 'A' }, juhanId: null })
  expect((await sheet((await preview(good)).id)).added).toBe(0)
})

test('old questions with the name of a column or of each other have headings of their own in the template', () => {
  const asked = (id: string, text: string) => ({
    id,
    text,
    sort: 'TEXT' as const,
    choices: [],
    retiredOn: null,
  })
  const columns = registrantColumns([asked('a', 'Telefon'), asked('b', 'TELEFON'), asked('c', 'Tase')])
  const headings = Object.values(columns).map(({ heading }) => heading)
  expect(headings.slice(-3)).toEqual(['Telefon (küsimus)', 'TELEFON (küsimus 2)', 'Tase'])
  const form = registrantForm([asked('a', 'Telefon'), asked('b', 'TELEFON')])
  const rows = [
    ['Eesnimi', 'Perekonnanimi', 'Telefon', 'Telefon (küsimus)', 'Telefon (küsimus 2)'],
    ['Aet', 'Roos', '1', '2', '3'],
  ]
  const sheet = { name: '', hidden: false, rows }
  const { matching, asks } = findMatching(form, [sheet], () => undefined)
  expect(asks).toEqual([])
  const plan = planRegistrants(form, readLines(form, sheet, matching, '2026-11-21').rows, [], new Map())
  expect(plan).toMatchObject({ values: [{ phone: '1', 'question.a': '2', 'question.b': '3' }] })
})

test('a preview is seen by its maker alone, apart from those of the register, and can’t be applied once the list has changed', async () => {
  const { id } = await preview([['Uus', 'Inimene', '37611300846', '', '', '', '']])
  await expectRefused(office(), async () => applyRegistrants(await office().as('tiina'), { id }), 'notFound')
  const { person } = await office().as('maarja')
  expect(await ownImports(office().db, person)).toEqual([])
  expect(await importSheet(office().db, person, id, { page: 1 })).toBeNull()
  const told = { runId, firstName: 'Uus', lastName: 'Inimene', personalCode: '37611300846' }
  await office().db.registrant.create({ data: told })
  await expectRefused(
    office(),
    async () => applyRegistrants(await office().as('maarja'), { id }),
    'import.changed',
  )
  await discardRegistrants(await office().as('maarja'), { id })
  expect(await sheet(id)).toMatchObject({ state: 'DISCARDED', rows: [] })
})

test('nothing is imported into a run from Juhan or another unit’s, or from a file without rows', async () => {
  await expectRefused(office(), () => preview(good, programmes.inquiry.runs[0].id), 'addInJuhan')
  await expectRefused(office(), () => preview(good, programmes.writing.runs[0].id), 'notFound')
  await expectRefused(office(), () => preview([]), 'import.noRows')
})

test('a file adds nobody who may be on the list already, unless the row says that it is another person', async () => {
  const { db } = office()
  const learner = await db.learner.create({
    data: { personalCode: '39001010099', firstName: 'Jaan', lastName: 'Tomp' },
  })
  await db.learnerFormerCode.create({
    data: { learnerId: learner.id, code: '39001010109', at: new Date('2026-01-01') },
  })
  await db.registrant.createMany({
    data: [
      { runId, firstName: 'Leena', lastName: 'Lill', email: 'leena@kodu.example' },
      { runId, firstName: 'Jaan', lastName: 'Tomp', personalCode: '39001010099', learnerId: learner.id },
    ],
  })
  const file = (said: string) => {
    const rows = [
      ['Lill', 'LEENA', '', 'leena@too.example', said],
      ['Lill', 'Leena', '49306170725', '', said],
      ['Tomp', 'Jaan', '39001010109', '', said],
      ['Tamm', 'Jüri', '', 'a@n.example', said],
      ['Tamm', 'Jüri', '', 'b@n.example', said],
      ['Jüri', 'Tamm', '', 'b@n.example', said],
    ]
    const headings = ['Perekonnanimi', 'Eesnimi', 'Isikukood', 'E-post', 'Eri isik']
    return new File([csvFile({ headings, rows })], 'nimekiri.csv')
  }
  const told = async (said: string) => {
    const { id } = await previewRegistrants(await office().as('maarja'), { runId, file: file(said) })
    const { rows } = (await registrantImport(db, await office().person('maarja'), runId, id, 1))!
    return { id, codes: rows.map(({ refusals }) => refusals.map(({ refusal }) => refusal.code).join()) }
  }
  expect((await told('')).codes).toEqual([
    'registrantLikelyOnList',
    'registrantLikelyOnList',
    'registrantOnList',
    '',
    'registrantLikelyInRow',
    'registrantLikelyInRow',
  ])
  const said = await told('jah')
  expect(said.codes).toEqual(['', '', 'registrantOnList', '', '', ''])
  await applyRegistrants(await office().as('maarja'), { id: said.id })
  expect(await db.registrant.count({ where: { runId, lastName: 'Lill' } })).toBe(3)
})
