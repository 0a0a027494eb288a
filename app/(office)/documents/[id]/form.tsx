'use client'

import {
  createContext,
  useContext,
  useEffect,
  useRef,
  useState,
  useTransition,
  type FormEvent,
  type ReactNode,
} from 'react'
import { useAct, usePress } from '@/components/use-act'
import type { ActionState } from '@/lib/office/action'
import { change, issue, keep, save, saveOver } from '../actions'
import type { PersonRow } from './person-rows'
import { Unsent, type Keeping } from './unsent'

const none: ActionState = { outcome: 'none' }
const acts = { change, save, saveOver, issue }
export type FormAct = keyof typeof acts

type Shared = {
  /** what a button does without script */
  formAction: Record<FormAct, (form: FormData) => void>
  /** the act under way */
  pending: FormAct | null
  answer: ActionState
  keeping: Keeping
  /** what is wrong with a field: what the last act said of it, else what is malformed in what stands there */
  errorOf: (field: string) => string | undefined
  /** the rows on this page */
  rows: readonly PersonRow[]
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
  rows,
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
  rows: readonly PersonRow[]
  children: ReactNode
}) {
  const form = useRef<HTMLFormElement>(null)
  const [changed, onChange] = useAct(change, address)
  const [saved, onSave] = useAct(save, address)
  const [savedOver, onSaveOver] = useAct(saveOver, address)
  const [issued, onIssue] = useAct(issue, address)
  const posted = [changed, saved, savedOver, issued].find(({ outcome }) => outcome === 'refused') ?? none

  const [answer, setAnswer] = useState<ActionState>(posted)
  const [mended, setMended] = useState<readonly string[]>([])
  const [keeping, setKeeping] = useState<Keeping>('kept')
  const [act, setAct] = useState<FormAct>('change')
  const [pending, startTransition] = useTransition()
  const unsent = useRef<Unsent>(null)
  const press = usePress()

  useEffect(() => {
    const element = form.current!
    const typing = new Unsent(async (fields) => {
      const told = await keep(none, bodyOf(element, fields))
      if (told.outcome === 'refused' && !told.signedOut) setAnswer(told)
      return told
    }, setKeeping)
    typing.begin(element)
    unsent.current = typing
    const left = () => void typing.keep()
    const asked = (event: BeforeUnloadEvent) => typing.fields.size > 0 && event.preventDefault()
    window.addEventListener('focus', left)
    window.addEventListener('pagehide', left)
    window.addEventListener('beforeunload', asked)
    return () => {
      window.removeEventListener('focus', left)
      window.removeEventListener('pagehide', left)
      window.removeEventListener('beforeunload', asked)
      left()
    }
  }, [])

  useEffect(() => unsent.current!.follow(form.current!), [stamp])

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (pending) return
    const button = (event.nativeEvent as SubmitEvent).submitter as HTMLButtonElement | null
    const chosen = (button?.dataset.act ?? 'change') as FormAct
    const typing = unsent.current!
    const sent = new Map(typing.fields)
    const body = bodyOf(event.currentTarget, sent)
    if (button?.name && !button.dataset.act) body.set(button.name, button.value)
    if (chosen === 'change')
      for (const [name, value] of chosenRows(event.currentTarget)) body.append(name, value)

    setAct(chosen)
    startTransition(async () => {
      const told = await press(acts[chosen], body)
      setMended([])
      setAnswer(told)
      if (told.outcome !== 'refused') return typing.acknowledge(sent)
      if (told.signedOut) return setKeeping('lapsed')
      // A refused act has kept the typing all the same; keeping it once more shows the page as it stands now.
      for (const name of sent.keys()) typing.typed(form.current?.elements.namedItem(name) as Element | null)
    })
  }

  function typed({ target }: FormEvent<HTMLFormElement>) {
    const { name } = target as HTMLInputElement
    unsent.current!.typed(target)
    setMended((before) => (before.includes(name) ? before : [...before, name]))
  }

  const said = answer.outcome === 'refused' ? answer.errors : []
  const shared: Shared = {
    formAction: { change: onChange, save: onSave, saveOver: onSaveOver, issue: onIssue },
    pending: pending ? act : null,
    answer,
    keeping,
    rows,
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
        onInput={typed}
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

/** What is sent: which document, the revision seen, and these fields. */
function bodyOf(form: HTMLFormElement, fields: Map<string, string>) {
  const all = new FormData(form)
  const body = new FormData()
  for (const name of ['id', 'revision']) body.set(name, all.get(name)!)
  for (const [name, value] of fields) body.set(name, value)
  return body
}

/** The ticked rows, or that all were chosen. */
const chosenRows = (form: HTMLFormElement) =>
  [...new FormData(form)].filter(([name]) => ['picked', 'all', 'flagged'].includes(name)) as [
    string,
    string,
  ][]
