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
    <form action={action} className="filters no-print border-b border-line pb-5" aria-label={texts.title}>
      <div className="w-[400px] max-w-full">
        <Select name="type" label={texts.type} width="full" choices={types} error={errorOf('type')} />
      </div>
      <div className="w-[400px] max-w-full">
        <Select name="kind" label={texts.kind} width="full" choices={kinds} error={errorOf('kind')} />
      </div>
      <SubmitButton variant="main" icon="plus">
        {texts.add}
      </SubmitButton>
    </form>
  )
}
