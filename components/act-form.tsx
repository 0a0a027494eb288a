'use client'

import { useActionState, type ReactNode } from 'react'
import { ErrorSummary } from '@/components/ui/error-summary'
import type { OfficeAction } from '@/lib/office/action'

/** A form of one act on one thing; a refusal stands above its content. */
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
  hidden: { name: string; value: string }
  errors: string
  titleMark: string
  children: ReactNode
}) {
  const [state, send] = useActionState(act, { outcome: 'none' })
  return (
    <form id={id} action={send}>
      <input type="hidden" {...hidden} />
      {state.outcome === 'refused' ? (
        <ErrorSummary title={errors} titleMark={titleMark} errors={state.errors} answer={state} />
      ) : null}
      {children}
    </form>
  )
}
