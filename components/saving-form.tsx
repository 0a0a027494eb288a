'use client'

import { useRef, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { DateField } from '@/components/ui/date-field'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Notice } from '@/components/ui/notice'
import type { OfficeAction, Typed } from '@/lib/access/action'
import { lastOf, useAct } from './use-act'

export type ErrorOf = (field: string) => string | undefined
export type FormTexts = Record<'submit' | 'refused' | 'refusedMark', string>

/**
 * A form that saves with a notice or with errors at their fields, and may offer a trial of the filled-in values beside
 * it. Only a saved form is rendered anew: a refusal and a trial leave everything as typed.
 */
export function SavingForm({
  label,
  save,
  attempt,
  hidden,
  texts,
  icon,
  beside,
  children,
}: {
  label: string
  save: OfficeAction
  attempt?: { act: OfficeAction; text: string }
  /** Hidden fields: the form's subject, and the last change that it has seen. */
  hidden: Readonly<Record<string, string>>
  texts: FormTexts
  icon?: 'plus'
  /** Another act of the page is its primary one. */
  beside?: boolean
  /** `typed`: the refused input; without script the fields need it back. */
  children: (errorOf: ErrorOf, typed: Typed | undefined) => ReactNode
}) {
  const [saved, action, saving] = useAct(save)
  const [tried, attemptAction, trying] = useAct(attempt?.act ?? save)
  const pressed = useRef<string>(undefined)
  const answer = lastOf(saved, tried)
  const errors = answer.outcome === 'refused' ? answer.errors : []
  return (
    <form
      action={action}
      aria-label={label}
      className="flex flex-col items-start gap-4"
      noValidate
      onSubmit={({ nativeEvent }) => {
        pressed.current = (nativeEvent as SubmitEvent).submitter?.dataset.act
      }}
      onReset={(event) => {
        if (errors.length > 0 || pressed.current === 'try') event.preventDefault()
      }}
    >
      {answer.outcome === 'done' && answer.notice ? <Notice tone="done">{answer.notice}</Notice> : null}
      {errors.length > 0 ? (
        <ErrorSummary title={texts.refused} titleMark={texts.refusedMark} errors={errors} answer={answer} />
      ) : null}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <input type="hidden" name="again" value="typed" />
      {children(
        (field) => errors.find((error) => error.field === field)?.text,
        answer.outcome === 'refused' ? answer.typed : undefined,
      )}
      <div className="acts">
        <Button type="submit" variant={beside ? 'plain' : 'main'} icon={icon} pending={saving}>
          {texts.submit}
        </Button>
        {attempt ? (
          <Button type="submit" formAction={attemptAction} data-act="try" pending={trying}>
            {attempt.text}
          </Button>
        ) : null}
      </div>
    </form>
  )
}

/** The text of a field: the refused input, else its `value`. */
export const typedOr = (typed: Typed | undefined, name: string, value: string) => typed?.[name]?.[0] ?? value

/** The same of a box to tick. */
export const tickedOr = (typed: Typed | undefined, name: string, value: string, on: boolean) =>
  typed ? (typed[name] ?? []).includes(value) : on

/** The day from which the ticked choices are to hold. */
export function DayFrom({
  texts,
  error,
  typed,
}: {
  texts: Record<'from' | 'fromHint' | 'calendar', string>
  error: string | undefined
  typed: Typed | undefined
}) {
  return (
    <div className="[&_.hint]:max-w-[60ch]">
      <DateField
        name="from"
        label={texts.from}
        hint={texts.fromHint}
        calendar={texts.calendar}
        defaultValue={typedOr(typed, 'from', '')}
        error={error}
        required
      />
    </div>
  )
}
