import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces'
import { a4, drawPdf, margin, settableTexts } from '@/lib/shared/drawing'
import type { Paper, PaperRow } from './paper'
import { personsTable, tableFits, warningsTable } from './table'
import { capitalised } from './text'
import { paperWords as words } from './words'

const pageNumberWidth = 60

/**
 * Draws a document in the office's form as a PDF (spec 2 "The document form"); a draft is marked KAVAND across every
 * page. The same paper gives the same bytes: the check-over stores their SHA-256. Any letters can be drawn; those
 * missing in the font show as a box.
 */
export function drawPaper(paper: Paper, { draft }: { draft: boolean }): Promise<Uint8Array> {
  return drawPdf(pagesOf(settableTexts(paper), draft))
}

function pagesOf(paper: Paper, draft: boolean): TDocumentDefinitions {
  const upright = tableFits(paper, a4.portrait - 2 * margin.side)
  const pageOrientation = upright ? 'portrait' : 'landscape'
  const width = a4[pageOrientation] - 2 * margin.side
  const type = `${capitalised(paper.type)} ${words.number(paper.number ?? words.noNumberYet)}`
  const footerRuns = fits(paper.footer, { lines: 3, width: width - pageNumberWidth, fontSize: 8 })
  return {
    info: { title: `${type}. ${capitalised(paper.title)}`, author: paper.institution },
    pageOrientation,
    pageMargins: [margin.side, margin.top, margin.side, margin.bottom],
    defaultStyle: { fontSize: 10.5, lineHeight: 1.15 },
    styles: {
      small: { fontSize: 8, color: '#595959' },
      table: { fontSize: 9, lineHeight: 1.05, margin: [0, 4, 0, 0] },
      label: { bold: true, margin: [0, 14, 0, 2] },
    },
    watermark: draft
      ? { text: words.draft, color: 'black', opacity: 0.06, bold: true, fontSize: 120 }
      : undefined,
    header: (page) => (page === 1 ? null : runningHead(type, paper.unit.name, width)),
    footer: (page, pages) => runningFoot(footerRuns ? paper.footer : '', words.page(page, pages), width),
    content: paper.sheets
      ? paper.rows.map((row, at) => sheetOf(paper, row, at, width))
      : [
          letterhead(paper, width),
          paper.base && paper.amends ? labelled(words.base[paper.amends], words.number(paper.base)) : [],
          labelled(words.basis, paper.basis),
          { text: words.persons, style: 'label' },
          paper.rows.length > 0 ? personsTable(paper, width) : words.noPersons,
          closing(paper, width),
          footerRuns ? [] : { text: paper.footer, style: 'small', margin: [0, 28, 0, 0] },
          paper.warnings.length > 0 ? annex(paper.warnings, width) : [],
        ],
  }
}

// Widths are in points: where pdfmake computes them, a long word pushes its neighbour off the page.
const runningHead = (type: string, unit: string, width: number): Content => ({
  columns: [
    { text: type, width: width / 2 },
    { text: unit, width: width / 2, alignment: 'right' },
  ],
  style: 'small',
  margin: [margin.side, 30, margin.side, 0],
})

const runningFoot = (footer: string, page: string, width: number): Content => ({
  columns: [
    { text: footer, width: width - pageNumberWidth },
    { text: page, width: pageNumberWidth, alignment: 'right' },
  ],
  style: 'small',
  margin: [margin.side, 20, margin.side, 0],
})

const letterhead = ({ institution, unit, type, number, title }: Paper, width: number): Content => [
  { text: institution, fontSize: 13, bold: true },
  { text: unit.name, fontSize: 11 },
  {
    columns: [
      { text: type.toLocaleUpperCase('et'), width: width * 0.75, characterSpacing: 0.6 },
      { text: words.number(number ?? words.noNumberYet), width: width * 0.25, alignment: 'right' },
    ],
    margin: [0, 26, 0, 4],
  },
  { text: capitalised(title), fontSize: 16, bold: true, outline: true, margin: [0, 0, 0, 4] },
]

const labelled = (label: string, text: string): Content => [{ text: label, style: 'label' }, text]

/** A diploma, transcript or notice: one person per sheet, with its own number. */
const sheetOf = (paper: Paper, row: PaperRow, at: number, width: number): Content => ({
  pageBreak: at > 0 ? 'before' : undefined,
  stack: [
    letterhead({ ...paper, title: row.name, number: row.texts.certificateNumber ?? null }, width),
    labelled(words.column.personalCode, row.personalCode ?? words.noPersonalCode),
    labelled(words.column.studyPlace, row.studyPlace),
    { text: row.texts.certificateText ?? '', margin: [0, 20, 0, 0] },
    labelled(words.basis, paper.basis),
    closing(paper, width),
    { text: words.partOf(paper.number ?? words.noNumberYet), style: 'small', margin: [0, 20, 0, 0] },
    fits(paper.footer, { lines: 3, width: width - pageNumberWidth, fontSize: 8 })
      ? []
      : { text: paper.footer, style: 'small', margin: [0, 28, 0, 0] },
  ],
})

/** Extra info, signer and drafter; kept on one page unless the extra info is long. */
const closing = (paper: Paper, width: number): Content => ({
  unbreakable: fits(paper.extraInfo, { lines: 10, width, fontSize: 10.5 }),
  stack: [
    paper.extraInfo ? labelled(words.extraInfo, paper.extraInfo) : [],
    { unbreakable: true, stack: signature(paper), margin: [0, 30, 0, 0] },
  ],
})

const signature = ({ signer, drafter }: Paper): Content[] => [
  words.signedDigitally,
  { text: signer.name, bold: true, margin: [0, 4, 0, 0] },
  signer.title,
  { text: `${words.drafter}: ${drafter}`, margin: [0, 18, 0, 0] },
]

const annex = (warnings: Paper['warnings'], width: number): Content => [
  { text: words.annex, pageBreak: 'before' },
  { text: words.warnings, fontSize: 14, bold: true, outline: true, margin: [0, 0, 0, 8] },
  warningsTable(warnings, width),
]

/** Whether a text takes at most about that many lines; if all its letters were the widest, half as many again. */
function fits(text: string, { lines, width, fontSize }: { lines: number; width: number; fontSize: number }) {
  const lettersOnLine = width / (0.6 * fontSize)
  const taken = text.split('\n').map((line) => Math.max(1, Math.ceil(line.length / lettersOnLine)))
  return taken.reduce((sum, count) => sum + count, 0) <= lines
}
