'use client'

import { Select, type Choice } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import type { OfficeAction } from '@/lib/office/action'
import { SavingForm, type FormTexts } from '@/components/saving-form'

export function OfficeForm({
  save,
  seen,
  visaContact,
  partMonth,
  recallMinutes,
  choices,
  texts,
}: {
  save: OfficeAction
  seen: string
  visaContact: string
  partMonth: string
  recallMinutes: number
  choices: readonly Choice[]
  texts: FormTexts &
    Record<
      'form' | 'visaContact' | 'visaHint' | 'partMonth' | 'partMonthHint' | 'recallMinutes' | 'recallHint',
      string
    >
}) {
  return (
    <SavingForm label={texts.form} save={save} hidden={{ seen }} texts={texts}>
      {(errorOf) => (
        <>
          <TextField
            name="visaContact"
            label={texts.visaContact}
            hint={texts.visaHint}
            defaultValue={visaContact}
            error={errorOf('visaContact')}
            inputMode="email"
            required
          />
          <Select
            key={partMonth}
            name="partMonth"
            label={texts.partMonth}
            hint={texts.partMonthHint}
            choices={choices}
            defaultValue={partMonth}
            error={errorOf('partMonth')}
            width="name"
          />
          <TextField
            name="recallMinutes"
            label={texts.recallMinutes}
            hint={texts.recallHint}
            defaultValue={recallMinutes}
            error={errorOf('recallMinutes')}
            inputMode="numeric"
            width="code"
            required
          />
        </>
      )}
    </SavingForm>
  )
}
