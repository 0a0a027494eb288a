import { describe, expect, test } from 'vitest'
import { beginDraft } from '@/lib/documents/drafting/commands/drafting'
import { addByCodes, addFromSheet, addPlaces, matchPersons } from '@/lib/documents/drafting/commands/persons'
import { documentSheet } from '@/lib/documents/queries/sheet'
import { listedInText, personsForm } from '@/lib/documents/rules/listed'
import { matchedFile, matchingSheet } from '@/lib/import/queries'
import { MatchInput } from '@/lib/import/schema'
import { placesListed } from '@/lib/learners/queries/known'
import type { Db } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { learners } from '@/prisma/cast-learners'
import { anXlsx } from '../support/an-xlsx'
import { noon, withOffice } from '../support/office'
import { otherWritings } from '../support/other-writings'
import { rowsRead, type Plan } from '../support/plan-rows'
import { expectRefused } from '../support/refused'

const office = withOffice()
const aForm = async () =>
  beginDraft(await office().as('liis'), { type: 'VICE_DEAN_DIRECTIVE', kind: 'OWN_FUNDS_ALLOWANCE' })
const onForm = async (id: string) =>
  (await documentSheet(office().db, await office().person('liis'), id, noon))!.rows.length
/** The personal codes of Kadri Oja and Mart Põder, who both study. */
const [kadri, mart] = ['49205130232', '38911040213']
const paste = async (codes: string, id?: string) =>
  addByCodes(await office().as('liis'), { id: id ?? (await aForm()), codes })
const upload = async (text: string, id?: string) =>
  addFromSheet(await office().as('liis'), { id: id ?? (await aForm()), file: new File([text], 'isikud.csv') })

