'use client'

import { PickAllBox, PickBox } from '@/components/ui/pick-box'
import { Selection } from '@/components/ui/selection'
import { Table, Th } from '@/components/ui/table'

type Row = {
  id: string
  name: string
  workplace: string
  standing: string
  /** what has to be settled about the registrant's identity; '' = nothing */
  question: string
  ticked: boolean
}

/** Registrants to tick for a directive. Drawn in the browser too, so that the rows are sent as bare values. */
export function RegistrantChoice({
  rows,
  texts,
}: {
  rows: readonly Row[]
  texts: Record<'caption' | 'name' | 'workplace' | 'ours' | 'pickAll' | 'pick' | 'chosen' | 'clear', string>
}) {
  return (
    <Selection texts={{ chosen: texts.chosen, clear: texts.clear }} acts={null}>
      <Table caption={texts.caption} fold>
        <thead>
          <tr>
            <th>
              <PickAllBox label={texts.pickAll} />
            </th>
            <Th>{texts.name}</Th>
            <Th>{texts.workplace}</Th>
            <Th>{texts.ours}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, workplace, standing, question, ticked }) => (
            <tr key={id}>
              <td>
                <PickBox
                  name="registrants"
                  value={id}
                  label={texts.pick.replace('{name}', name)}
                  defaultChecked={ticked || undefined}
                />
              </td>
              <th scope="row">
                {name}
                {question ? <div className="sub">{question}</div> : null}
              </th>
              <td data-l={texts.workplace}>{workplace}</td>
              <td data-l={texts.ours}>{standing}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Selection>
  )
}
