'use client'

import { useActionState } from 'react'
import { Select, type Choice } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import { begin } from './actions'

/** Type, then kind, then `Lisa dokument`: begins a form; there is no document until it is saved. */
export function NewDocument({
  texts,
  types,
  kinds,
}: {
  texts: Record<'title' | 'type' | 'kind' | 'add', string>
  types: readonly Choice[]
  kinds: readonly Choice[]
}) {
  const [answer, action] = useActionState(begin, { outcome: 'none' })
  const errorOf = (name: string) =>
    answer.outcome === 'refused' ? answer.errors.find(({ field }) => field === name)?.text : undefined
  return (
    <form action={action} className="filters no-print" aria-label={texts.title}>
      <Select name="type" label={texts.type} choices={types} error={errorOf('type')} />
      <Select name="kind" label={texts.kind} choices={kinds} error={errorOf('kind')} />
      <SubmitButton variant="main" icon="plus">
        {texts.add}
      </SubmitButton>
    </form>
  )
}
