import type { Content, CustomTableLayout, TableCell } from 'pdfmake/interfaces'
import { showAmount, sumAmounts } from '@/lib/shared/money'
import { fieldOf, type RowField } from '../rules/fields'
import type { Paper, PaperRow } from './paper'
import { paperWords as words } from './words'

type Column = {
  key: RowField | keyof typeof words.column
  head: string
  /** the least width in points */
  width: number
  /** its share of the room left over */
  grows?: number
  alignment?: 'right'
  text: (row: PaperRow, index: number) => string
}

const everyRow: readonly Column[] = [
  {
    key: 'position',
    head: words.column.position,
    width: 22,
    alignment: 'right',
    text: (_, index) => String(index + 1),
  },
  { key: 'name', head: words.column.name, width: 96, grows: 2, text: (row) => row.name },
  {
    key: 'personalCode',
    head: words.column.personalCode,
    width: 58,
    text: (row) => row.personalCode ?? words.noPersonalCode,
  },
  { key: 'studyPlace', head: words.column.studyPlace, width: 96, grows: 6, text: (row) => row.studyPlace },
]

/** A field's column, per the table of fields; amounts align below each other. */
const columnOf = (key: RowField, text: Column['text']): Column => {
  const { as, onPaper: head, width, grows } = fieldOf(key)
  return { key, head, width, grows, ...(as === 'amount' && { alignment: 'right' }), text }
}

type Columns = Pick<Paper, 'fields' | 'cancelled'>

/** Cancelled columns stand before the document's own; a changed value has the old one below it. */
const columnsOf = ({ fields, cancelled = [] }: Columns): readonly Column[] => [
  ...everyRow,
  ...cancelled.map((key) => columnOf(key, (row) => row.before?.[key] ?? '')),
  ...fields.map((key) => columnOf(key, (row) => besideOld(row, key))),
]

function besideOld({ texts, before }: PaperRow, key: RowField): string {
  const text = texts[key] ?? ''
  const was = before?.[key]
  return was === undefined ? text : `${text || '–'}\n${words.before(was)}`
}

const gap = 8
const leastWidth = (shown: readonly Column[]) => shown.reduce((sum, { width }) => sum + width + gap, 0)

/** Whether the table of the paper's fields fits a page of that inner width, in points. */
export const tableFits = (paper: Columns, width: number) => leastWidth(columnsOf(paper)) <= width

/** The persons, one per row, with the total of their monthly amounts below; `width` in points. */
export function personsTable({ rows, ...paper }: Paper, width: number): Content {
  const shown = columnsOf(paper)
  const room = width - leastWidth(shown)
  const shares = shown.reduce((sum, { grows = 0 }) => sum + grows, 0)
  return ruledTable(
    shown.map((column) => column.width + (room * (column.grows ?? 0)) / shares),
    shown.map(({ head: text, alignment }) => ({ text, alignment })),
    rows.map((row, index) => shown.map(({ text, alignment }) => ({ text: text(row, index), alignment }))),
    paper.fields.includes('monthlyAmount') ? sumRow(shown, rows) : [],
  )
}

// The total may be wider than its column, so its cell reaches from the left to the column's right edge.
function sumRow(shown: readonly Column[], rows: readonly PaperRow[]): TableCell[][] {
  const at = shown.findIndex(({ key }) => key === 'monthlyAmount')
  if (at < 0) return []
  const sum = showAmount(sumAmounts(rows.flatMap(({ values }) => values.monthlyAmount ?? [])))
  const cell: TableCell = { text: words.monthlySum(sum), colSpan: at + 1, alignment: 'right', bold: true }
  return [shown.map((_, index) => (index === 0 ? cell : ''))]
}

/** The warnings, one person per row; `width` in points. */
export const warningsTable = (warnings: Paper['warnings'], width: number): Content =>
  ruledTable(
    [160, width - 160 - 2 * gap],
    [{ text: words.warned }, { text: words.warning }],
    warnings.map(({ person, lines }) => [{ text: person }, { text: lines.join('\n') }]),
  )

type Cell = { text: string; alignment?: 'right' }

/** A table with its head on every page and no row split, unless a row could be higher than a page. */
function ruledTable(widths: number[], head: Cell[], rows: Cell[][], last: TableCell[][] = []): Content {
  // pdfmake cuts off an unbreakable row that is higher than a page.
  const whole = rows.every((row) => row.every(({ text }) => text.length <= 250 && !/(\n.*){10}/.test(text)))
  return {
    table: {
      headerRows: 1,
      keepWithHeaderRows: whole ? 1 : 0,
      dontBreakRows: whole,
      widths,
      body: [head.map((cell) => ({ ...cell, bold: true })), ...rows, ...last],
    },
    layout: ruled,
    style: 'table',
  }
}

/** Lines between rows only; stronger ones above and below the head and at the foot of the table. */
const ruled: CustomTableLayout = {
  hLineWidth: (line, node) => (line <= 1 || line === node.table.body.length ? 0.8 : 0.4),
  hLineColor: (line, node) => (line <= 1 || line === node.table.body.length ? '#262626' : '#bfbfbf'),
  vLineWidth: () => 0,
  paddingLeft: () => gap / 2,
  paddingRight: () => gap / 2,
  paddingTop: () => 3,
  paddingBottom: () => 2.5,
}
