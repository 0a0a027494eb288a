'use client'

import { AskedFields, type FieldSent } from '@/components/asked-fields'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { TextField } from '@/components/ui/text-field'

/** One list to choose from. `id` is set if the form above has a field of the same name. */
export type ListChoice = {
  name: string
  label: string
  value?: string
  width: 'code' | 'account'
  id?: string
  /** texts by value */
  choices: Readonly<Record<string, string>>
}

/**
 * The fields of the list's filters, drawn in the browser: the form above has the same types and kinds, and the page
 * contains them once.
 */
export function ListFields({
  q,
  choices,
  unit,
  mine,
  texts,
}: {
  q: string
  choices: readonly ListChoice[]
  /** the unit, if there are several */
  unit: readonly FieldSent[]
  mine: boolean
  texts: Record<'q' | 'any' | 'mine', string>
}) {
  return (
    <>
      <TextField name="q" label={texts.q} width="account" type="search" defaultValue={q} />
      {choices.map(({ name, label, value, width, id = name, choices: offered }) => (
        <Field key={name} name={id} label={label}>
          {(wiring) => (
            <select {...wiring} name={name} defaultValue={value} className={`in in-${width}`}>
              <option value="">{texts.any}</option>
              {Object.entries(offered).map(([code, text]) => (
                <option key={code} value={code}>
                  {text}
                </option>
              ))}
            </select>
          )}
        </Field>
      ))}
      <AskedFields fields={unit} />
      <Checkbox name="mine" value="1" label={texts.mine} defaultChecked={mine} />
    </>
  )
}
