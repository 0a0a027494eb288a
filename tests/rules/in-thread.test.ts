import { threadId } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { PDFDocument } from '@cantoo/pdf-lib'
import { drawn, joined } from '@/lib/documents/paper/drawn'
import type { Paper } from '@/lib/documents/paper/paper'
import { drawPaper } from '@/lib/documents/paper/pdf'
import { drawPapers } from '@/lib/registrants/pdf'
import { papersDrawn } from '@/lib/registrants/papers-drawn'
import type { ProtocolPapers } from '@/lib/registrants/queries/protocol'
import { inThread } from '@/lib/shared/in-thread'

const file = 'tests/support/threaded.ts'
const where = () => inThread<number>({ file, name: 'inWhichThread', given: [] })

const paperOf = (persons: number): Paper => ({
  institution: 'Emajõe Ülikool',
  unit: { code: 'LT', name: 'Loodusteaduste instituut' },
  type: 'prodekaani korraldus',
  title: 'doktoranditoetuse määramine',
  number: '7',
  basis: 'Alus',
  fields: ['paidFrom', 'paidTo', 'monthlyAmount', 'fundingSource', 'bankAccount'],
  rows: Array.from({ length: persons }, (_, at) => ({
    key: String(at),
    name: `Õnne Šmidt-Žukov ${at + 1}`,
    personalCode: '49205130232',
    studyPlace: 'Keemia, LT',
    values: { paidFrom: '2026-01-01', paidTo: '2026-12-31', monthlyAmount: '660.50' },
    texts: { paidFrom: '01.01.2026', paidTo: '31.12.2026', monthlyAmount: '660,50' },
  })),
  extraInfo: '',
  signer: { name: 'Mari Mets', title: 'prodekaan' },
  drafter: 'Liis Tamm',
  footer: '',
  warnings: [],
  base: null,
  amends: null,
})

const certificates = (count: number): ProtocolPapers => ({
  programme: 'Statistika alused R-iga',
  hours: 26,
  unit: 'Loodusteaduste instituut',
  startsOn: '2026-10-01',
  endsOn: '2026-11-20',
  papers: Array.from({ length: count }, (_, at) => ({
    paper: 'CERTIFICATE',
    number: `${at + 1}-26`,
    issuedOn: '2026-11-21',
    name: `Kertu Aland ${at + 1}`,
    personalCode: '47803120273',
  })),
})

/** What the work gives, and how often the application's own thread had a turn meanwhile. */
async function watched<T>(work: Promise<T>): Promise<{ made: T; turns: number }> {
  let turns = 0
  const watch = setInterval(() => (turns += 1), 1)
  const made = await work
  clearInterval(watch)
  return { made, turns }
}

test('a PDF of many persons is drawn in a thread to the same bytes, and the application goes on meanwhile', async () => {
  const paper = paperOf(400)
  const { made, turns } = await watched(drawn(paper, { draft: true }))
  expect(turns).toBeGreaterThan(20)
  expect(Buffer.from(made).equals(await drawPaper(paper, { draft: true }))).toBe(true)
})

test('many certificates are drawn in a thread to the same bytes', async () => {
  const papers = certificates(60)
  const { made, turns } = await watched(papersDrawn(papers, 'Emajõe Ülikool'))
  expect(turns).toBeGreaterThan(20)
  expect(Buffer.from(made).equals(await drawPapers(papers, 'Emajõe Ülikool'))).toBe(true)
})

test('PDFs joined in a thread keep their pages in order', async () => {
  const [table, sheet] = [
    await drawPaper(paperOf(2), { draft: true }),
    await drawPapers(certificates(1), 'Ülikool'),
  ]
  const sizes = async (pdf: Uint8Array) =>
    (await PDFDocument.load(pdf)).getPages().map((page) => JSON.stringify(page.getSize()))
  expect(await sizes(table)).not.toEqual(await sizes(sheet))
  expect(await sizes(await joined([sheet, table]))).toEqual([
    ...(await sizes(sheet)),
    ...(await sizes(table)),
  ])
})

test('a thread that is there serves the next call, and no call runs in the application’s own thread', async () => {
  const first = await where()
  expect(first).not.toBe(threadId)
  expect(await where()).toBe(first)
})

test('a call whose asker leaves ends at once, also one that would never end, and the next ones are served', async () => {
  const calls = Array.from({ length: 5 }, () => {
    const asker = new AbortController()
    const call = inThread({ file, name: 'endless', given: [] }, asker.signal)
    return { asker, left: expect(call).rejects.toThrow('asker left') }
  })
  await new Promise((resolve) => setTimeout(resolve, 50))
  for (const { asker } of calls) asker.abort(new Error('asker left'))
  for (const { left } of calls) await left
  expect(await where()).not.toBe(threadId)
})

test('what a function throws is thrown to whoever called it, and the thread lives on', async () => {
  const before = await where()
  await expect(inThread({ file, name: 'failing', given: ['liiga suur'] })).rejects.toThrow(
    RangeError('liiga suur'),
  )
  expect(await where()).toBe(before)
})
