'use client'

import { type ReactNode } from 'react'
import { Select, type Choice } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import { Textarea } from '@/components/ui/textarea'
import { TextField } from '@/components/ui/text-field'
import { useAct } from '@/components/use-act'
import { addBasis, addSigner, chooseBasis, endSigner } from '../actions'

const acts = { addBasis, addSigner, chooseBasis, endSigner }

type Texts = { label: string; hint?: string; submit: string }

/** Writes a new basis, which the unit can choose from now on. */
export function NewBasis({ id, texts }: { id: string; texts: Texts }) {
  return (
    <Form act="addBasis" fields={{ id }}>
      {(errorOf) => (
        <>
          <Textarea name="text" label={texts.label} hint={texts.hint} error={errorOf('text')} required />
          <div>
            <SubmitButton>{texts.submit}</SubmitButton>
          </div>
        </>
      )}
    </Form>
  )
}

/** Makes a person a signer in the unit. */
export function NewSigner({
  id,
  texts,
  candidates,
}: {
  id: string
  texts: Texts & { title: string; placeholder: string; empty: string }
  candidates: readonly Choice[]
}) {
  return (
    <Form act="addSigner" fields={{ id }}>
      {(errorOf) => (
        <>
          <div className="fields">
            <Select
              name="userId"
              label={texts.label}
              hint={texts.hint}
              choices={candidates}
              placeholder={texts.placeholder}
              emptyText={texts.empty}
              error={errorOf('userId')}
              required
            />
            <TextField name="title" label={texts.title} error={errorOf('title')} required />
          </div>
          <div>
            <SubmitButton>{texts.submit}</SubmitButton>
          </div>
        </>
      )}
    </Form>
  )
}

/** One button in a line of a list: chooses the basis, or ends the signer. */
export function ChoiceButton({
  act,
  fields,
  label,
  children,
}: {
  act: 'chooseBasis' | 'endSigner'
  fields: Readonly<Record<string, string>>
  label: string
  children: ReactNode
}) {
  return (
    <Form act={act} fields={fields}>
      {() => (
        <SubmitButton variant="bare" size="small" aria-label={label}>
          {children}
        </SubmitButton>
      )}
    </Form>
  )
}

function Form({
  act,
  fields,
  children,
}: {
  act: keyof typeof acts
  fields: Readonly<Record<string, string>>
  children: (errorOf: (name: string) => string | undefined) => ReactNode
}) {
  const [answer, action, , onReset] = useAct(acts[act])
  const errors = answer.outcome === 'refused' ? answer.errors : []
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.text
  return (
    <form action={action} className="flex max-w-[760px] flex-col gap-3" onReset={onReset}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {errors
        .filter(({ field }) => !field || !['text', 'userId', 'title'].includes(field))
        .map(({ text }) => (
          <div key={text} className="error" role="alert">
            {text}
          </div>
        ))}
      {children(errorOf)}
    </form>
  )
}
