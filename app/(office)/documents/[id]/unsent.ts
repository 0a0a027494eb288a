import type { ActionState } from '@/lib/office/action'

/** How the typing stands: all of it on the server, on its way, or not to be got there. */
export type Keeping = 'kept' | 'typing' | 'failed' | 'lapsed' | 'refused'

type Typable = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

const pause = 800
const retryAfter = 10_000

/**
 * What was typed into a form and isn't on the server yet, by field name. It sends itself 0.8 s after the typing stops,
 * the changed fields and nothing else, and tries again when the connection or the session is gone.
 */
export class Unsent {
  readonly fields = new Map<string, string>()
  #timer?: ReturnType<typeof setTimeout>
  readonly #send: (fields: Map<string, string>) => Promise<ActionState>
  readonly #tell: (keeping: Keeping) => void

  constructor(send: (fields: Map<string, string>) => Promise<ActionState>, tell: (keeping: Keeping) => void) {
    this.#send = send
    this.#tell = tell
  }

  /** What was typed before the script came is typing too. */
  begin(form: HTMLFormElement) {
    for (const field of form.elements) {
      if (isTypable(field) && field.value !== serverValue(field)) this.#put(field)
    }
  }

  typed(field: EventTarget | null) {
    if (!field || !isTypable(field)) return
    this.#put(field)
    this.#tell('typing')
  }

  #put(field: Typable) {
    this.fields.set(field.name, field.value)
    this.#later(pause)
  }

  #later(wait: number) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.keep(), wait)
  }

  /** Sends now what is unsent. */
  async keep() {
    clearTimeout(this.#timer)
    if (this.fields.size === 0) return
    const sent = new Map(this.fields)
    try {
      const answer = await this.#send(sent)
      if (answer.outcome !== 'refused') return this.acknowledge(sent)
      this.#tell(answer.signedOut ? 'lapsed' : 'refused')
      if (answer.signedOut) this.#later(retryAfter)
    } catch {
      this.#tell('failed')
      this.#later(retryAfter)
    }
  }

  /** The server has these; what was typed over them since is still to be sent. */
  acknowledge(sent: Map<string, string>) {
    for (const [name, value] of sent) if (this.fields.get(name) === value) this.fields.delete(name)
    this.#tell(this.fields.size === 0 ? 'kept' : 'typing')
  }

  /** Every field that isn't unsent shows what the server says: the page came anew. */
  follow(form: HTMLFormElement) {
    for (const field of form.elements) {
      if (!isTypable(field)) continue
      const value = this.fields.get(field.name) ?? serverValue(field)
      if (field.value !== value) field.value = value
    }
  }
}

/** Fields of the document's content are named `head.…` and `rows.…`. */
const isTypable = (field: EventTarget): field is Typable =>
  'name' in field && typeof field.name === 'string' && /^(head|rows)\./.test(field.name)

/** What the server says stands there; a choice that is no longer offered stands there as nothing chosen. */
function serverValue(field: Typable): string {
  if (!(field instanceof HTMLSelectElement)) return field.defaultValue
  const kept = field.dataset.kept ?? ''
  return [...field.options].some(({ value }) => value === kept) ? kept : ''
}
