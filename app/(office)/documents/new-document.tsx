'use client'

import { useActionState, useState } from 'react'
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
  /** of each type */
  kinds: readonly (Choice & { type: string })[]
}) {
  // All kinds stand there until a type is chosen, so that a page without script offers every one; a kind brings its type.
  const [type, setType] = useState(types[0]?.value)
  const [chosen, setChosen] = useState(false)
  const fitting = chosen ? kinds.filter((kind) => kind.type === type) : kinds
  const [answer, action] = useActionState(begin, { outcome: 'none' })
  const errorOf = (name: string) =>
    answer.outcome === 'refused' ? answer.errors.find(({ field }) => field === name)?.text : undefined
  return (
    <form action={action} className="filters no-print border-b border-line pb-5" aria-label={texts.title}>
      <div className="w-[400px] max-w-full">
        <Select
          name="type"
          label={texts.type}
          width="full"
          choices={types}
          error={errorOf('type')}
          value={type}
          onChange={(event) => {
            setType(event.target.value)
            setChosen(true)
          }}
        />
      </div>
      <div className="w-[400px] max-w-full">
        <Select
          name="kind"
          label={texts.kind}
          width="full"
          choices={fitting}
          error={errorOf('kind')}
          onChange={(event) => setType(kinds.find(({ value }) => value === event.target.value)?.type)}
        />
      </div>
      <SubmitButton variant="main" icon="plus">
        {texts.add}
      </SubmitButton>
    </form>
  )
}
