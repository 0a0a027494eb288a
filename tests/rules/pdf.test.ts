import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Paper, PaperRow } from '@/lib/documents/paper/paper'
import { drawPaper } from '@/lib/documents/paper/pdf'
import { showAmount, type Amount } from '@/lib/shared/money'
import { pdfPages } from '@/tests/support/pdf-text'

type Over = Partial<PaperRow> & { monthlyAmount?: Amount | null; fundingSource?: string }
const row = ({ monthlyAmount = '660.50', fundingSource = 'HLOOM', ...over }: Over = {}): PaperRow => ({
  name: 'Žanna Mägi-Õunapuu',
  personalCode: '49001010001',
  studyPlace: 'Bioloogia (doktoriõpe), LT',
  values: { paidFrom: '2026-09-01', paidTo: '2027-08-31', monthlyAmount, fundingSource },
  texts: {
    paidFrom: '01.09.2026',
    paidTo: '31.08.2027',
    monthlyAmount: monthlyAmount ? showAmount(monthlyAmount) : '',
    fundingSource,
    bankAccount: 'EE38 2200 2210 2014 5685',
  },
  ...over,
})

const aPaper = (over: Partial<Paper> = {}): Paper => ({
  institution: 'Emajõe Ülikool',
  unit: { code: 'LT', name: 'Loodus- ja täppisteaduste valdkond' },
  type: 'prodekaani või struktuuriüksuse juhi korraldus',
  title: 'doktoranditoetus struktuuriüksuse omavahenditest',
  number: null,
  basis: 'Õppetoetuste taotlemise, määramise ja maksmise tingimused ja kord',
  fields: ['paidFrom', 'paidTo', 'monthlyAmount', 'fundingSource', 'bankAccount'],
  rows: [row()],
  extraInfo: 'Toetust makstakse iga kuu 15. kuupäevaks.',
  signer: { name: 'Tiina Võsu', title: 'õppeprodekaan' },
  drafter: 'Kadri Lepp',
  footer: 'Jõe 4, Tartu',
  warnings: [],
  base: null,
  amends: null,
  ...over,
})

const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => row({ personalCode: String(49001010001 + index) }))
const pages = async (paper: Paper, draft = false) => pdfPages(await drawPaper(paper, { draft }))
const packed = (text: string) => text.replace(/\s/g, '')

