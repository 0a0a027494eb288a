import type { ActionState, RefusedText } from '@/lib/access/action'

/**
 * How the typing stands: all of it on the server, on its way, not to be got there, or all but what its person wrote into
 * the same field in another window.
 */
export type Keeping = 'kept' | 'typing' | 'failed' | 'lapsed' | 'refused' | 'elsewhere'

type Typable = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

const pause = 800
const retryAfter = 10_000
/** Without an answer for long, the oldest of what was sent is forgotten. */
const mostKnown = 20

/**
 * What was typed into a form and isn't on the server yet, by field name. It sends itself 0.8 s after the typing stops,
 * the changed fields and nothing else, and tries again when the connection or the session is gone.
 */
export class Unsent {
  readonly fields = new Map<string, string>()
  /**
   * What this page knows of the fields that were typed into: what stood there when the typing began, and whatever it has
   * sent since. Only another window of the person's can have written anything else.
   */
  readonly #known = new Map<string, Set<string>>()
  #timer?: ReturnType<typeof setTimeout>
  readonly #send: (body: FormData) => Promise<ActionState>
  readonly #tell: (keeping: Keeping) => void
  readonly #form: HTMLFormElement

  constructor(
    form: HTMLFormElement,
    send: (body: FormData) => Promise<ActionState>,
    tell: (keeping: Keeping) => void,
  ) {
    this.#form = form
    this.#send = send
    this.#tell = tell
  }

  /** What was typed before the script came is typing too. */
  begin() {
    for (const field of this.#form.elements) {
      if (isTypable(field) && field.value !== shownValue(field)) this.#put(field)
    }
  }

  typed(field: EventTarget | null) {
    if (!field || !isTypable(field)) return
    this.#put(field)
    this.#tell('typing')
  }

  #put(field: Typable) {
    if (!this.#known.has(field.name)) this.#known.set(field.name, new Set([serverValue(field)]))
    this.fields.set(field.name, field.value)
    this.#later(pause)
  }

  #later(wait: number) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.keep(), wait)
  }

  /**
   * What is sent: which document, the revision seen, what is unsent, and beside each such field, as `was.…`, what this
   * page knows of it. Gives the fields with their values too, to be acknowledged.
   */
  toSend(): { body: FormData; sent: Map<string, string> } {
    const all = new FormData(this.#form)
    const body = new FormData()
    for (const name of ['id', 'revision']) body.set(name, all.get(name)!)
    for (const [name, value] of this.fields) {
      body.set(name, value)
      const known = this.#known.get(name)!
      for (const text of known) body.append(`was.${name}`, text)
      known.add(value)
      const [, second] = known
      if (known.size > mostKnown) known.delete(second!)
    }
    return { body, sent: new Map(this.fields) }
  }

  /** Sends now what is unsent. */
  async keep() {
    clearTimeout(this.#timer)
    if (this.fields.size === 0) return
    const { body, sent } = this.toSend()
    try {
      const answer = await this.#send(body)
      if (answer.outcome !== 'refused') return this.acknowledge(sent)
      const elsewhere = answer.errors.filter(isElsewhere)
      if (elsewhere.length > 0) return this.acknowledge(sent, elsewhere)
      this.#tell(answer.signedOut ? 'lapsed' : 'refused')
      if (answer.signedOut) this.#later(retryAfter)
    } catch {
      this.#tell('failed')
      this.#later(retryAfter)
    }
  }

  /**
   * The server has these, but for what was written `elsewhere` too; what was typed over them since is still to be sent.
   */
  acknowledge(sent: Map<string, string>, elsewhere: readonly RefusedText[] = []) {
    const apart = new Set(elsewhere.map(({ field }) => field))
    for (const [name, value] of sent) {
      if (apart.has(name)) continue
      // What was sent before this can't stand there any more.
      const known = [...(this.#known.get(name) ?? [])]
      this.#known.set(name, new Set(known.slice(known.indexOf(value))))
      if (this.fields.get(name) === value) this.fields.delete(name)
    }
    this.#tell(apart.size > 0 ? 'elsewhere' : this.fields.size === 0 ? 'kept' : 'typing')
  }

  /** The person has chosen between what stands here and what stands on the server: `theirs` is taken, or written over. */
  settle(name: string, theirs: string, take: boolean) {
    const field = this.#form.elements.namedItem(name)
    if (!(field instanceof Element) || !isTypable(field)) return
    this.#known.set(name, new Set([theirs]))
    if (!take) return this.typed(field)
    this.fields.delete(name)
    field.value = theirs
    this.#tell(this.fields.size === 0 ? 'kept' : 'typing')
  }

  /** Every field that isn't unsent shows what the server says: the page came anew. */
  follow() {
    for (const field of this.#form.elements) {
      if (!isTypable(field)) continue
      const unsent = this.fields.get(field.name)
      if (unsent === undefined) this.#known.delete(field.name)
      const value = unsent ?? shownValue(field)
      if (field.value !== value) field.value = value
    }
  }
}

/** Refused because the person wrote something else there in another window. */
export const isElsewhere = ({ stands }: RefusedText) => stands !== undefined

/** Fields of the document's content are named `head.…` and `rows.…`. */
const isTypable = (field: EventTarget): field is Typable =>
  'name' in field && typeof field.name === 'string' && /^(head|rows)\./.test(field.name)

/** What the server says stands there. */
const serverValue = (field: Typable): string =>
  field instanceof HTMLSelectElement ? (field.dataset.kept ?? '') : field.defaultValue

/** The same as it is shown: a choice that is no longer offered stands there as nothing chosen. */
function shownValue(field: Typable): string {
  const value = serverValue(field)
  if (!(field instanceof HTMLSelectElement)) return value
  return [...field.options].some((option) => option.value === value) ? value : ''
}
