'use client'

import { unstable_rethrow } from 'next/navigation'
import {
  createContext,
  useActionState,
  useContext,
  useRef,
  useState,
  useTransition,
  type FormEvent,
  type ReactNode,
} from 'react'
import type { ActionState } from '@/lib/office/action'
import { change, issue, keep, save, saveOver } from '../actions'
import { useTyping, type Keeping } from './typing'

const none: ActionState = { outcome: 'none' }
const acts = { change, save, saveOver, issue }
export type FormAct = keyof typeof acts

type Shared = {
  /** what a button does without script */
  formAction: Record<FormAct, (form: FormData) => void>
  /** the act under way */
  pending: FormAct | null
  answer: ActionState
  failed: boolean
  keeping: Keeping
  /** what is wrong with a field: what the last act said of it, else what is malformed in what stands there */
  errorOf: (field: string) => string | undefined
}

const FormContext = createContext<Shared | null>(null)

/** The form around this part. */
export const useDocumentForm = () => useContext(FormContext)!

/**
 * The one form of a document's page. Every button in it sends the whole form, each to its own action, so nothing
 * typed is lost without script either; with script only what was changed is sent, and typing keeps itself. A fault
 * or a broken connection leaves the form as it stands.
 */
export function DocumentForm({
  id,
  revision,
  stamp,
  address,
  malformed,
  children,
}: {
  id: string
  /** The revision this page shows; 0 before the first save. */
  revision: number
  /** Changes when the server has something new to show. */
  stamp: string
  /** Where a form without script comes back to. */
  address: string
  /** What is malformed in what was kept, by field. */
  malformed: Readonly<Record<string, string>>
  children: ReactNode
}) {
  const form = useRef<HTMLFormElement>(null)
  const [changed, onChange] = useActionState(change, none, address)
  const [saved, onSave] = useActionState(save, none, address)
  const [savedOver, onSaveOver] = useActionState(saveOver, none, address)
  const [issued, onIssue] = useActionState(issue, none, address)
  const posted = [changed, saved, savedOver, issued].find(({ outcome }) => outcome === 'refused') ?? none

  const [answer, setAnswer] = useState<ActionState>(posted)
  const [mended, setMended] = useState<readonly string[]>([])
  const [failed, setFailed] = useState(false)
  const [act, setAct] = useState<FormAct>('change')
  const [pending, startTransition] = useTransition()
  const typing = useTyping(form, stamp, async (fields) => {
    const told = await keep(none, formData(fields))
    if (told.outcome === 'refused' && !told.signedOut) setAnswer(told)
    return told
  })

  function formData(fields: Map<string, string>) {
    const data = new FormData()
    data.set('id', id)
    data.set('revision', String(revision))
    for (const [name, value] of fields) data.set(name, value)
    return data
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (pending) return
    const { submitter } = event.nativeEvent as SubmitEvent
    const button = submitter as HTMLButtonElement | null
    const chosen = (button?.dataset.act ?? 'change') as FormAct
    const sent = new Map(typing.unsent.current)
    const data = formData(sent)
    if (button?.name && !button.dataset.act) data.set(button.name, button.value)
    if (chosen === 'change')
      for (const [name, value] of chosenRows(event.currentTarget)) data.append(name, value)

    setAct(chosen)
    setFailed(false)
    startTransition(async () => {
      try {
        const told = await acts[chosen](none, data)
        setMended([])
        setAnswer(told)
        if (told.outcome === 'refused' && told.signedOut) return typing.setKeeping('lapsed')
        // A refused act has kept the typing too, unless it was malformed; keeping it once more shows what stands.
        if (told.outcome === 'refused')
          return sent.forEach((_, name) => typing.typed(fieldOf(form.current!, name)))
        typing.acknowledge(sent)
        typing.setKeeping('kept')
      } catch (error) {
        unstable_rethrow(error)
        setFailed(true)
      }
    })
  }

  function changedField(event: FormEvent<HTMLFormElement>) {
    const { name } = event.target as HTMLInputElement
    typing.typed(event.target)
    setMended((before) => (before.includes(name) ? before : [...before, name]))
  }

  const said = answer.outcome === 'refused' ? answer.errors : []
  const shared: Shared = {
    formAction: { change: onChange, save: onSave, saveOver: onSaveOver, issue: onIssue },
    pending: pending ? act : null,
    answer,
    failed,
    keeping: typing.keeping,
    errorOf: (field) =>
      (mended.includes(field) ? undefined : said.find((error) => error.field === field)?.text) ??
      malformed[field],
  }
  return (
    <FormContext value={shared}>
      <form
        ref={form}
        action={onChange}
        onSubmit={submit}
        onInput={changedField}
        autoComplete="off"
        className="contents"
        noValidate
      >
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="revision" value={revision} />
        {/* The first button is the one that Enter presses. */}
        <button formAction={onSave} data-act="save" tabIndex={-1} aria-hidden className="sr-only" />
        {children}
      </form>
    </FormContext>
  )
}

/** The ticked rows, or that all were chosen. */
const chosenRows = (form: HTMLFormElement) =>
  [...new FormData(form)].filter(([name]) => ['picked', 'all', 'flagged'].includes(name)) as [
    string,
    string,
  ][]

const fieldOf = (form: HTMLFormElement, name: string) => form.elements.namedItem(name) as HTMLElement
