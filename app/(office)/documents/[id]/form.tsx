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
import { Button } from '@/components/ui/button'
import { useAct, usePress } from '@/components/use-act'
import type { ActionState, RefusedText } from '@/lib/access/action'
import { change, issue, keep, save, saveOver } from '../actions'
import { typedIn, useMeanwhile } from './meanwhile'
import type { PersonRow } from './person-row'
import { isElsewhere, Unsent, type Keeping } from './unsent'

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
  /** the error of a field: from the last act's answer, else that its present value is malformed */
  errorOf: (field: string) => ReactNode
  /** the rows on this page */
  rows: readonly PersonRow[]
}

const FormContext = createContext<Shared | null>(null)

/** The document's form around the calling part. */
export const useDocumentForm = () => useContext(FormContext)!

/**
 * The one form of a document's page. Every button sends the whole form, each to its own action, so that no typed text
 * is lost without script either; with script, only changed fields are sent, and typing saves itself. A fault or a
 * broken connection leaves the form unchanged.
 */
export function DocumentForm({
  id,
  revision,
  stamp,
  address,
  malformed,
  rows,
  texts,
  children,
}: {
  id: string
  /** The revision this page shows; 0 before the first save. */
  revision: number
  /** Changes when the server has something new to show. */
  stamp: string
  /** The address to which a form without script returns. */
  address: string
  /** Which kept values are malformed, by field. */
  malformed: Readonly<Record<string, string>>
  rows: readonly PersonRow[]
  /** The choice at a field that two windows have changed. */
  texts: Record<'take' | 'mine', string>
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
  const [elsewhere, setElsewhere] = useState<readonly RefusedText[]>([])
  const unsent = useRef<Unsent>(null)
  const press = usePress()

  useEffect(() => {
    const element = form.current!
    const kept = async (body: FormData) => {
      const told = await keep(none, body)
      const apart = elsewhereIn(told, element)
      setElsewhere(apart)
      if (told.outcome === 'refused' && !told.signedOut && apart.length === 0) setAnswer(told)
      return told
    }
    const typing = new Unsent(element, kept, setKeeping)
    typing.begin()
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

  useEffect(() => unsent.current!.follow(), [stamp])

  useMeanwhile({ answer, pending, typed: () => typedIn(form.current, unsent.current!.fields.keys()) })

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (pending) return
    const button = (event.nativeEvent as SubmitEvent).submitter as HTMLButtonElement | null
    const chosen = (button?.dataset.act ?? 'change') as FormAct
    const typing = unsent.current!
    const { body, sent } = typing.toSend()
    if (button?.name && !button.dataset.act) body.set(button.name, button.value)
    if (chosen === 'change')
      for (const [name, value] of chosenRows(event.currentTarget)) body.append(name, value)

    setAct(chosen)
    startTransition(async () => {
      const told = await press(acts[chosen], body)
      const apart = elsewhereIn(told, form.current)
      setMended([])
      setElsewhere(apart)
      setAnswer(
        told.outcome === 'refused'
          ? { ...told, errors: [...apart, ...told.errors.filter((error) => !isElsewhere(error))] }
          : told,
      )
      if (apart.length > 0) return typing.acknowledge(sent, apart)
      if (told.outcome !== 'refused') return typing.acknowledge(sent)
      if (told.signedOut) return setKeeping('lapsed')
      // A refused act has kept the typing nevertheless; keeping it once more makes the page show the present state.
      for (const name of sent.keys()) typing.typed(form.current?.elements.namedItem(name) as Element | null)
    })
  }

  function typed({ target }: FormEvent<HTMLFormElement>) {
    const { name } = target as HTMLInputElement
    unsent.current!.typed(target)
    setMended((before) => (before.includes(name) ? before : [...before, name]))
  }

  function settle({ field, stands }: RefusedText, take: boolean) {
    unsent.current!.settle(field!, stands!, take)
    setElsewhere((before) => before.filter((each) => each.field !== field))
    setAnswer(none)
  }

  const said = answer.outcome === 'refused' ? answer.errors : []
  const shared: Shared = {
    formAction: { change: onChange, save: onSave, saveOver: onSaveOver, issue: onIssue },
    pending: pending ? act : null,
    answer,
    keeping,
    rows,
    errorOf: (field) => {
      const apart = elsewhere.find((error) => error.field === field)
      if (apart) return <Elsewhere text={apart.text} texts={texts} settle={(take) => settle(apart, take)} />
      return (
        (mended.includes(field) ? undefined : said.find((error) => error.field === field)?.text) ??
        malformed[field]
      )
    },
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

/** The text that another window wrote into the field, and the choice between the two. */
function Elsewhere({
  text,
  texts,
  settle,
}: {
  text: string
  texts: Record<'take' | 'mine', string>
  settle: (take: boolean) => void
}) {
  return (
    <span role="alert">
      {text}{' '}
      {(['take', 'mine'] as const).map((choice) => (
        <Button
          key={choice}
          type="button"
          variant="bare"
          size="small"
          onClick={() => settle(choice === 'take')}
        >
          {texts[choice]}
        </Button>
      ))}
    </span>
  )
}

/** The errors about fields that another window also changed; a choice is shown by its text, not by its code. */
function elsewhereIn(told: ActionState, form: HTMLFormElement | null): RefusedText[] {
  if (told.outcome !== 'refused') return []
  return told.errors.filter(isElsewhere).map((error) => {
    const field = form?.elements.namedItem(error.field ?? '')
    const option =
      field instanceof HTMLSelectElement && [...field.options].find(({ value }) => value === error.stands)
    return option && error.stands ? { ...error, text: error.text.replace(error.stands, option.text) } : error
  })
}

/** The ticked rows, or the mark that all were chosen. */
const chosenRows = (form: HTMLFormElement) =>
  [...new FormData(form)].filter(([name]) => ['picked', 'all', 'flagged'].includes(name)) as [
    string,
    string,
  ][]
