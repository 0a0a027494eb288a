'use client'

import { useRef, type ReactNode } from 'react'
import { Button, type ButtonVariant } from '@/components/ui/button'
import { Dialog, DialogBody, DialogFoot } from '@/components/ui/dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import { Textarea } from '@/components/ui/textarea'
import { useAct } from '@/components/use-act'
import type { ActionState } from '@/lib/access/action'
import {
  accept,
  actMany,
  anew,
  callOff,
  cancel,
  cancelledThere,
  cancelRegistered,
  checkAgain,
  comment,
  createDirective,
  discard,
  discardNew,
  financeTold,
  notify,
  recheck,
  remove,
  reopen,
  repair,
  resume,
  retry,
  send,
  stay,
} from '../actions'
import { typedIn, useMeanwhile } from './meanwhile'

const acts = {
  callOff,
  cancel,
  cancelRegistered,
  checkAgain,
  comment,
  createDirective,
  discard,
  discardNew,
  actMany,
  financeTold,
  notify,
  recheck,
  remove,
  reopen,
  repair,
  retry,
  send,
  accept,
  anew,
  cancelledThere,
  resume,
  stay,
}
export type PlainAct = keyof typeof acts

type Fields = Readonly<Record<string, string | number>>

/** A form for one act: the children are its button and fields; the reason for a refusal appears below them. */
export function ActForm({
  act,
  fields,
  className,
  children,
}: {
  act: PlainAct
  /** The values that are sent besides the fields. */
  fields: Fields
  className?: string
  children: ReactNode
}) {
  const [answer, action, pending, onReset] = useAct(acts[act])
  const form = useRef<HTMLFormElement>(null)
  useMeanwhile({ answer, pending, typed: () => typedIn(form.current) })
  return (
    <form ref={form} action={action} className={className} onReset={onReset}>
      <Hidden fields={fields} />
      {children}
      <Errors answer={answer} />
    </form>
  )
}

/** An act that asks for confirmation: says what will happen, and asks for a reason where one is required. */
export function ActDialog({
  id,
  title,
  body,
  act,
  fields,
  reason,
  giveUp,
  submit,
  variant = 'danger',
}: {
  id: string
  title: string
  body: string
  act: PlainAct
  fields: Fields
  reason?: { label: string; hint: string }
  giveUp: string
  submit: string
  variant?: ButtonVariant
}) {
  const [answer, action, pending, onReset] = useAct(acts[act])
  const form = useRef<HTMLFormElement>(null)
  const told = useMeanwhile({ answer, pending, typed: () => typedIn(form.current), dialog: id })
  const refused = answer.outcome === 'refused'
  const wrong = refused ? answer.errors.find(({ field }) => field === 'reason')?.text : undefined
  return (
    <Dialog id={id} title={title} open={refused || told !== null}>
      <form ref={form} action={action} onReset={onReset}>
        <Hidden fields={fields} />
        <DialogBody>
          <div className="flex flex-col gap-4">
            <p>{body}</p>
            {reason ? (
              <Textarea
                name="reason"
                within={id}
                {...reason}
                error={wrong}
                defaultValue={told?.typed[0]?.value}
                required
              />
            ) : null}
            {told && !refused ? (
              <div role="alert" className="error">
                {told.text}
              </div>
            ) : null}
            {wrong ? null : <Errors answer={answer} />}
          </div>
        </DialogBody>
        <DialogFoot>
          <Button closes={id}>{giveUp}</Button>
          <SubmitButton variant={variant}>{submit}</SubmitButton>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

function Hidden({ fields }: { fields: Fields }) {
  return Object.entries(fields).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ))
}

function Errors({ answer }: { answer: ActionState }) {
  if (answer.outcome !== 'refused') return null
  return (
    <div role="alert">
      {answer.errors.map(({ text, now }) => (
        <div className="error" key={text}>
          {text} {now ? <a href={now.href}>{now.text}</a> : null}
        </div>
      ))}
    </div>
  )
}