describe('the paper', () => {
  test.each([
    'Emajõe Ülikool',
    'Loodus- ja täppisteaduste valdkond',
    'PRODEKAANI VÕI STRUKTUURIÜKSUSE JUHI KORRALDUS',
    'Doktoranditoetus struktuuriüksuse omavahenditest',
    'Alus Õppetoetuste taotlemise, määramise ja maksmise tingimused ja kord',
    'Nr Nimi Isikukood Õppekoht Algus Lõpp Kuu summa, € Finantsallikas Arveldusarve nr',
    '1 Žanna Mägi-Õunapuu 49001010001 Bioloogia (doktoriõpe), LT 01.09.2026 31.08.2027 660,50 HLOOM EE38 2200 2210 2014 5685',
    'Kuu summad kokku: 660,50',
    'Lisainfo Toetust makstakse iga kuu 15. kuupäevaks.',
    '(allkirjastatud digitaalselt) Tiina Võsu õppeprodekaan Koostaja: Kadri Lepp',
    'Jõe 4, Tartu lk 1/1',
  ])('holds “%s”', async (text) => {
    expect(await pages(aPaper())).toEqual([expect.stringContaining(packed(text))])
  })

  test('has its number, or room for it', async () => {
    expect((await pages(aPaper({ number: '2.1-17/123' })))[0]).toContain('nr2.1-17/123')
    expect((await pages(aPaper()))[0]).toContain('nr____')
  })

  test('has a dash for a person without an Estonian personal code', async () => {
    expect((await pages(aPaper({ rows: [row({ personalCode: null })] })))[0]).toContain('Õunapuu–Bioloogia')
  })

  test('sums the monthly amounts of all rows to the cent', async () => {
    const amounts = [row({ monthlyAmount: '999999.99' }), row({ monthlyAmount: null }), row()]
    expect((await pages(aPaper({ rows: amounts })))[0]).toContain('Kuusummadkokku:1000660,49')
  })

  test('has only the columns of its kind, on an upright page if they fit', async () => {
    const bytes = await drawPaper(aPaper({ fields: ['paidFrom'] }), { draft: false })
    expect(pdfPages(bytes)[0]).toContain('ÕppekohtAlgus1Žanna')
    expect(mediaBoxes(bytes)).toEqual(['595.28 841.89'])
    expect(mediaBoxes(await drawPaper(aPaper(), { draft: false }))).toEqual(['841.89 595.28'])
  })

  test('has no heading for extra info that was not given', async () => {
    expect((await pages(aPaper({ extraInfo: '' })))[0]).not.toContain('Lisainfo')
  })

  test('has its warnings in an annex on a page of their own', async () => {
    const warnings = [{ person: 'Jüri Tamm', lines: ['isik saab õppetoetust (HLOOM)'] }]
    const [first, second, ...others] = await pages(aPaper({ warnings }))
    expect(first).not.toContain('Hoiatused')
    expect(second).toContain(packed('Hoiatused kontrollimise hetkel'))
    expect(second).toContain(packed('Jüri Tamm isik saab õppetoetust (HLOOM)'))
    expect(others).toEqual([])
  })

  test('has a footer of a few lines at the foot of every page', async () => {
    const footer = 'Loodus- ja täppisteaduste valdkond, Jõe 4, Tartu\nTeadmiseks: rahandusosakond\n737 0000'
    const all = await pages(aPaper({ footer, rows: rows(30) }))
    for (const page of all) expect(page).toContain(packed(`${footer} lk`))
  })

  test('has a footer that is too long for that once, and whole', async () => {
    const footer = Array.from({ length: 400 }, (_, index) => `lõik${index}`).join(' ')
    const all = (await pages(aPaper({ footer, rows: rows(60) }))).join('')
    expect(all.split('lõik399')).toHaveLength(2)
  })
})

const mediaBoxes = (bytes: Uint8Array) =>
  [
    ...Buffer.from(bytes)
      .toString('latin1')
      .matchAll(/MediaBox \[0 0 ([\d. ]+)\]/g),
  ].map(([, size]) => size)

describe('a paper of many pages', { timeout: 120_000 }, () => {
  test('has page number, type and column headings on each page, and each row once and whole', async () => {
    const all = await pages(aPaper({ rows: rows(200) }))
    expect(all.length).toBeGreaterThan(5)
    for (const [index, page] of all.entries()) {
      expect(page).toContain(`lk${index + 1}/${all.length}`)
      if (page.includes('49001010')) expect(page).toContain('NrNimiIsikukood')
      if (index > 0) expect(page).toContain(packed('Prodekaani või struktuuriüksuse juhi korraldus nr ____'))
    }
    for (const [index, { personalCode }] of rows(200).entries()) {
      const line = `${index + 1}ŽannaMägi-Õunapuu${personalCode}Bioloogia(doktoriõpe),LT01.09.2026`
      expect(all.filter((page) => page.includes(line))).toHaveLength(1)
    }
  })

  test('loses nothing of a row higher than a page', async () => {
    const studyPlace = Array.from({ length: 900 }, (_, index) => `eriala${index}.`).join(' ')
    const all = (await pages(aPaper({ rows: [row({ studyPlace }), row({ name: 'Järgmine Isik' })] }))).join(
      '',
    )
    for (const text of ['eriala0.', 'eriala450.', 'eriala899.', 'JärgmineIsik']) expect(all).toContain(text)
  })

  test('is drawn for 5,000 persons', async () => {
    const all = await pages(aPaper({ rows: rows(5_000) }))
    expect(all.at(-1)).toContain(`lk${all.length}/${all.length}`)
    expect(all.join('')).toContain('5000ŽannaMägi-Õunapuu49001015000')
  })
})

