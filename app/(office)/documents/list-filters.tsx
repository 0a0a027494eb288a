'use client'

import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { FilterBar } from '@/components/ui/filter-bar'
import { TextField } from '@/components/ui/text-field'

/** One list to choose from. `id` where the form above has a field of the same name. */
export type ListChoice = {
  name: string
  label: string
  value?: string
  width: 'code' | 'account'
  id?: string
  /** texts by value */
  choices: Readonly<Record<string, string>>
}

/** The list's filters; the address they make reproduces the list, and the file holds exactly what is shown. */
export function ListFilters({
  q,
  choices,
  mine,
  sort,
  texts,
  clears,
  file,
}: {
  q: string
  choices: readonly ListChoice[]
  mine: boolean
  /** kept by a new search */
  sort?: string
  texts: Record<'label' | 'q' | 'any' | 'mine' | 'submit' | 'clear' | 'file', string>
  /** something is filtered */
  clears: boolean
  /** the address of the file; none of an empty list */
  file?: string
}) {
  return (
    <FilterBar
      label={texts.label}
      action="/documents"
      submit={texts.submit}
      clear={clears ? { href: '/documents', text: texts.clear } : undefined}
      end={file ? <a href={file}>{texts.file}</a> : null}
    >
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
      {sort ? <input type="hidden" name="sort" value={sort} /> : null}
      <Checkbox name="mine" value="1" label={texts.mine} defaultChecked={mine} />
    </FilterBar>
  )
}
