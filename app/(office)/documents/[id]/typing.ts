import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import type { ActionState } from '@/lib/office/action'

/** How the typing stands: all of it on the server, on its way, or not to be got there. */
export type Keeping = 'kept' | 'typing' | 'failed' | 'lapsed' | 'refused'

type Typable = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

const pause = 800
const retryAfter = 10_000

/**
 * Keeps typing by itself: what changed in the form is sent 0.8 s after the typing stops, and nothing else. What isn't
 * on the server yet stays in `unsent`; every other field follows the server when the page comes anew (`stamp`).
 */
export function useTyping(
  form: RefObject<HTMLFormElement | null>,
  stamp: string,
  send: (fields: Map<string, string>) => Promise<ActionState>,
) {
  const unsent = useRef(new Map<string, string>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const sending = useRef(send)
  const [keeping, setKeeping] = useState<Keeping>('kept')
  useEffect(() => {
    sending.current = send
  })

  const acknowledge = useCallback((sent: Map<string, string>) => {
    for (const [name, value] of sent) if (unsent.current.get(name) === value) unsent.current.delete(name)
  }, [])

  const keep = useCallback(async () => {
    clearTimeout(timer.current)
    if (unsent.current.size === 0) return
    const sent = new Map(unsent.current)
    const again = (keeping: Keeping) => {
      setKeeping(keeping)
      timer.current = setTimeout(() => void keep(), retryAfter)
    }
    try {
      const answer = await sending.current(sent)
      if (answer.outcome === 'refused') {
        if (answer.signedOut) again('lapsed')
        else setKeeping('refused')
        return
      }
      acknowledge(sent)
      setKeeping(unsent.current.size === 0 ? 'kept' : 'typing')
    } catch {
      again('failed')
    }
  }, [acknowledge])

  const typed = useCallback(
    (field: EventTarget) => {
      if (!isTypable(field)) return
      unsent.current.set(field.name, field.value)
      setKeeping((before) => (before === 'lapsed' || before === 'failed' ? before : 'typing'))
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void keep(), pause)
    },
    [keep],
  )

  // What was typed before the script came is typing too.
  useEffect(() => {
    for (const field of form.current!.elements) {
      if (isTypable(field) && field.value !== serverValue(field)) typed(field)
    }
  }, [form, typed])

  useEffect(() => {
    for (const field of form.current!.elements) {
      if (!isTypable(field)) continue
      const value = unsent.current.get(field.name) ?? serverValue(field)
      if (field.value !== value) field.value = value
    }
  }, [form, stamp])

  useEffect(() => {
    const left = () => void keep()
    const asked = (event: BeforeUnloadEvent) => unsent.current.size > 0 && event.preventDefault()
    window.addEventListener('focus', left)
    window.addEventListener('pagehide', left)
    window.addEventListener('beforeunload', asked)
    return () => {
      window.removeEventListener('focus', left)
      window.removeEventListener('pagehide', left)
      window.removeEventListener('beforeunload', asked)
      left()
    }
  }, [keep])

  return { unsent, keeping, typed, acknowledge, setKeeping }
}

/** Fields of the document's content are named `head.…` and `rows.…`. */
const isTypable = (field: EventTarget): field is Typable =>
  'name' in field && typeof field.name === 'string' && /^(head|rows)\./.test(field.name)

const serverValue = (field: Typable) =>
  field instanceof HTMLSelectElement ? (field.dataset.kept ?? '') : field.defaultValue
