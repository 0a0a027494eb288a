import type { ActionState, RefusedText } from '@/lib/access/action'

/**
 * The standing of the typing: all of it is on the server, it is on its way, it can't reach the server, or all is saved
 * but the fields that the same person also changed in another window.
 */
export type Keeping = 'kept' | 'typing' | 'failed' | 'lapsed' | 'refused' | 'elsewhere'

type Typable = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

const pause = 800
const retryAfter = 10_000
/** If no answer comes for long, the oldest of the sent texts is forgotten. */
const mostKnown = 20

/**
 * The texts typed into a form that aren't on the server yet, by field name. They are sent 0.8 s after the typing stops,
 * only the changed fields, and again later if the connection or the session is gone.
 */
export class Unsent {
  readonly fields = new Map<string, string>()
  /**
   * What this page knows of each typed field: its value when the typing began, and every value sent since. Any other
   * value can only come from another window of the same person.
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

  /** Text typed before the script was loaded counts as typing too. */
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
   * The request: the document, the revision on the page, the unsent fields, and beside each such field, as `was.…`,
   * what this page knows of it. Also returns the fields with their values, to be acknowledged.
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

  /** Sends the unsent fields now. */
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
   * The server has these fields, except those changed `elsewhere` too; text typed over them since then is still to be
   * sent.
   */
  acknowledge(sent: Map<string, string>, elsewhere: readonly RefusedText[] = []) {
    const apart = new Set(elsewhere.map(({ field }) => field))
    for (const [name, value] of sent) {
      if (apart.has(name)) continue
      // Values sent before this one can't be on the server any more.
      const known = [...(this.#known.get(name) ?? [])]
      this.#known.set(name, new Set(known.slice(known.indexOf(value))))
      if (this.fields.get(name) === value) this.fields.delete(name)
    }
    this.#tell(apart.size > 0 ? 'elsewhere' : this.fields.size === 0 ? 'kept' : 'typing')
  }

  /** The person has chosen between the value here and the one on the server: `theirs` is taken, or overwritten. */
  settle(name: string, theirs: string, take: boolean) {
    const field = this.#form.elements.namedItem(name)
    if (!(field instanceof Element) || !isTypable(field)) return
    this.#known.set(name, new Set([theirs]))
    if (!take) return this.typed(field)
    this.fields.delete(name)
    field.value = theirs
    this.#tell(this.fields.size === 0 ? 'kept' : 'typing')
  }

  /** The page was redrawn: every field without unsent text shows the server's value. */
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

/** Refused because the person wrote something else into the field in another window. */
export const isElsewhere = ({ stands }: RefusedText) => stands !== undefined

/** Fields of the document's content are named `head.…` and `rows.…`. */
const isTypable = (field: EventTarget): field is Typable =>
  'name' in field && typeof field.name === 'string' && /^(head|rows)\./.test(field.name)

const serverValue = (field: Typable): string =>
  field instanceof HTMLSelectElement ? (field.dataset.kept ?? '') : field.defaultValue

/** The same value as shown: a choice that is no longer offered shows as nothing chosen. */
function shownValue(field: Typable): string {
  const value = serverValue(field)
  if (!(field instanceof HTMLSelectElement)) return value
  return [...field.options].some((option) => option.value === value) ? value : ''
}
