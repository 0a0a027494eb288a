'use client'

import { PickAllBox, PickBox } from '@/components/ui/pick-box'
import { Table, Th } from '@/components/ui/table'

export type PlaceRow = {
  id: string
  name: string
  curriculum: string
  /** by column head, in their order */
  cells: string[]
  /** why the person can't be added; then there is no box */
  reason?: string
}

/** Study places to tick. */
export function PlaceRows({
  rows,
  heads,
  texts,
}: {
  rows: readonly PlaceRow[]
  heads: readonly string[]
  /** `pick` contains {name} and {curriculum}, which are filled in. */
  texts: Record<'caption' | 'pickAll' | 'pick' | 'person', string>
}) {
  return (
    <Table caption={texts.caption} fold>
      <thead>
        <tr>
          <th>
            <PickAllBox label={texts.pickAll} />
          </th>
          <Th>{texts.person}</Th>
          {heads.map((head) => (
            <Th key={head}>{head}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, curriculum, cells, reason }) => (
          <tr key={id}>
            <td>
              {reason ? null : (
                <PickBox
                  name="places"
                  value={id}
                  label={texts.pick.replace('{name}', name).replace('{curriculum}', curriculum)}
                />
              )}
            </td>
            <th scope="row">
              <b>{name}</b>
              <div className="sub">{curriculum}</div>
              {reason ? <div className="sub">{reason}</div> : null}
            </th>
            {cells.map((cell, at) => (
              <td key={at} data-l={heads[at]}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
