import { expect, test } from 'vitest'
import { readBytes } from '@/lib/import/reading/bytes'
import { csvPieces } from '@/lib/shared/write-sheet'
import { xlsxPieces, type Sheet } from '@/lib/shared/write-xlsx'

async function* inThrees(most: number) {
  for (let first = 1; first <= most; first += 3)
    yield Array.from({ length: Math.min(3, most - first + 1) }, (_, at) => [`rida ${first + at}`])
}

async function whole<T>(pieces: AsyncIterable<T>): Promise<T[]> {
  const made: T[] = []
  for await (const piece of pieces) made.push(piece)
  return made
}

async function sheetsOf(sheets: Sheet[], rowsASheet: number) {
  const pieces = await whole(xlsxPieces(sheets, rowsASheet))
  const read = readBytes(new Uint8Array(Buffer.concat(pieces)), [])
  if (!('sheets' in read)) throw new Error(read.code)
  return read.sheets.map(({ name, rows }) => ({ name, rows: rows.map(([cell]) => cell) }))
}

test('rows that a sheet can’t hold go on in another with the same heading, and none is lost', async () => {
  for (const rows of [inThrees(8), (await whole(inThrees(8))).flat()])
    expect(await sheetsOf([{ name: 'Õppijad', headings: ['Nimi'], rows }], 5)).toEqual([
      { name: 'Õppijad', rows: ['Nimi', 'rida 1', 'rida 2', 'rida 3', 'rida 4'] },
      { name: 'Õppijad (2)', rows: ['Nimi', 'rida 5', 'rida 6', 'rida 7', 'rida 8'] },
    ])
})

test('the name of a further sheet stays within the 31 letters that spreadsheets allow', async () => {
  const name = 'Väljamaksed kuus 2026-11 ja siis'.slice(0, 31)
  const names = (await sheetsOf([{ name, headings: ['Nimi'], rows: inThrees(12) }], 2)).map(
    (sheet) => sheet.name,
  )
  expect(names).toHaveLength(12)
  expect(new Set(names).size).toBe(12)
  expect(Math.max(...names.map(({ length }) => length))).toBeLessThanOrEqual(31)
})

test('the beginning of an XLSX file is there before its first row, and it reads no further than it is read', async () => {
  let read = 0
  async function* counted() {
    for await (const piece of inThrees(300_000)) {
      read += piece.length
      yield piece
    }
  }
  const pieces = xlsxPieces([{ name: 'Read', headings: ['Nimi'], rows: counted() }])
  const { value } = await pieces.next()
  expect([...value!.slice(0, 4)]).toEqual([0x50, 0x4b, 3, 4])
  expect(read).toBe(0)
  await pieces.next()
  expect(read).toBeGreaterThan(0)
  expect(read).toBeLessThan(100_000)
  await pieces.return(undefined)
})

test('sheets of one CSV file stand below each other, and the mark of the encoding at its beginning alone', async () => {
  const text = Buffer.concat(
    await whole(
      csvPieces([
        { name: 'A', headings: ['Nimi'], rows: inThrees(4) },
        { name: 'B', headings: ['Summa'], rows: [['=1+1']] },
      ]),
    ),
  ).toString()
  expect(text).toBe("\ufeffNimi\r\nrida 1\r\nrida 2\r\nrida 3\r\nrida 4\r\n\r\nSumma\r\n'=1+1\r\n")
})