describe('a pasted list', () => {
  test.each(['\n', '\r\n', '\r'])('is answered line by line, whatever ends the lines (%j)', async (end) => {
    const lines = ['Isikud sügisel', kadri, '', 'Mart Põder 5555 1234', '49205130237', `EE${mart}`, kadri]
    const { added, lines: brought, left } = await paste(lines.join(end))
    expect(added).toBe(2)
    expect(brought).toEqual([
      { row: 2, who: 'Kadri Oja' },
      { row: 6, who: 'Mart Põder' },
    ])
    expect(left.map(({ row, who, reason }) => [row, who, reason.code])).toEqual([
      [1, 'Isikud sügisel', 'codeMissingInLine'],
      [4, 'Mart Põder 5555 1234', 'codeMissingInLine'],
      [5, '492******37', 'codeWrong'],
      [7, '492******32', 'listedTwice'],
    ])
  })

  test.each([';', '\t'])(
    'with headings is read by them, also with quoted cells (separated by %j)',
    async (by) => {
      const table = [
        ['Juhendaja isikukood', 'Doktorant', 'Isikukood'],
        [mart, `"Oja, Kadri"`, kadri],
      ]
      const { lines, choose, left } = await paste(table.map((row) => row.join(by)).join('\r\n'))
      expect({ lines, choose, left }).toEqual({ lines: [{ row: 2, who: 'Kadri Oja' }], choose: [], left: [] })
    },
  )

  test('may have codes with blanks or a prefix, several in a line, and beside phone numbers', async () => {
    const texts = [
      `492 0513 0232`,
      `EE ${mart}`,
      `${kadri}, ${mart}`,
      `${kadri} ${mart}`,
      `+372 5555 1234 ${kadri}`,
    ]
    const codes = texts.map((text) => listedInText(text, '2026-11-21', () => false).map(({ code }) => code))
    expect(codes).toEqual([[kadri], [mart], [kadri, mart], [kadri, mart], [kadri]])
    expect(listedInText('4920513023', '2026-11-21', () => false)).toMatchObject([
      { quote: '4920513023', wrong: { code: 'listedCodeUnknown' } },
    ])
  })

  test.each(otherWritings('V-1998-0412'))('may have the other code %j', async (code) => {
    const lines = [
      code,
      `Õnne Šmidt-Žukov ${code}`,
      `${code}; Õnne Šmidt-Žukov`,
      `Šmidt-Žukov, Õnne (${code})`,
    ]
    for (const line of lines) expect((await paste(line)).lines).toEqual([{ row: 1, who: 'Õnne Šmidt-Žukov' }])
  })

  test.each(otherWritings('2024-D001'))('may have the code of a study place %j', async (code) => {
    for (const line of [code, `Kadri Oja ${code}`, `${code}\tkadri oja`])
      expect((await paste(line)).lines).toEqual([{ row: 1, who: 'Kadri Oja' }])
  })

  test('with other codes is answered line by line, each part of a list of codes by itself', async () => {
    const lines = [
      'V-1998-0412, V-1998-0499 49205130237',
      `2024-D001; ${mart}`,
      'V-1998-0499',
      'Õnne Šmidt-Žukov V-1998-0499',
      'V-1998-0412',
      '#N/A',
      'Mari Tamm #REF!',
      '—',
    ]
    const { lines: brought, left, choose } = await paste(lines.join('\n'))
    expect(choose).toEqual([])
    expect(brought).toEqual([
      { row: 1, who: 'Õnne Šmidt-Žukov' },
      { row: 2, who: 'Mart Põder' },
      { row: 2, who: 'Kadri Oja' },
    ])
    expect(left.map(({ row, who, reason }) => [row, who, reason.code])).toEqual([
      [1, '492******37', 'codeWrong'],
      [3, 'V-1998-0499', 'listedCodeUnknown'],
      [4, 'Õnne Šmidt-Žukov V-1998-0499', 'codeMissingInLine'],
      [5, 'V-1998-0412', 'listedTwice'],
      [6, '#N/A', 'import.errorCell'],
      [7, 'Mari Tamm #REF!', 'import.errorCell'],
      [8, '—', 'codeMissingInLine'],
    ])
  })

  test('is asked about where the name beside an other code isn’t its owner’s, or codes may be of two', async () => {
    const { added, choose } = await paste(
      ['Kadri Oja V-1998-0412', 'Põder 2024-D001', `Õnne Šmidt-Žukov V-1998-0412, juhendaja ${mart}`].join(
        '\n',
      ),
    )
    expect(added).toBe(0)
    expect(choose.map(({ row, why, places }) => [row, why?.code, places.length])).toEqual([
      [1, 'listedNameDiffers', 1],
      [2, 'listedNameDiffers', 1],
      [3, 'listedEither', 2],
    ])
  })

  test('may have two codes of one person on a line', async () => {
    const { lines, left, choose } = await paste(
      [`Kadri Oja\t${kadri}\t2024-D001`, `${mart}, ${mart.slice(0, 3)}`, 'V-1998-0412'].join('\n'),
    )
    expect([left, choose]).toEqual([[], []])
    expect(lines.map(({ row }) => row)).toEqual([1, 2, 3])
    expect((await paste(`${kadri} 2024-D001`)).lines).toEqual([{ row: 1, who: 'Kadri Oja' }])
    expect((await paste(`Kadri Oja 49205130237 2024-D001`)).left).toMatchObject([
      { row: 1, reason: { code: 'codeWrong' } },
    ])
  })

  test('takes a number for a code only where no phone, sum or other code is on its line', async () => {
    const place = { where: { code: '2024-D001' } }
    const { id } = await office().db.studyPlace.update({ ...place, data: { code: '1234' } })
    for (const line of ['1234', 'Kadri Oja 1234', 'Kadri Oja; 1234'])
      expect((await paste(line)).lines).toEqual([{ row: 1, who: 'Kadri Oja' }])
    for (const line of ['Kadri Oja 5555 1234', '+372 5555 1234', '+372 1234', '13.05.1992 1234'])
      expect(await paste(line)).toMatchObject({ added: 0, choose: [] })
    expect(await paste('1234, 1299')).toMatchObject({
      added: 1,
      left: [{ row: 1, who: '1299', reason: { code: 'listedCodeUnknown' } }],
    })
    for (const line of [`${mart} 5555 1234`, `${mart}\t1234`])
      expect((await paste(line)).lines).toEqual([{ row: 1, who: 'Mart Põder' }])
    await office().db.studyPlace.update({ where: { id }, data: place.where })
  })

  test('is asked about where a line names two persons, or a name that isn’t the code’s', async () => {
    const { added, choose } = await paste(
      [`Kadri Oja ${kadri}, juhendaja ${mart}`, `Mari Maasikas ${mart}`].join('\n'),
    )
    expect(added).toBe(0)
    expect(choose.map(({ row, why, places }) => [row, why?.code, places.length])).toEqual([
      [1, 'listedEither', 2],
      [2, 'listedNameDiffers', 1],
    ])
    expect(JSON.stringify(choose)).not.toContain(kadri)
  })

  test('that is a table brings in the person and not the supervisor', async () => {
    const { added, left } = await paste(
      [`Juhendaja isikukood\tNimi\tIsikukood`, `${mart}\tKadri Oja\t${kadri}`].join('\r\n'),
    )
    expect([added, left]).toEqual([1, []])
  })
})

