'use client'

import { Fragment, type ReactNode } from 'react'
import { Checkbox } from './ui/checkbox'
import { SearchField } from './ui/search-field'
import { Select } from './ui/select'
import { TextField } from './ui/text-field'

/** A filter's field as it goes to the browser, each choice as its value and text, or as a text that is its own value. */
export type FieldSent = { name: string; label: string; value?: string; error?: string } & (
  | { as: 'text'; width?: 'code' }
  /** `any`: the text for no choice. */
  | {
      as: 'choice'
      choices: readonly (string | readonly [value: string, text: string])[]
      any?: string
      width?: 'code' | 'name' | 'auto'
    }
  | { as: 'search'; from: string; offered?: readonly string[]; any: string }
  | { as: 'tick' }
  | { as: 'drawn'; field: ReactNode }
)

/** The fields of a list's filters, drawn in the browser, so that the page's script has their choices only as bare values. */
export const AskedFields = ({ fields }: { fields: readonly FieldSent[] }) =>
  fields.map((field) => {
    const { name, label, value, error } = field
    const common = { name, label, error, ...(value && { defaultValue: value }) }
    switch (field.as) {
      case 'text':
        return (
          <TextField
            key={name}
            {...common}
            type={field.width ? 'text' : 'search'}
            width={field.width ?? 'account'}
          />
        )
      case 'choice':
        return (
          <Select
            key={name}
            {...common}
            choices={field.choices.map((choice) => {
              const [value, text] = typeof choice === 'string' ? [choice, choice] : choice
              return { value, text }
            })}
            placeholder={field.any}
            width={field.width}
          />
        )
      case 'search':
        return (
          <SearchField
            key={`${name} ${value ?? ''}`}
            {...common}
            from={field.from}
            offered={field.offered}
            placeholder={field.any}
          />
        )
      case 'tick':
        return <Checkbox key={name} name={name} label={label} value="1" defaultChecked={value === '1'} />
      case 'drawn':
        return <Fragment key={name}>{field.field}</Fragment>
    }
  })
