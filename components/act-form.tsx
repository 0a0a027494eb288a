'use client'

import { type ReactNode } from 'react'
import { ErrorSummary } from '@/components/ui/error-summary'
import type { OfficeAction } from '@/lib/access/action'
import { useAct } from './use-act'

type Hidden = { name: string; value: string }

/** A form of one act on one thing; a refusal appears above its content. */
export function ActForm({
  id,
  act,
  hidden,
  errors,
  titleMark,
  children,
}: {
  /** so that a button elsewhere on the page can send it */
  id?: string
  act: OfficeAction
  hidden: Hidden | readonly Hidden[]
  errors: string
  titleMark: string
  children: ReactNode
}) {
  const [state, send, , onReset] = useAct(act)
  return (
    <form id={id} action={send} onReset={onReset}>
      {[hidden].flat().map((field) => (
        <input key={field.name} type="hidden" {...field} />
      ))}
      {state.outcome === 'refused' ? (
        <ErrorSummary title={errors} titleMark={titleMark} errors={state.errors} answer={state} />
      ) : null}
      {children}
    </form>
  )
}
