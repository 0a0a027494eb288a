'use client'

import { useState } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { ErrorSummary } from '@/components/ui/error-summary'
import { SubmitButton } from '@/components/ui/submit-button'
import { Textarea } from '@/components/ui/textarea'
import { TextField } from '@/components/ui/text-field'
import { useAct } from '@/components/use-act'
import { endNews } from '../../actions'
import type { endTexts } from './texts'

/** The possible ends of parked news, each with a reason. */
export function EndForm({ id, texts }: { id: string; texts: ReturnType<typeof endTexts> }) {
  const [state, act, , onReset] = useAct(endNews)
  // React empties a form after its act; this state keeps the typed text.
  const [typed, setTyped] = useState({
    end: texts.ends.length === 1 ? texts.ends[0]!.end : '',
    number: '',
    reason: '',
  })
  const errors = state.outcome === 'refused' ? state.errors : []
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.text
  const links = texts.ends.some(({ end }) => end === 'LINKED')
  return (
    <form action={act} onReset={onReset} className="flex max-w-[640px] flex-col gap-4">
      {errors.length > 0 ? (
        <ErrorSummary title={texts.errors} titleMark={texts.errorMark} errors={errors} answer={state} />
      ) : null}
      <p className="text-ink-2">{texts.note}</p>
      <input type="hidden" name="id" value={id} />
      <fieldset className="flex flex-col gap-2" id="end">
        <legend className="sr-only">{texts.submit}</legend>
        {texts.ends.map(({ end, label, hint }) => (
          <Checkbox
            key={end}
            type="radio"
            name="end"
            value={end}
            label={label}
            hint={hint}
            required
            checked={typed.end === end}
            onChange={() => setTyped({ ...typed, end })}
          />
        ))}
      </fieldset>
      {links ? (
        <TextField
          name="number"
          label={texts.number}
          hint={texts.numberHint}
          error={errorOf('number')}
          value={typed.number}
          onChange={(event) => setTyped({ ...typed, number: event.target.value })}
        />
      ) : null}
      <Textarea
        name="reason"
        label={texts.reason}
        required
        maxLength={2000}
        error={errorOf('reason')}
        value={typed.reason}
        onChange={(event) => setTyped({ ...typed, reason: event.target.value })}
      />
      <div>
        <SubmitButton variant="main">{texts.submit}</SubmitButton>
      </div>
    </form>
  )
}
