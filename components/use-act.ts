'use client'

import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation'
import { useActionState, useRef, useState, type FormEvent } from 'react'
import type { ActionState, OfficeAction } from '@/lib/access/action'
import { newId } from './new-id'
import { textsOfPage } from './page-texts'

type Send = (act: OfficeAction, form: FormData) => Promise<ActionState>

const onServer = typeof window === 'undefined'

/**
 * The one way to send a form to an act, beside `usePress`: React's own hook, and what it lacks. After a dropped
 * connection, a restart or a fault, the page stays as it is and the form says so like a refusal; the next press has the
 * same key (lib/access/once.ts), so that nothing is done twice. Without script the key comes with the page. Returns the
 * answer, the form's `action`, whether it is being sent, and the form's `onReset`: React empties a form after its act,
 * and a refused one must stay.
 */
export function useAct(act: OfficeAction, permalink?: string) {
  const press = usePress()
  const refused = useRef(false)
  const send = async (_previous: ActionState, form: FormData) => {
    const answer = await press(act, form)
    refused.current = answer.outcome === 'refused'
    return answer
  }
  const [answer, action, pending] = useActionState(onServer ? act : send, begin(), permalink)
  const onReset = (event: FormEvent) => refused.current && event.preventDefault()
  return [answer, action, pending, onReset] as const
}

/** The server writes the state into the form, for a browser without script. */
const begin = (): ActionState => (onServer ? { outcome: 'none', once: newId() } : { outcome: 'none' })

/** Sends a form to an act; throws only to go to another page. The key of a press is the same until it has an answer. */
export function usePress(): Send {
  const [press] = useState(newPress)
  return press
}

function newPress(): Send {
  let key: string | undefined
  return async (act, form) => {
    const once = (key ??= newId())
    const offline = !navigator.onLine
    try {
      const send = () => act({ outcome: 'none', once }, form)
      const answer = await send().catch((error: unknown) =>
        isCut(error) ? later(send) : Promise.reject(error),
      )
      key = undefined
      // By the clock of the browser, as for answers that never came: `lastOf` compares them.
      return answer.outcome === 'none' ? answer : { ...answer, at: Date.now() }
    } catch (error) {
      key = undefined
      unstable_rethrow(error)
      key = once
      const kind = offline ? 'offline' : isCut(error) ? 'cut' : isRenewed(error) ? 'renewed' : 'noAnswer'
      return { outcome: 'refused', at: Date.now(), errors: [{ text: textsOfPage()[kind] }] }
    }
  }
}

/** No answer came, or it broke off. */
const isCut = (error: unknown) =>
  error instanceof TypeError || (error instanceof Error && error.message === 'Connection closed.')

/** The page is from an earlier release: the server doesn't know its acts any more. */
const isRenewed = (error: unknown) => unstable_isUnrecognizedActionError(error)

/**
 * Sends the form again after a second: most breaks are short, and an act that was done already gives its answer again.
 */
const later = async <T>(send: () => Promise<T>) => {
  await new Promise((resolve) => setTimeout(resolve, 1000))
  return send()
}

/** For a form with several acts: the latest answer. */
export function lastOf(...answers: readonly ActionState[]): ActionState {
  const at = (answer: ActionState) => ('at' in answer ? answer.at : 0)
  return answers.reduce((last, answer) => (at(answer) > at(last) ? answer : last))
}
