'use client'

import { Checkbox } from '@/components/ui/checkbox'
import { DateField } from '@/components/ui/date-field'
import { SearchField } from '@/components/ui/search-field'
import { Select, type Choice } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { Textarea } from '@/components/ui/textarea'
import type { OfficeAction, Typed } from '@/lib/access/action'
import { SavingForm, tickedOr, typedOr, type ErrorOf, type FormTexts } from './saving-form'

type Labelled = { name: string; label: string; hint?: string; required?: boolean }

/** A field as its page describes it. `tick` shows the fields under it while it is ticked. */
export type RecordField =
  | (Labelled & {
      as: 'text'
      value: string
      width?: 'code' | 'name' | 'full'
      inputMode?: 'email' | 'numeric'
    })
  | (Labelled & { as: 'area'; value: string })
  | (Labelled & { as: 'day'; value: string; calendar: string })
  | (Labelled & { as: 'choice'; value: string; choices: readonly Choice[]; placeholder?: string })
  /** one of many, searched by name: `from` answers suggestions */
  | (Labelled & { as: 'search'; value: string; from: string; placeholder?: string })
  | (Labelled & { as: 'ticks'; values: readonly string[]; choices: readonly Choice[] })
  | (Labelled & {
      as: 'tick'
      value: string
      on: boolean
      opens?: readonly RecordField[]
      /** shown only after a refusal has asked for it */
      asked?: true
    })
  | { as: 'group'; name: string; label: string; hint?: string; fields: readonly RecordField[] }

/** A form about one thing, its fields as the page describes them. */
export function RecordForm({
  fields,
  ...form
}: {
  fields: readonly RecordField[]
  label: string
  save: OfficeAction
  hidden: Readonly<Record<string, string>>
  texts: FormTexts
  icon?: 'plus'
}) {
  return (
    <SavingForm {...form}>
      {(errorOf, typed) => <Fields fields={fields} errorOf={errorOf} typed={typed} />}
    </SavingForm>
  )
}

type Shown = { errorOf: ErrorOf; typed: Typed | undefined }

function Fields({ fields, ...shown }: Shown & { fields: readonly RecordField[] }) {
  return (
    <div className="fields w-full max-w-[760px]">
      {fields.map((field) => (
        <One key={`${field.name} ${'value' in field ? field.value : ''}`} field={field} {...shown} />
      ))}
    </div>
  )
}

function One({ field, errorOf, typed }: Shown & { field: RecordField }) {
  const { name, label, hint } = field
  const error = errorOf(name)
  if (field.as === 'group' || field.as === 'ticks')
    return (
      <fieldset className="field w-full" id={name} tabIndex={-1} aria-describedby={error && `${name}-error`}>
        <legend>{label}</legend>
        {hint ? <p className="mb-2 max-w-[80ch] text-small text-ink-3">{hint}</p> : null}
        {error ? (
          <div className="error mb-2" id={`${name}-error`}>
            {error}
          </div>
        ) : null}
        {field.as === 'group' ? (
          <Fields fields={field.fields} errorOf={errorOf} typed={typed} />
        ) : (
          <div className="grid w-full gap-x-6 gap-y-1.5 sm:grid-cols-2">
            {field.choices.map(({ value, text }) => (
              <Checkbox
                key={value}
                name={`${name}[]`}
                value={value}
                label={text}
                defaultChecked={tickedOr(typed, `${name}[]`, value, field.values.includes(value))}
              />
            ))}
          </div>
        )}
      </fieldset>
    )
  if (field.as === 'tick' && field.asked && !error) return null
  if (field.as === 'tick')
    return (
      <div className={field.opens ? 'opens w-full' : 'w-full'}>
        <Checkbox
          name={name}
          id={name}
          aria-invalid={error ? true : undefined}
          value={field.value}
          label={label}
          hint={error ? <span className="error">{error}</span> : hint}
          defaultChecked={tickedOr(typed, name, field.value, field.on)}
        />
        {field.opens ? (
          <div className="opened">
            <Fields fields={field.opens} errorOf={errorOf} typed={typed} />
          </div>
        ) : null}
      </div>
    )
  const wiring = {
    name,
    label,
    hint,
    error,
    required: field.required,
    defaultValue: typedOr(typed, name, field.value),
  }
  if (field.as === 'area') return <Textarea {...wiring} />
  if (field.as === 'day') return <DateField {...wiring} calendar={field.calendar} />
  if (field.as === 'search')
    return <SearchField {...wiring} from={field.from} placeholder={field.placeholder} />
  if (field.as === 'choice')
    return <Select {...wiring} choices={field.choices} placeholder={field.placeholder} width="name" />
  return <TextField {...wiring} width={field.width} inputMode={field.inputMode} />
}
