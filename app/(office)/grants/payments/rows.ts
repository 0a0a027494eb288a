import type { Column, Row } from '@/components/ui/list-column'
import type { PaymentLine } from '@/lib/grants/queries/list'
import type { paymentPage } from '@/lib/grants/queries/payments'
import { totals, type SourceSum } from '@/lib/grants/rules/payments'
import type { MessageKey, Say } from '@/lib/messages/say'
import { showAccount } from '@/lib/shared/account'
import { showAmount } from '@/lib/shared/money'
import { inPieces } from '@/lib/shared/write-sheet'
import type { Sheet } from '@/lib/shared/write-xlsx'

type List = Awaited<ReturnType<typeof paymentPage>>

export function paymentColumns(say: Say, links?: Pick<Column, 'href' | 'leads'>): Column[] {
  return [
    { head: say('grants.column.name'), kind: 'name', ...links },
    { head: say('grants.column.bankAccount'), kind: 'date', labelled: true },
    { head: say('grants.column.type') },
    { head: say('grants.column.fundingSource'), labelled: true },
    { head: say('grants.column.unit'), labelled: true },
    { head: say('grants.column.document'), labelled: true },
    { head: say('grants.column.days'), kind: 'number', labelled: true },
    { head: say('grants.column.monthAmount'), kind: 'number', labelled: true },
  ]
}

export const paymentRow = (say: Say, line: PaymentLine): Row => [
  line.id,
  line.again ? [nameOf(line), say('grants.payments.again')] : nameOf(line),
  line.bankAccount ? showAccount(line.bankAccount) : say('grants.payments.noAccount'),
  line.type,
  line.fundingSource,
  line.unitCode,
  line.documentNumber,
  say('grants.payments.ofDays', { days: line.days, all: line.monthDays }),
  showAmount(line.amount),
]

const nameOf = ({ firstName, lastName }: PaymentLine) => `${firstName} ${lastName}`

/** november 2026 */
export function monthText(say: Say, month: List['month']): string {
  const [year, number] = month.split('-')
  return `${say(`grants.payments.names.m${number}` as MessageKey)} ${year}`
}

export const sourceText = (say: Say, source: string) => source || say('grants.payments.unknownSource')

/** The list and then its sums as two sheets of text cells: the same lines, words and sums as on the page. */
export async function* paymentSheets(
  say: Say,
  month: List['month'],
  payments: AsyncIterable<readonly PaymentLine[]>,
): AsyncGenerator<Sheet> {
  let sums: SourceSum[] = []
  async function* summed() {
    for await (const piece of payments) {
      sums = totals([...sums, ...piece]).bySource
      yield piece
    }
  }
  yield {
    name: `${say('grants.payments.sheet')} ${month}`,
    headings: paymentColumns(say).map(({ head }) => head),
    rows: inPieces(summed(), (line) => [
      [
        line.again ? `${nameOf(line)} (${say('grants.payments.again')})` : nameOf(line),
        line.bankAccount || say('grants.payments.noAccount'),
        line.type,
        line.fundingSource,
        line.unitCode,
        line.documentNumber,
        say('grants.payments.ofDays', { days: line.days, all: line.monthDays }),
        showAmount(line.amount),
      ],
    ]),
    wide: [32, 28, 48, 16, 16, 16, 14, 14],
  }
  const count = sums.reduce((sum, each) => sum + each.count, 0)
  yield {
    name: say('grants.payments.all'),
    headings: [
      say('grants.column.fundingSource'),
      say('grants.column.count'),
      say('grants.column.monthAmount'),
    ],
    rows: [
      ...sums.map(({ fundingSource, count, amount }) => [
        sourceText(say, fundingSource),
        String(count),
        showAmount(amount),
      ]),
      [say('grants.payments.all'), String(count), showAmount(totals(sums).all)],
    ],
    wide: [28, 12, 14],
  }
}
