'use client'

import { SavingForm, typedOr, type FormTexts } from '@/components/saving-form'
import { TextField } from '@/components/ui/text-field'
import { Checkbox } from '@/components/ui/checkbox'
import { settle } from '../../../actions'

/** Settles who the registrant is, one of several persons; the form's own field shows the error. */
export function SettleForm({
  label,
  hidden,
  texts,
  choices,
  called,
}: {
  label: string
  hidden: Readonly<Record<'id' | 'seen', string>>
  texts: FormTexts
  choices: readonly { value: string; text: string; hint: string }[]
  /** name and code of a new person, as far as they are known */
  called: readonly { name: string; label: string; value: string }[]
}) {
  return (
    <SavingForm label={label} save={settle} hidden={hidden} texts={texts}>
      {(errorOf, typed) => (
        <fieldset className="field w-full" id="choice" tabIndex={-1}>
          <legend>{label}</legend>
          {errorOf('choice') ? <div className="error mb-2">{errorOf('choice')}</div> : null}
          <div className="flex flex-col gap-2">
            {choices.map(({ value, text, hint }) => (
              <Checkbox
                key={value}
                type="radio"
                name="choice"
                value={value}
                label={text}
                hint={hint}
                defaultChecked={typed?.choice?.[0] === value}
              />
            ))}
          </div>
          {called.length > 0 ? (
            <div className="mt-3 ml-6 flex flex-wrap gap-x-4 gap-y-3">
              {called.map(({ name, label: of, value }) => (
                <TextField
                  key={name}
                  name={name}
                  label={of}
                  width={name === 'personalCode' ? 'account' : 'name'}
                  defaultValue={typedOr(typed, name, value)}
                  error={errorOf(name)}
                />
              ))}
            </div>
          ) : null}
        </fieldset>
      )}
    </SavingForm>
  )
}