describe('a file of persons', () => {
  test('is read by its headings, so that no phone and no supervisor’s code is taken for the person’s', async () => {
    const id = await aForm()
    const first = await upload(`Nimi;Telefon;Isikukood\nKadri Oja;37255551234;${kadri}\n`, id)
    expect(first).toMatchObject({ added: 1, left: [], choose: [] })
    const other = await aForm()
    const second = await upload(
      `Juhendaja isikukood;Doktorant;Isikukood\n${mart};Kadri Oja;${kadri}\n`,
      other,
    )
    expect(second.lines).toEqual([{ row: 2, who: 'Kadri Oja' }])
    expect(await onForm(other)).toBe(1)
  })

  test('is answered by its own row numbers and values, also below a title and blank lines', async () => {
    const rows = [
      'Doktoranditoetus 2026',
      '',
      '',
      'Nimi;Isikukood',
      `Kadri Oja;${kadri}`,
      '',
      'Vale Kood;49205130237',
      `Mart Põder;${mart}`,
    ]
    const { lines, left } = await upload(rows.join('\n'))
    expect(lines).toEqual([
      { row: 5, who: 'Kadri Oja' },
      { row: 8, who: 'Mart Põder' },
    ])
    expect(left).toMatchObject([
      { row: 7, who: 'Vale Kood, 492******37', reason: { code: 'import.personalCodeWrong' } },
    ])
  })

  test('of codes alone needs no headings', async () => {
    const { lines } = await upload(`${kadri}\n${mart}\n`)
    expect(lines.map(({ row }) => row)).toEqual([1, 2])
  })

  test('with two columns of codes waits to be matched, is added once, and its matching is remembered', async () => {
    const id = await aForm()
    const liis = await office().as('liis')
    const text = `ID-kood;Isikukood\n${mart};${kadri}\n`
    const { match, added } = await upload(text, id)
    expect(added).toBe(0)
    const batch = match!
    await expectRefused(office(), () => addFromSheet(liis, { id, batch }), 'notFound')
    const matched = MatchInput.parse({ id: batch, sheet: 0, row: 1, columns: { '1': 'personalCode' } })
    await expectRefused(office(), async () => matchPersons(await office().as('kaire'), matched), 'notFound')
    expect(await matchPersons(liis, matched)).toMatchObject({ documentId: id, asked: false })
    expect(await addFromSheet(liis, { id, batch })).toMatchObject({ lines: [{ row: 2, who: 'Kadri Oja' }] })
    await expectRefused(office(), () => addFromSheet(liis, { id, batch }), 'notFound')
    expect((await upload(text)).lines).toEqual([{ row: 2, who: 'Kadri Oja' }])
  })

  test('gets a note on how a day was read that could be read otherwise', async () => {
    const { notes } = await upload('Nimi;Sünniaeg\nKadri Oja;05/06/1992\n')
    expect(notes).toEqual([
      {
        row: 2,
        heading: 'Sünniaeg',
        note: {
          code: 'import.readAsDayMonth',
          field: 'bornOn',
          params: { text: '05/06/1992', day: '05.06.1992' },
        },
      },
    ])
  })

  test('gets a note on every cell that can’t be read, whether the person is known without it or not', async () => {
    const text = `Isikukood;Sünniaeg;E-post\n${kadri};31.02.1992;P\ufffd\n49205130237;eile;x@y.example\n`
    const { added, left, notes } = await upload(text)
    expect(added).toBe(1)
    expect(left.map(({ row, reason }) => [row, reason.code])).toEqual([[3, 'import.personalCodeWrong']])
    expect(notes.map(({ row, heading, note }) => [row, heading, note.code])).toEqual([
      [2, 'Sünniaeg', 'dayWrong'],
      [2, 'E-post', 'import.letters'],
      [3, 'Sünniaeg', 'dayWrong'],
    ])
  })

  test('gets a note on its hidden rows, also once its columns were matched', async () => {
    const id = await aForm()
    const liis = await office().as('liis')
    const cell = (place: string, words: string) =>
      `<c r="${place}" t="inlineStr"><is><t>${words}</t></is></c>`
    const sheet = anXlsx({
      sheets: [
        {
          name: 'Isikud',
          rows:
            `<row r="1">${cell('A1', 'ID-kood')}${cell('B1', 'Isikukood')}${cell('C1', 'Rühm')}</row>` +
            `<row r="2" hidden="1">${cell('A2', mart)}${cell('B2', kadri)}</row>`,
        },
      ],
    })
    const { match } = await addFromSheet(liis, { id, file: new File([Buffer.from(sheet)], 'isikud.xlsx') })
    const kept = (await matchedFile(office().db, liis.person, match!))!
    const hidden = { code: 'sheet.hiddenRows', params: { sheet: 'Isikud', count: 1 } }
    const form = { form: personsForm, scope: 'DOCUMENT_PERSONS' }
    expect((await matchingSheet(office().db, liis.person, kept, form, {})).notes).toEqual([hidden])
    await matchPersons(
      liis,
      MatchInput.parse({ id: match, sheet: 0, row: 1, columns: { '1': 'personalCode' } }),
    )
    expect((await addFromSheet(liis, { id, batch: match })).notes).toEqual([{ note: hidden }])
  })

  test.each(otherWritings('V-1998-0412'))('finds the other code %j', async (code) => {
    expect((await upload(`Muu kood;E-post\n${code};\n`)).lines).toEqual([{ row: 2, who: 'Õnne Šmidt-Žukov' }])
  })

  test.each(otherWritings('2024-D001'))('finds the code of a study place %j', async (code) => {
    expect((await upload(`Õppekoha kood;E-post\n${code};\n`)).lines).toEqual([{ row: 2, who: 'Kadri Oja' }])
  })

  test.each(otherWritings('Õnne Šmidt-Žukov'))('finds the name %j, and asks about it', async (name) => {
    const whole = await upload(`Nimi;E-post\n${name};\n`)
    const apart = await upload(`Eesnimi;Perekonnanimi\n${name.replace(/\s/, ';')}\n`)
    for (const { added, choose } of [whole, apart]) {
      expect(added).toBe(0)
      expect(choose).toMatchObject([
        { row: 2, who: 'Õnne Šmidt-Žukov', why: { code: 'listedByName' }, places: [{}] },
      ])
    }
  })

  test('takes a code that several write alike for the one who writes it exactly so, else for nobody', async () => {
    const { id: learnerId } = await office().db.learner.findFirstOrThrow({
      where: { otherCode: 'V-1998-0412' },
    })
    const others = [
      learnerId,
      (await office().db.learner.findFirstOrThrow({ where: { personalCode: mart } })).id,
    ]
    for (const [twin, id] of others.entries())
      await office().db.learner.update({
        where: { id },
        data: { otherCode: ['FI-9', 'fi-9'][twin], twin },
      })
    const { lines, left } = await upload('Muu kood;E-post\nfi-9;\nFi-9;\n')
    expect(lines).toEqual([{ row: 2, who: 'Mart Põder' }])
    expect(left).toMatchObject([{ row: 3, reason: { code: 'import.codeOfSeveral' } }])
  })

  test('without codes is asked about for everybody found by name, and adds nobody by itself', async () => {
    const { added, choose, left } = await upload(
      'Nimi;Sünniaeg\nKadri Oja;13.05.1992\nKadri Oja;14.05.1992\nMari Maasikas;01.01.2000\n',
    )
    expect(added).toBe(0)
    expect(choose.map(({ row, why }) => [row, why?.code])).toEqual([[2, 'listedByName']])
    expect(left.map(({ row, reason }) => [row, reason.code])).toEqual([
      [3, 'nobodyListed'],
      [4, 'nobodyListed'],
    ])
  })
})

