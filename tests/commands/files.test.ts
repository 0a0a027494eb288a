import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeToNodeResponse } from 'next/dist/server/pipe-readable'
import { expect, test } from 'vitest'
import { learnerSheet } from '@/app/(office)/learners/rows'
import { sentFile } from '@/app/api/exports/sent-file'
import { readBytes } from '@/lib/import/reading/bytes'
import { sayIn } from '@/lib/messages/say'
import { learnersForFile, searchLearners } from '@/lib/register/queries/list'
import { LearnerFilter } from '@/lib/register/schema/learners'
import { filesDb } from '@/lib/shared/db'
import { fileStream } from '@/lib/shared/file-stream'
import { inSnapshot, isBusy, type Snapshot } from '@/lib/shared/snapshot'
import { inPieces } from '@/lib/shared/write-sheet'
import type { Sheet } from '@/lib/shared/write-xlsx'
import { noon, withOffice } from '../support/office'

const office = withOffice()

/** A file of the numbers up to `most`, each in `cell`. */
const numbers = (most: number, cell: (number: number) => string = String) =>
  function (rows: Snapshot): Sheet[] {
    const found = rows.$streamRaw<{
      number: number
    }>`SELECT * FROM generate_series(1, ${most}::int) AS number`
    return [{ name: 'Arvud', headings: ['Arv'], rows: inPieces(found, ({ number }) => [[cell(number)]]) }]
  }

const asked = async (sheets: Parameters<typeof sentFile>[3], as = 'csv', signal?: AbortSignal) =>
  sentFile(
    new Request(`http://olek.test/api/exports/arvud?format=${as}`, { signal }),
    await office().person('tiina'),
    'arvud',
    sheets,
  )

/** Connections of this file's database that are in a transaction. */
async function transactions(): Promise<number> {
  const [{ count }] = await office().db.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL`
  return count
}

/** Waits until the cursor is closed; without that, the test's own time runs out. */
async function closed() {
  while ((await transactions()) > 0) await new Promise((resolve) => setTimeout(resolve, 20))
}

test('a file has every row, also those beyond the former limit of 100,000', async () => {
  const text = await (await asked(numbers(100_450))).text()
  expect(text.split('\r\n').slice(0, 3)).toEqual(['Arv', '1', '2'])
  expect(text.endsWith('\r\n100449\r\n100450\r\n')).toBe(true)
  expect(text.split('\r\n')).toHaveLength(100_452)
  await closed()
})

test('a file’s first rows are sent while the last ones are still to be read', async () => {
  let open = () => {}
  const gate = new Promise<void>((resolve) => (open = resolve))
  let last = 0
  const file = await asked(async function* (rows) {
    const found = rows.$streamRaw<{ number: number }>`SELECT * FROM generate_series(1, 1000) AS number`
    async function* gated() {
      for await (const piece of found) {
        if (piece.at(-1)!.number > 400) await gate
        last = piece.at(-1)!.number
        yield piece.map(({ number }) => [String(number)])
      }
    }
    yield { name: 'Arvud', headings: ['Arv'], rows: gated() }
  })
  const reader = file.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (!text.includes('\r\n400\r\n')) text += (await reader.read()).value
  expect(last).toBe(400)
  expect(await transactions()).toBe(1)
  open()
  for (let read = await reader.read(); !read.done; read = await reader.read()) text += read.value
  expect(text.endsWith('\r\n1000\r\n')).toBe(true)
  await closed()
})

test('a file left in the middle closes its cursor, whichever way its reader leaves', async () => {
  const cancelled = (await asked(numbers(1_000_000))).body!.getReader()
  await cancelled.read()
  expect(await transactions()).toBe(1)
  await cancelled.cancel()
  await closed()

  const leaving = new AbortController()
  const aborted = (await asked(numbers(1_000_000), 'xlsx', leaving.signal)).body!.getReader()
  await aborted.read()
  expect(await transactions()).toBe(1)
  leaving.abort()
  await expect(
    (async () => {
      while (!(await aborted.read()).done);
    })(),
  ).rejects.toThrow()
  await closed()
})

test('a reader who takes nothing for long has left; one who waits for a slow piece has not', async () => {
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
  async function* slow() {
    for (let piece = 0; piece < 3; piece++) {
      await pause(150)
      yield new Uint8Array([piece])
    }
  }
  const waiting = await fileStream(filesDb(), slow, undefined, 50)
  expect(new Uint8Array(await new Response(waiting).arrayBuffer())).toEqual(new Uint8Array([0, 1, 2]))

  const idle = (await fileStream(filesDb(), slow, undefined, 50)).getReader()
  await idle.read()
  await closed()
  await expect(idle.read()).rejects.toThrow('has left')
})

test('an error in the middle breaks a file off, so that it can’t be taken for a whole one', async () => {
  for (const as of ['csv', 'xlsx']) {
    const file = await asked(
      numbers(1_000, (number) => {
        if (number === 900) throw new Error('a row that can’t be written')
        return String(number)
      }),
      as,
    )
    await expect(file.arrayBuffer()).rejects.toThrow('a row that can’t be written')
    await closed()
  }
})

test('a file that breaks off ends its connection, so that a browser tells a failed download', async () => {
  const server = createServer(async (_, response) => {
    const file = await asked(
      numbers(1_000, (number) => {
        if (number === 900) throw new Error('a row that can’t be written')
        return String(number)
      }),
    )
    // As Next sends what a route answers.
    await pipeToNodeResponse(file.body!, response).catch(() => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const received = await fetch(`http://127.0.0.1:${port}/`)
  expect(received.status).toBe(200)
  await expect(received.text()).rejects.toThrow()
  await closed()
  await new Promise((resolve) => server.close(resolve))
})

