'use client'

import { useState } from 'react'
import { Select } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import { useAct } from '@/components/use-act'
import { begin } from './actions'

type Kind = readonly [code: string, subkind?: string, subkindLabel?: string]

const valueOf = ([code, subkind]: Kind) => (subkind ? `${code}:${subkind}` : code)
const textOf = ([code, , subkindLabel]: Kind, names: Readonly<Record<string, string>>) =>
  subkindLabel ? `${names[code]}: ${subkindLabel}` : names[code]!

/** Type, then kind, then `Lisa dokument`: begins a form; the document exists only once it is saved. */
export function NewDocument({
  texts,
  types,
  names,
  typeNames,
}: {
  texts: Record<'title' | 'type' | 'kind' | 'add', string>
  types: readonly { value: string; kinds: readonly Kind[] }[]
  /**
   * names of the kinds and of the types, by code; the filters use the same lists, so that the page contains them once
   */
  names: Readonly<Record<string, string>>
  typeNames: Readonly<Record<string, string>>
}) {
  // All kinds are listed until a type is chosen, so that a page without script offers each of them once; a kind sets
  // its own type if the chosen type doesn't have it.
  const [type, setType] = useState(types[0]?.value)
  const [chosen, setChosen] = useState(false)
  const ofTypes = types.filter(({ value }) => !chosen || value === type).flatMap(({ kinds }) => kinds)
  const fitting = [...new Map(ofTypes.map((kind) => [valueOf(kind), kind])).values()]
  const has = (value: string) => (each: (typeof types)[number]) =>
    each.kinds.some((kind) => valueOf(kind) === value)
  const [answer, action, , onReset] = useAct(begin)
  const errorOf = (name: string) =>
    answer.outcome === 'refused' ? answer.errors.find(({ field }) => field === name)?.text : undefined
  return (
    <form
      action={action}
      onReset={onReset}
      className="filters no-print border-b border-line pb-5"
      aria-label={texts.title}
    >
      <div className="w-[400px] max-w-full">
        <Select
          name="type"
          label={texts.type}
          width="full"
          choices={types.map(({ value }) => ({ value, text: typeNames[value]! }))}
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
          choices={fitting.map((kind) => ({ value: valueOf(kind), text: textOf(kind, names) }))}
          error={errorOf('kind')}
          onChange={(event) =>
            setType(
              (now) =>
                (types.find((each) => each.value === now && has(event.target.value)(each)) ??
                  types.find(has(event.target.value)))!.value,
            )
          }
        />
      </div>
      <SubmitButton variant="main" icon="plus">
        {texts.add}
      </SubmitButton>
    </form>
  )
}
