'use client'

import { DayFrom, SavingForm, tickedOr, typedOr, type FormTexts } from '@/components/saving-form'
import { Checkbox } from '@/components/ui/checkbox'
import { DateField } from '@/components/ui/date-field'
import { TextField } from '@/components/ui/text-field'
import type { OfficeAction, Typed } from '@/lib/access/action'
import type { TypeTexts } from './words'

type Texts = TypeTexts & FormTexts & { form: string }
type ErrorOf = (field: string) => string | undefined
type Kept = Record<'name' | 'ehisCode' | 'validFrom' | 'validTo', string>
/** `hint`: the change decided for a later day. */
export type Tick = { value: string; text: string; on: boolean; hint?: string }

const empty: Kept = { name: '', ehisCode: '', validFrom: '', validTo: '' }

export function NewTypeForm({ save, texts }: { save: OfficeAction; texts: Texts }) {
  return (
    <SavingForm label={texts.form} save={save} hidden={{}} texts={texts} icon="plus">
      {(errorOf, typed) => (
        <>
          <TextField
            name="code"
            label={texts.code}
            hint={texts.codeHint}
            defaultValue={typedOr(typed, 'code', '')}
            error={errorOf('code')}
            width="name"
            required
          />
          <TypeFields kept={empty} typed={typed} texts={texts} errorOf={errorOf} />
        </>
      )}
    </SavingForm>
  )
}

/** A grant type's own fields: its name, its EHIS code and its days. */
export function TypeForm({
  save,
  code,
  seen,
  kept,
  texts,
}: {
  save: OfficeAction
  code: string
  seen: string
  kept: Kept
  texts: Texts
}) {
  return (
    <SavingForm label={texts.form} save={save} hidden={{ code, seen }} texts={texts}>
      {(errorOf, typed) => <TypeFields kept={kept} typed={typed} texts={texts} errorOf={errorOf} />}
    </SavingForm>
  )
}

type RuleTexts = FormTexts &
  Record<
    'form' | 'attempt' | 'warnings' | 'warningsHint' | 'ends' | 'endsHint' | 'from' | 'fromHint' | 'calendar',
    string
  >

/** The rules of a type: ticked warnings are shown, ticked causes end it. `ends` null: the causes can't be chosen. */
export function RulesForm({
  acts,
  code,
  seen,
  warnings,
  ends,
  texts,
}: {
  acts: { save: OfficeAction; attempt: OfficeAction }
  code: string
  seen: string
  warnings: readonly Tick[]
  ends: readonly Tick[] | null
  texts: RuleTexts
}) {
  return (
    <SavingForm
      label={texts.form}
      save={acts.save}
      attempt={{ act: acts.attempt, text: texts.attempt }}
      hidden={{ code, seen }}
      texts={texts}
    >
      {(errorOf, typed) => (
        <>
          <Ticks
            name="shown[]"
            legend={texts.warnings}
            hint={texts.warningsHint}
            ticks={warnings}
            typed={typed}
          />
          <Ticks
            name="endedBy[]"
            legend={texts.ends}
            hint={texts.endsHint}
            ticks={ends ?? []}
            typed={typed}
          />
          <DayFrom texts={texts} error={errorOf('from')} typed={typed} />
        </>
      )}
    </SavingForm>
  )
}

function TypeFields({
  kept,
  typed,
  texts,
  errorOf,
}: {
  kept: Kept
  typed: Typed | undefined
  texts: Texts
  errorOf: ErrorOf
}) {
  const shown = (name: keyof Kept) => typedOr(typed, name, kept[name])
  return (
    <>
      <div className="w-full max-w-[640px]">
        <TextField
          name="name"
          label={texts.name}
          defaultValue={shown('name')}
          error={errorOf('name')}
          width="full"
          required
        />
      </div>
      <div className="fields">
        <DateField
          name="validFrom"
          label={texts.validFrom}
          defaultValue={shown('validFrom')}
          calendar={texts.calendarFrom}
          error={errorOf('validFrom')}
          required
        />
        <DateField
          name="validTo"
          label={texts.validTo}
          hint={texts.validToHint}
          defaultValue={shown('validTo')}
          calendar={texts.calendarTo}
          error={errorOf('validTo')}
        />
        <TextField
          name="ehisCode"
          label={texts.ehisCode}
          hint={texts.ehisHint}
          defaultValue={shown('ehisCode')}
          error={errorOf('ehisCode')}
          width="code"
        />
      </div>
    </>
  )
}

function Ticks({
  name,
  legend,
  hint,
  ticks,
  typed,
}: {
  name: string
  legend: string
  hint: string
  ticks: readonly Tick[]
  typed: Typed | undefined
}) {
  return (
    <fieldset className="field">
      <legend>{legend}</legend>
      <p className="mb-2 max-w-[80ch] text-small text-ink-3">{hint}</p>
      <div className="flex flex-col gap-1.5">
        {ticks.map(({ value, text, on, hint }) => (
          <Checkbox
            key={value}
            name={name}
            value={value}
            label={text}
            hint={hint}
            defaultChecked={tickedOr(typed, name, value, on)}
          />
        ))}
      </div>
    </fieldset>
  )
}