test('the persons of a list are looked up by their keys, also where the database knows no sizes', async () => {
  const { db } = office()
  await db.$executeRaw`
    INSERT INTO learner (first_name, last_name, other_code, email, phone, bank_account)
    SELECT 'Mari' || n, 'Tamm', 'K-' || n, '', '', '' FROM generate_series(1, 3000) n`
  await db.$executeRaw`
    INSERT INTO study_place (learner_id, unit_id, code, level, started_on)
    SELECT l.id, u.id, 'P-' || l.other_code, 'DOCTORAL', '2024-09-01'
      FROM learner l, (SELECT id FROM unit LIMIT 1) u WHERE l.other_code LIKE 'K-%'`
  const explain = (parts: TemplateStringsArray, ...values: unknown[]) =>
    db.$queryRaw`EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${Prisma.sql(parts, ...values)}`
  const many = Array.from({ length: 300 }, (_, at) => at + 1)
  const plans: unknown = await placesListed({ $queryRaw: explain } as unknown as Db, {
    codes: [kadri],
    otherCodes: many.map((n) => `k-${n}`),
    placeCodes: many.map((n) => `p-k-${n}`),
    names: many.map((n) => ({ firstName: `mari${n}`, lastName: 'TAMM' })),
  })
  const [{ 'QUERY PLAN': told }] = plans as [{ 'QUERY PLAN': [{ Plan: Plan }] }]
  expect(told[0].Plan['Actual Rows']).toBe(301)
  expect(rowsRead(told[0].Plan)).toBeLessThan(1_000)
})

