'use client'

import { DayFrom, SavingForm, tickedOr, type FormTexts } from '@/components/saving-form'
import { Checkbox } from '@/components/ui/checkbox'
import { Table } from '@/components/ui/table'
import type { OfficeAction, Typed } from '@/lib/access/action'

type Type = { code: string; name: string }

/** The matrix as boxes to tick, and the day from which the ticks hold. */
export function MatrixForm({
  acts,
  seen,
  types,
  cells,
  planned,
  texts,
}: {
  acts: { save: OfficeAction; attempt: OfficeAction }
  seen: string
  types: readonly Type[]
  cells: readonly string[]
  /** The text in a cell whose change has been decided for a later day. */
  planned: Readonly<Record<string, string>>
  texts: FormTexts & Record<'table' | 'given' | 'cell' | 'from' | 'fromHint' | 'calendar' | 'attempt', string>
}) {
  const isOn = (typed: Typed | undefined, cell: string) =>
    tickedOr(typed, 'cells[]', cell, cells.includes(cell))
  return (
    <SavingForm
      label={texts.table}
      save={acts.save}
      attempt={{ act: acts.attempt, text: texts.attempt }}
      hidden={{ seen }}
      texts={texts}
    >
      {(errorOf, typed) => (
        <>
          <div className="w-full">
            <Table caption={texts.table}>
              <thead>
                <tr>
                  <th scope="col">{texts.given}</th>
                  {types.map(({ code, name }) => (
                    <th key={code} scope="col" className="w-[14%] whitespace-normal!">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {types.map((given) => (
                  <tr key={given.code}>
                    <th scope="row">{given.name}</th>
                    {types.map((existing) => (
                      <Cell
                        key={existing.code}
                        given={given}
                        existing={existing}
                        on={isOn(typed, `${given.code}:${existing.code}`)}
                        note={planned[`${given.code}:${existing.code}`]}
                        label={texts.cell}
                      />
                    ))}
                  </tr>
                ))}
              </tbody>
            </Table>
          </div>
          <DayFrom texts={texts} error={errorOf('from')} typed={typed} />
        </>
      )}
    </SavingForm>
  )
}

function Cell({
  given,
  existing,
  on,
  note,
  label,
}: {
  given: Type
  existing: Type
  on: boolean
  note?: string
  label: string
}) {
  const cell = `${given.code}:${existing.code}`
  return (
    <td>
      <Checkbox
        name="cells[]"
        value={cell}
        defaultChecked={on}
        label={label.replace('{given}', given.name).replace('{existing}', existing.name)}
        hideLabel
        aria-describedby={note ? `planned-${cell}` : undefined}
      />
      {note ? (
        <span className="sub block whitespace-nowrap" id={`planned-${cell}`}>
          {note}
        </span>
      ) : null}
    </td>
  )
}
