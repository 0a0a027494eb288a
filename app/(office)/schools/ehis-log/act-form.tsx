'use client'

import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import { useAct } from '@/components/use-act'
import { holdMessages, leaveOutMessages, releaseMessages, sendMessagesAgain } from './actions'

const acts = {
  hold: holdMessages,
  release: releaseMessages,
  again: sendMessagesAgain,
  leaveOut: leaveOutMessages,
} as const
export type MessageAct = keyof typeof acts

/**
 * One act on one or many messages; afterwards the number that it changed. Without a text there is nothing left to do.
 */
export function ActForm({
  act,
  text,
  main,
  reasons = [],
  fields,
  errorMark,
}: {
  act: MessageAct
  text?: string
  main?: boolean
  reasons?: string[]
  fields: readonly { name: string; value: string }[]
  errorMark: string
}) {
  const [answer, go] = useAct(acts[act])
  return (
    <form action={go} hidden={!text && answer.outcome === 'none'}>
      {fields.map((field) => (
        <input key={field.name} type="hidden" {...field} />
      ))}
      {text ? (
        <SubmitButton variant={main ? 'main' : undefined} reasons={reasons}>
          {text}
        </SubmitButton>
      ) : null}
      {answer.outcome === 'done' && answer.notice ? <Notice tone="done">{answer.notice}</Notice> : null}
      {answer.outcome === 'refused' ? (
        <Notice tone="stop" title={errorMark}>
          {answer.errors.map((error) => error.text).join(' ')}
        </Notice>
      ) : null}
    </form>
  )
}