test('a person who is on the document with another study place is asked about, and added once chosen', async () => {
  const person = learners.find(({ personalCode }) => personalCode === kadri)!
  const { id: learnerId } = await office().db.learner.findUniqueOrThrow({
    where: { personalCode: person.personalCode! },
  })
  const [first] = await office().db.studyPlace.findMany({ where: { learnerId } })
  const { id: _, ...data } = first!
  const second = await office().db.studyPlace.create({ data: { ...data, code: '2024-D001-2' } })
  await office().db.studyTerm.create({
    data: { studyPlaceId: second.id, aspect: 'MAIN_STATE', value: 'STUDYING', fromOn: data.startedOn },
  })
  const id = await aForm()
  const liis = await office().as('liis')
  const asked = await paste(kadri, id)
  expect(asked.choose).toMatchObject([{ who: 'Kadri Oja', places: [{}, {}] }])
  await addPlaces(liis, { id, places: [first!.id] })
  await office().db.studyTerm.deleteMany({ where: { studyPlaceId: first!.id, aspect: 'MAIN_STATE' } })
  const again = await paste(kadri, id)
  expect([again.added, again.choose[0]?.why?.code]).toEqual([0, 'otherPlaceHere'])
  expect(await addPlaces(liis, { id, places: [second.id] })).toMatchObject({ added: 1 })
})
