'use client'

import { AmountField } from '@/components/ui/amount-field'
import { Button, type ButtonProps } from '@/components/ui/button'
import { DateField } from '@/components/ui/date-field'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Notice } from '@/components/ui/notice'
import { Select, type Choice } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { TextField } from '@/components/ui/text-field'
import { useDocumentForm, type FormAct } from './form'

export function ActButton({ act, ...button }: { act: FormAct } & ButtonProps) {
  const { formAction, pending } = useDocumentForm()
  return <Button {...button} formAction={formAction[act]} data-act={act} pending={pending === act} />
}

/**
 * Why the last act was refused, at the top of the page; also that the session has lapsed or the server doesn't answer.
 */
export function FormErrors({
  labels,
  texts,
  signIn,
}: {
  /** Labels of the fields, for errors that don't name their field. */
  labels: Readonly<Record<string, string>>
  texts: Record<'title' | 'titleMark' | 'lapsed' | 'signIn', string>
  /** The address of the sign-in page, which returns here. */
  signIn: string
}) {
  const { answer, keeping, rows } = useDocumentForm()
  if (keeping === 'lapsed') {
    return (
      <Notice tone="warn">
        {texts.lapsed}{' '}
        <a href={signIn} target="_blank">
          {texts.signIn}
        </a>
      </Notice>
    )
  }
  if (answer.outcome !== 'refused') return null
  // The notice above the redrawn page reports an act that came too late.
  const here = answer.errors.filter(({ now }) => now === undefined)
  if (here.length === 0) return null
  const errors = here.map(({ field, text }) => {
    const [place, ...rest] = field?.split('.') ?? []
    const label = labels[rest.at(-1) ?? '']
    if (place !== 'rows') return { field, text: label ? `${label}: ${text}` : text }
    const name = rows.find(({ key }) => key === rest[0])?.name
    // A row that isn't here is on another page.
    if (name === undefined) return { field, text, href: `?row=${rest[0]}#row` }
    // The sentence about a missing value already contains the person's name.
    return { field, text: text.startsWith(name) ? text : `${name}, ${label}: ${text}` }
  })
  return <ErrorSummary title={texts.title} titleMark={texts.titleMark} errors={errors} answer={answer} />
}

/** The standing of the typing, unobtrusively. `kept` is the server's text about what it holds. */
export function Kept({
  kept,
  texts,
}: {
  kept: string
  texts: Record<'typing' | 'failed' | 'lapsed' | 'elsewhere', string>
}) {
  const { keeping } = useDocumentForm()
  const told = {
    kept,
    typing: texts.typing,
    refused: texts.typing,
    failed: texts.failed,
    lapsed: texts.lapsed,
    elsewhere: texts.elsewhere,
  }
  return <span role="status">{told[keeping]}</span>
}

export type CommonField = {
  field: string
  control: 'day' | 'amount' | 'text' | 'line' | 'account' | 'choice' | 'serial'
  wide?: boolean
  /** a field of several lines, over the whole width */
  long?: boolean
  choices?: readonly Choice[]
  /** The text while nothing is chosen. */
  placeholder?: string
  label: string
  hint?: string
  value: string
  /** "Rakenda kõigile ridadele", if the value of some row differs */
  apply?: string
}

/** The fields above the persons. */
export function CommonFields({ fields, calendar }: { fields: readonly CommonField[]; calendar: string }) {
  const { errorOf } = useDocumentForm()
  return (
    <div className="fields mt-5">
      {fields.map(({ field, control, wide, long, choices, placeholder, label, hint, value, apply }) => {
        const name = `head.${field}`
        const same = { name, label, hint, defaultValue: value, error: errorOf(name) }
        return (
          <div key={field} className={long ? 'w-full max-w-[760px]' : undefined}>
            {control === 'day' ? <DateField {...same} calendar={calendar} /> : null}
            {control === 'amount' ? <AmountField {...same} /> : null}
            {long ? (
              <Textarea {...same} rows={4} />
            ) : control === 'text' || control === 'line' || control === 'serial' ? (
              <TextField {...same} width={wide ? 'name' : 'code'} />
            ) : null}
            {control === 'choice' ? (
              <Select {...same} choices={choices ?? []} placeholder={placeholder} data-kept={value} />
            ) : null}
            {apply ? (
              <Button variant="bare" size="small" className="-ml-1.5" name="field" value={field}>
                {apply}
              </Button>
            ) : null}
          </div>
        )
      })}
    </div>
  )
}

/** A choice from a list: unit, signer, drafter. */
export function ChoiceField({
  field,
  value,
  ...select
}: {
  field: string
  value: string
  label: string
  choices: readonly Choice[]
  placeholder: string
  emptyText: string
  width?: 'name' | 'full'
}) {
  const { errorOf } = useDocumentForm()
  const name = `head.${field}`
  return (
    <Select {...select} name={name} defaultValue={value} data-kept={value} error={errorOf(name)} required />
  )
}

/**
 * A text that opens for changing and closes again (`Muuda` … `Sulge`): the browser's own element, so that it works
 * without script; the form sends its text whether it is open or not.
 */
export function OpenedText({
  field,
  label,
  value,
  none,
  open,
  close,
}: {
  field: string
  label: string
  value: string
  none: string
  /** "Muuda" */
  open: string
  /** "Sulge" */
  close: string
}) {
  const { errorOf } = useDocumentForm()
  const name = `head.${field}`
  const error = errorOf(name)
  return (
    <details className="group" open={error ? true : undefined}>
      <summary className="list-none">
        <b className="block text-small">{label}</b>
        <span className={`whitespace-pre-line group-open:hidden ${value ? '' : 'text-ink-3'}`}>
          {value || none}
        </span>{' '}
        <span className="btn btn-bare btn-small group-open:hidden">{open}</span>
        <span className="btn btn-bare btn-small -ml-1.5 hidden group-open:inline-flex">{close}</span>
      </summary>
      <Textarea name={name} label={label} hideLabel defaultValue={value} error={error} />
    </details>
  )
}
