import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { refresh } from 'next/cache'
import type { z } from 'zod'
import { sayIn, type Say } from '@/lib/messages/say'
import { refusalText } from '@/lib/messages/refusal-text'
import { now } from '@/lib/shared/clock'
import { db, type Db } from '@/lib/shared/db'
import { log } from '@/lib/shared/log'
import { Refused, type Refusal } from '@/lib/shared/refusal'
import { mayOpen, type Door, type Person } from './access'
import { formFields } from './form-fields'
import { currentPerson, toSignIn } from './session'

/** Refusals of a page that shows what is no more. */
const shownAnew = new Set([
  'changedByOther',
  'settingsChanged',
  'refresh.changed',
  'refresh.stale',
  'refresh.lapsed',
])

/** What a command works with: the database, who acts, and the instant it is. Tests pass their own. */
export type Act = { db: Db; person: Person; now: Date }

/** What the form gets back: what is wrong and where, and what had been typed; or that it was done. */
export type ActionState =
  | { outcome: 'none' }
  | { outcome: 'done'; at: number; notice?: string; result?: unknown }
  | {
      outcome: 'refused'
      at: number
      errors: { field?: string; text: string }[]
      signedOut?: boolean
      /** what had been typed, where the form asked for it by a field `again`: without script it would be lost */
      typed?: Typed
    }

/** Texts by the field's name; of a list every text of it. */
export type Typed = Readonly<Record<string, readonly string[]>>

export type OfficeAction = (previous: ActionState, form: FormData) => Promise<ActionState>

/**
 * The only way to make a server action, which is a public endpoint: origin, session, right and schema are checked in
 * that order at every call, and a refused command comes back as sentences at their fields.
 * `after` says where to go next (a path) or what to tell (a notice); without it the page is shown anew.
 */
export function officeAction<Schema extends z.ZodType, Result>(
  door: Door & `act ${string}`,
  schema: Schema,
  command: (act: Act, input: z.output<Schema>) => Promise<Result>,
  after?: (result: Result, say: Say) => { go: string } | { notice: string } | { result: unknown },
): OfficeAction {
  return async (_previous, form) => {
    const asked = await headers()
    if (!asked.get('origin')) return refused(sayIn('et'), [{ code: 'noOrigin' }])
    const person = await currentPerson()
    // A form sent without script has no page to come back to: drawing it anew would send the form on to the sign-in page.
    if (!person && !asked.has('next-action')) return toSignIn()
    if (!person) return { ...refused(sayIn('et'), [{ code: 'signedOut' }]), signedOut: true }
    const say = sayIn(person.locale)
    if (!mayOpen(person, door)) return refused(say, [{ code: 'notFound' }])
    const input = schema.safeParse(formFields(form))
    if (!input.success) return refused(say, input.error.issues.map(schemaRefusal), form)

    let result: Result
    try {
      result = await command({ db: db(), person, now: now() }, input.data)
    } catch (error) {
      if (error instanceof Refused) {
        // What a colleague saved meanwhile has to be on the page beside the refusal.
        if (error.refusals.some(({ code }) => shownAnew.has(code))) refresh()
        return refused(say, error.refusals, form)
      }
      log.error({ err: error, door }, 'an act failed')
      throw error
    }
    const next = after?.(result, say)
    if (next && 'go' in next) redirect(next.go)
    refresh()
    return { outcome: 'done', at: Date.now(), ...next }
  }
}

const refused = (say: Say, refusals: readonly Refusal[], form?: FormData) => ({
  outcome: 'refused' as const,
  at: Date.now(),
  errors: refusals.map((refusal) => ({ field: refusal.field, text: refusalText(say, refusal) })),
  ...(form?.has('again') ? { typed: typedIn(form) } : {}),
})

function typedIn(form: FormData): Typed {
  const names = [...new Set(form.keys())].filter(
    (name) => !name.startsWith('$ACTION') && name !== '__proto__',
  )
  return Object.fromEntries(
    names.map((name) => [name, form.getAll(name).filter((value) => typeof value === 'string')]),
  )
}

/** A schema names its objection in the issue's message (a refusal code); anything else is a malformed request. */
const schemaRefusal = (issue: z.core.$ZodIssue): Refusal => ({
  code: issue.code === 'custom' ? issue.message : 'malformed',
  params: issue.code === 'custom' ? issue.params : undefined,
  field: issue.path.join('.'),
})