test('a file whose filter fits nothing has its headings alone', async () => {
  expect(await (await asked(numbers(0))).text()).toBe('Arv\r\n')
  const xlsx = new Uint8Array(await (await asked(numbers(0), 'xlsx')).arrayBuffer())
  expect(readBytes(xlsx, [])).toMatchObject({ sheets: [{ name: 'Arvud', rows: [['Arv']] }] })
})

test('files share connections: those beyond three at once wait, and each is whole, whatever its columns', async () => {
  const days = (rows: Snapshot): Sheet[] => {
    const found = rows.$streamRaw<{ day: Date; word: string }>`
      SELECT day, 'sõna' AS word FROM generate_series(date '2026-01-01', date '2026-12-31', interval '1 day') AS day`
    return [
      {
        name: 'Päevad',
        headings: ['Päev', 'Sõna'],
        rows: inPieces(found, ({ day, word }) => [[day.toISOString().slice(0, 10), word]]),
      },
    ]
  }
  const first = await Promise.all([asked(numbers(1_000)), asked(days), asked(numbers(1_000))])
  const fourth = asked(days)
  expect(await transactions()).toBe(3)
  const [one, two, three] = await Promise.all(first.map((file) => file.text()))
  expect(one).toBe(three)
  expect(two).toBe(await (await fourth).text())
  expect(two!.split('\r\n')).toHaveLength(367)
  for (let round = 0; round < 4; round++) {
    expect(await (await asked(numbers(1_000))).text()).toBe(one)
    expect(await (await asked(days)).text()).toBe(two)
  }
  await closed()
})

test('a file reads in its own snapshot, also when another one has begun and ended before its first row', async () => {
  const backends: number[] = []
  const late = (before: () => Promise<unknown>) =>
    async function* (rows: Snapshot): AsyncGenerator<Sheet> {
      const [{ pid }] = await rows.$queryRaw<[{ pid: number }]>`SELECT pg_backend_pid() AS pid`
      await before()
      const found = rows.$streamRaw<{ pid: number }>`SELECT pg_backend_pid() AS pid`
      yield { name: 'Leht', headings: ['Rida'], rows: inPieces(found, (row) => [[String(row.pid - pid)]]) }
      backends.push(pid)
    }
  const other = async () => (await asked(late(() => Promise.resolve()))).text()
  expect(await (await asked(late(other))).text()).toBe('Rida\r\n0\r\n')
  expect(new Set(backends).size).toBe(2)
  await closed()
})

test('whoever finds all connections of files taken is told so after a while, and is served when one is free', async () => {
  const readers = await Promise.all(
    [1, 2, 3].map(async () => (await asked(numbers(1_000_000))).body!.getReader()),
  )
  const refused: unknown = await inSnapshot(filesDb(), async () => 'read', 50).catch(
    (error: unknown) => error,
  )
  expect(isBusy(refused)).toBe(true)
  expect(isBusy(new Error('another'))).toBe(false)
  await readers[0]!.cancel()
  expect(await inSnapshot(filesDb(), async () => 'read')).toBe('read')
  await Promise.all(readers.map((reader) => reader.cancel()))
  await closed()
})

test('a request for the head of a file alone reads nothing', async () => {
  const head = await sentFile(
    new Request('http://olek.test/api/exports/arvud', { method: 'HEAD' }),
    await office().person('tiina'),
    'arvud',
    () => {
      throw new Error('nothing is to be read')
    },
  )
  expect(head.headers.get('content-disposition')).toBe('attachment; filename="arvud.xlsx"')
  expect(head.body).toBeNull()
  expect(await transactions()).toBe(0)
})

test('a file can’t write into the database', async () => {
  const file = await asked((rows) => [
    {
      name: 'Arvud',
      headings: ['Arv'],
      rows: (async function* () {
        await rows.unit.deleteMany({ where: { code: randomUUID() } })
        yield [['tehtud']]
      })(),
    },
  ])
  await expect(file.text()).rejects.toThrow('read-only')
})

test('the file of learners has the learners of the list, in its order, each study place on a line', async () => {
  const person = await office().person('tiina')
  for (const filter of [{}, { sort: '-name' }, { unit: 'LT', level: 'DOCTORAL' }]) {
    const parsed = LearnerFilter.parse(filter)
    const { learners } = await searchLearners(office().db, person, parsed, noon)
    const file = await asked(async function* (rows) {
      const { learners, grantsOnly } = await learnersForFile(rows, person, parsed, noon)
      yield learnerSheet(sayIn('et'), learners, grantsOnly)
    }, 'xlsx')
    const read = readBytes(new Uint8Array(await file.arrayBuffer()), [])
    if (!('sheets' in read)) throw new Error(read.code)
    expect(read.sheets[0]!.rows.slice(1).map(([last, first, code]) => [last, first, code ?? ''])).toEqual(
      learners.flatMap(({ lastName, firstName, personalCode, places }) =>
        (places.length > 0 ? places : [null]).map(() => [lastName, firstName, personalCode ?? '']),
      ),
    )
  }
  expect(filesDb()).not.toBe(office().db)
})
