'use client'

import { Table, Th } from '@/components/ui/table'

type Sum = readonly [source: string, count: string, amount: string]

/** The sums of the month: by funding source, and in total; each a source, a count and an amount as texts. */
export const Totals = ({
  caption,
  heads: [source, count, amount],
  sums,
  all,
}: {
  caption: string
  heads: Sum
  sums: readonly Sum[]
  all: Sum
}) => (
  <div className="max-w-[34rem]">
    <Table caption={caption}>
      <thead>
        <tr>
          <Th>{source}</Th>
          <Th num>{count}</Th>
          <Th num>{amount}</Th>
        </tr>
      </thead>
      <tbody>{sums.map(rowOf)}</tbody>
      <tfoot>{rowOf(all)}</tfoot>
    </Table>
  </div>
)

const rowOf = ([source, count, amount]: Sum) => (
  <tr key={source}>
    <th scope="row">{source}</th>
    <td className="n">{count}</td>
    <td className="n">{amount}</td>
  </tr>
)
