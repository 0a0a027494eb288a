'use client'

import { SavingForm, typedOr, type FormTexts } from '@/components/saving-form'
import { Select, type Choice } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import type { OfficeAction } from '@/lib/access/action'
import type { Settings } from '@/lib/settings/settings'

type Contact = 'contentContact' | 'programContact' | 'juhanContact'

export function OfficeForm({
  save,
  seen,
  settings: { visaContact, partMonth, recallMinutes, juhanFreshMinutes, ...others },
  contacts,
  choices,
  texts,
}: {
  save: OfficeAction
  seen: string
  settings: Pick<Settings, 'visaContact' | 'partMonth' | 'recallMinutes' | 'juhanFreshMinutes' | Contact>
  /** The contacts that the page of registrants names; none is required. */
  contacts: readonly { name: Contact; label: string; hint: string }[]
  choices: readonly Choice[]
  texts: FormTexts &
    Record<
      | 'form'
      | 'visaContact'
      | 'visaHint'
      | 'partMonth'
      | 'partMonthHint'
      | 'recallMinutes'
      | 'recallHint'
      | 'juhanFreshMinutes'
      | 'juhanFreshHint',
      string
    >
}) {
  return (
    <SavingForm label={texts.form} save={save} hidden={{ seen }} texts={texts}>
      {(errorOf, typed) => (
        <>
          <TextField
            name="visaContact"
            label={texts.visaContact}
            hint={texts.visaHint}
            defaultValue={typedOr(typed, 'visaContact', visaContact)}
            error={errorOf('visaContact')}
            inputMode="email"
            required
          />
          {contacts.map((contact) => (
            <TextField
              key={contact.name}
              {...contact}
              defaultValue={typedOr(typed, contact.name, others[contact.name])}
              error={errorOf(contact.name)}
            />
          ))}
          <Select
            key={partMonth}
            name="partMonth"
            label={texts.partMonth}
            hint={texts.partMonthHint}
            choices={choices}
            defaultValue={typedOr(typed, 'partMonth', partMonth)}
            error={errorOf('partMonth')}
            width="name"
          />
          <TextField
            name="recallMinutes"
            label={texts.recallMinutes}
            hint={texts.recallHint}
            defaultValue={typedOr(typed, 'recallMinutes', String(recallMinutes))}
            error={errorOf('recallMinutes')}
            inputMode="numeric"
            width="code"
            required
          />
          <TextField
            name="juhanFreshMinutes"
            label={texts.juhanFreshMinutes}
            hint={texts.juhanFreshHint}
            defaultValue={typedOr(typed, 'juhanFreshMinutes', String(juhanFreshMinutes))}
            error={errorOf('juhanFreshMinutes')}
            inputMode="numeric"
            width="code"
            required
          />
        </>
      )}
    </SavingForm>
  )
}
