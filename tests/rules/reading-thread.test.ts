import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readFile } from '@/lib/import/read'
import { anXlsx } from '../support/an-xlsx'

/** A workbook whose only sheet repeats one thing this often; it packs to a thousandth. */
const sheetOf = (piece: string, times: number) =>
  anXlsx({ sheets: [{ name: 'A', rows: piece.repeat(times) }] })

describe('a hostile file', () => {
  const hostile: [string, () => Uint8Array][] = [
    ['twenty million blanks in a sheet', () => sheetOf(' ', 20_000_000)],
    [
      'twenty million blanks in a text',
      () =>
        anXlsx({ sheets: [{ name: 'A', rows: '' }], strings: `<si><t>${' '.repeat(20_000_000)}</t></si>` }),
    ],
    [
      'five million cells of blanks',
      () => sheetOf('<row><c t="inlineStr"><is><t> </t></is></c></row>', 1_000_000),
    ],
    ['five million empty cells', () => sheetOf('<c r="A1" s="1"/>', 5_000_000)],
    [
      'a million shared texts',
      () =>
        anXlsx({
          sheets: [{ name: 'A', rows: '' }],
          strings: '<si><t>abcdefghijklmnopqrst</t></si>'.repeat(1_200_000),
        }),
    ],
    ['200 MB of nothing', () => zipSync({ 'xl/workbook.xml': new Uint8Array(200_000_000) }, { level: 1 })],
    ['5 MB of one quoted cell', () => strToU8(`"${'õ"";\n'.repeat(800_000)}"`)],
  ]

  test.each(hostile)('of %s is refused without holding up the application', async (_, file) => {
    const made = file()
    expect(made.length).toBeLessThanOrEqual(5_000_000)
    let ticks = 0
    const watch = setInterval(() => (ticks += 1), 1)
    const read = await readFile(made)
    clearInterval(watch)
    expect(read).toHaveProperty('refusal.field', 'file')
    // Timers on the application's own thread went on meanwhile.
    expect(ticks).toBeGreaterThan(5)
  })
})

test('a file that would be read for ever is given up after its time, and the next in line is read', async () => {
  const endless = sheetOf('<c r="A1" s="1"/>', 40_000_000 / 17)
  const [first, second, third] = await Promise.all([
    readFile(endless, [], 50),
    readFile(endless, [], 50),
    readFile(strToU8('Nimi;Kood\nÕun;1')),
  ])
  expect([first, second]).toMatchObject([
    { refusal: { code: 'sheet.endless' } },
    { refusal: { code: 'sheet.endless' } },
  ])
  expect(third).toMatchObject({
    sheets: [
      {
        rows: [
          ['Nimi', 'Kood'],
          ['Õun', '1'],
        ],
      },
    ],
  })
})
