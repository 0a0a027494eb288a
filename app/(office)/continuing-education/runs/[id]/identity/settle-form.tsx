'use client'

import { SavingForm, type FormTexts } from '@/components/saving-form'
import { Checkbox } from '@/components/ui/checkbox'
import { settle } from '../../../actions'

/** Who the registrant is, one of several; the form's own field carries the error. */
export function SettleForm({
  label,
  hidden,
  texts,
  choices,
}: {
  label: string
  hidden: Readonly<Record<'id' | 'seen', string>>
  texts: FormTexts
  choices: readonly { value: string; text: string; hint: string }[]
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
        </fieldset>
      )}
    </SavingForm>
  )
}
