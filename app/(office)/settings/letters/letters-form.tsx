'use client'

import { SavingForm, typedOr, type FormTexts } from '@/components/saving-form'
import { TextField } from '@/components/ui/text-field'
import { Textarea } from '@/components/ui/textarea'
import type { OfficeAction } from '@/lib/access/action'

type Letter = Record<'name' | 'title' | 'places' | 'subject' | 'text', string>

export function LettersForm({
  save,
  seen,
  letters,
  texts,
}: {
  save: OfficeAction
  seen: string
  letters: readonly Letter[]
  texts: FormTexts & Record<'form' | 'subject' | 'text', string>
}) {
  return (
    <SavingForm label={texts.form} save={save} hidden={{ seen }} texts={texts}>
      {(errorOf, typed) =>
        letters.map(({ name, title, places, subject, text }) => (
          <fieldset
            key={name}
            className="flex w-full max-w-[760px] flex-col gap-2 not-first:mt-3 [&_.hint]:max-w-none!"
          >
            <legend className="mb-2">
              <b>{title}</b>
            </legend>
            <TextField
              name={`letters.${name}.subject`}
              label={texts.subject}
              defaultValue={typedOr(typed, `letters.${name}.subject`, subject)}
              error={errorOf(`letters.${name}.subject`)}
              width="full"
              required
            />
            <Textarea
              name={`letters.${name}.text`}
              label={texts.text}
              hint={places}
              defaultValue={typedOr(typed, `letters.${name}.text`, text)}
              error={errorOf(`letters.${name}.text`)}
              required
            />
          </fieldset>
        ))
      }
    </SavingForm>
  )
}