describe('the mark KAVAND', () => {
  test('is on every page of a draft', async () => {
    const all = await pages(aPaper({ rows: rows(60) }), true)
    expect(all.length).toBeGreaterThan(1)
    for (const page of all) expect(page).toContain('KAVAND')
  })

  test('is on no page of the paper that is sent', async () => {
    for (const page of await pages(aPaper({ rows: rows(60) }))) expect(page).not.toContain('KAVAND')
  })
})

describe('the PDF file', () => {
  const hash = async (paper: Paper) =>
    createHash('sha256')
      .update(await drawPaper(paper, { draft: false }))
      .digest('hex')

  test('has the same bytes for the same paper, at another moment too', async () => {
    const first = await hash(aPaper({ rows: rows(30) }))
    await new Promise((later) => setTimeout(later, 1_100))
    expect(await hash(aPaper({ rows: rows(30) }))).toBe(first)
  })

  test('has other bytes for a paper that differs in one letter', async () => {
    expect(await hash(aPaper({ basis: 'a' }))).not.toBe(await hash(aPaper({ basis: 'b' })))
  })

  test('holds its language and title, and no moment', async () => {
    const file = Buffer.from(await drawPaper(aPaper({ number: '5' }), { draft: false })).toString('latin1')
    expect(file).toContain('/Lang (et)')
    expect(file).toContain('/DisplayDocTitle true')
    const title = 'Prodekaani või struktuuriüksuse juhi korraldus nr 5. Doktoranditoetus'
    expect(file).toContain(Buffer.from(title, 'utf16le').swap16().toString('latin1'))
    expect(file).not.toContain('/CreationDate')
  })
})

describe('a paper with hostile texts', { timeout: 60_000 }, () => {
  test.each([
    ['20,000 letters without a blank', 'Õ'.repeat(20_000)],
    ['20,000 blanks', ' '.repeat(20_000)],
    ['control and direction marks', 'a\u0000b\u0007\u202Ec\u2066d\u200F\uFEFF\u0085e'],
    ['halves of surrogate pairs', 'x\ud800y\udc00z'],
    ['other scripts', 'عربي ‎עברית 中文 हिन्दी ไทย 한국어 မြန်မာ'],
    ['emoji', '😀 👨‍👩‍👧 🇪🇪 ☺️'],
    ['heaps of combining marks', `a${'\u0301\u0323'.repeat(200)}`],
    ['markup and PDF syntax', '<b>&amp;</b> ) Tj ET endstream endobj %%EOF \\( << >>'],
  ])('is drawn to its last page with %s', async (_, text) => {
    const paper = aPaper({
      institution: text,
      basis: text,
      extraInfo: text,
      footer: text,
      rows: [row({ name: text, studyPlace: text, fundingSource: text })],
      warnings: [{ person: text, lines: [text] }],
    })
    expect((await pages(paper, true)).at(-1)).toContain('lk')
  })

  test('shows halves of surrogate pairs, and no marks that turn the direction', async () => {
    expect((await pages(aPaper({ basis: 'ab\u202Ecd\u0000e\ud800f' })))[0]).toContain('abcde\ufffdf')
  })

  test('shows names of 80 letters whole', async () => {
    const name = 'Annabel-Kristiina Wilhelmine '.repeat(3).slice(0, 80)
    const [page] = await pages(aPaper({ rows: [row({ name }), row({ name: 'Õ'.repeat(80) })] }))
    expect(page).toContain(packed(name))
    expect(page).toContain('Õ'.repeat(80))
  })

  test('is drawn, whatever the text', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 400 })
    await fc.assert(
      fc.asyncProperty(text, text, async (one, other) => {
        const paper = aPaper({ basis: one, footer: other, rows: [row({ name: other, fundingSource: one })] })
        expect((await pages(paper)).length).toBeGreaterThan(0)
      }),
      { numRuns: 40 },
    )
  })
})
