'use client'

import { Checkbox } from '@/components/ui/checkbox'
import { DateField } from '@/components/ui/date-field'
import { TextField } from '@/components/ui/text-field'
import type { OfficeAction } from '@/lib/office/action'
import { SettingsForm, type FormTexts } from '../settings-form'
import type { TypeTexts } from './words'

type Texts = TypeTexts & FormTexts & { form: string }
type ErrorOf = (field: string) => string | undefined
type Typed = Record<'name' | 'ehisCode' | 'validFrom' | 'validTo', string>
export type Tick = { value: string; text: string; on: boolean }

const empty: Typed = { name: '', ehisCode: '', validFrom: '', validTo: '' }

/** A new grant type. */
export function NewTypeForm({ save, texts }: { save: OfficeAction; texts: Texts }) {
  return (
    <SettingsForm label={texts.form} save={save} hidden={{}} texts={texts} icon="plus">
      {(errorOf) => (
        <>
          <TextField
            name="code"
            label={texts.code}
            hint={texts.codeHint}
            error={errorOf('code')}
            width="name"
            required
          />
          <TypeFields typed={empty} texts={texts} errorOf={errorOf} />
        </>
      )}
    </SettingsForm>
  )
}

/** What a type is, and what ends its payment. `ends` null: that is not to be chosen. */
export function TypeForm({
  save,
  code,
  seen,
  typed,
  ends,
  texts,
}: {
  save: OfficeAction
  code: string
  seen: string
  typed: Typed
  ends: readonly Tick[] | null
  texts: Texts & Record<'ends' | 'endsHint' | 'endsFixed', string>
}) {
  return (
    <SettingsForm label={texts.form} save={save} hidden={{ code, seen }} texts={texts}>
      {(errorOf) => (
        <>
          <TypeFields typed={typed} texts={texts} errorOf={errorOf} />
          {ends ? (
            <Ticks name="endedBy[]" legend={texts.ends} hint={texts.endsHint} ticks={ends} />
          ) : (
            <p className="max-w-[70ch] text-ink-2">{texts.endsFixed}</p>
          )}
        </>
      )}
    </SettingsForm>
  )
}

/** The warnings of a type: ticked ones are shown. */
export function WarningsForm({
  acts,
  code,
  seen,
  warnings,
  texts,
}: {
  acts: { save: OfficeAction; attempt: OfficeAction }
  code: string
  seen: string
  warnings: readonly Tick[]
  texts: FormTexts & Record<'form' | 'attempt', string>
}) {
  return (
    <SettingsForm
      label={texts.form}
      save={acts.save}
      attempt={{ act: acts.attempt, text: texts.attempt }}
      hidden={{ code, seen }}
      texts={texts}
    >
      {() => <Ticks name="shown[]" legend={texts.form} ticks={warnings} hideLegend />}
    </SettingsForm>
  )
}

function TypeFields({ typed, texts, errorOf }: { typed: Typed; texts: Texts; errorOf: ErrorOf }) {
  return (
    <>
      <div className="w-full max-w-[640px]">
        <TextField
          name="name"
          label={texts.name}
          defaultValue={typed.name}
          error={errorOf('name')}
          width="full"
          required
        />
      </div>
      <div className="fields">
        <DateField
          name="validFrom"
          label={texts.validFrom}
          defaultValue={typed.validFrom}
          calendar={texts.calendarFrom}
          error={errorOf('validFrom')}
          required
        />
        <DateField
          name="validTo"
          label={texts.validTo}
          hint={texts.validToHint}
          defaultValue={typed.validTo}
          calendar={texts.calendarTo}
          error={errorOf('validTo')}
        />
        <TextField
          name="ehisCode"
          label={texts.ehisCode}
          hint={texts.ehisHint}
          defaultValue={typed.ehisCode}
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
  hideLegend,
}: {
  name: string
  legend: string
  hint?: string
  ticks: readonly Tick[]
  hideLegend?: boolean
}) {
  return (
    <fieldset className="field">
      <legend className={hideLegend ? 'sr-only' : undefined}>{legend}</legend>
      <div className="flex flex-col gap-1.5">
        {ticks.map(({ value, text, on }) => (
          <Checkbox key={value} name={name} value={value} label={text} defaultChecked={on} />
        ))}
      </div>
      {hint ? <p className="mt-2 max-w-[70ch] text-small text-ink-3">{hint}</p> : null}
    </fieldset>
  )
}
