import { randomBytes } from 'node:crypto'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { refresh } from 'next/cache'
import type { z } from 'zod'
import { refusalText } from '@/lib/messages/refusal-text'
import { sayIn, type Say } from '@/lib/messages/say'
import { now } from '@/lib/shared/clock'
import { db, type Db } from '@/lib/shared/db'
import { log } from '@/lib/shared/log'
import { Refused, type Refusal } from '@/lib/shared/refusal'
import { formFields } from './form-fields'
import {
  keepAnswer,
  keepingPress,
  knownOf,
  newKey,
  pressOf,
  SentBefore,
  type Answer,
  type Press,
} from './once'
import { mayOpen, type Door, type Person } from './rights'
import { currentPerson, toSignIn } from './session'

/** Refusals because the page shows an outdated state. */
const shownAnew = new Set([
  'changedByOther',
  'typedElsewhere',
  'clearedElsewhere',
  'settingsChanged',
  'refresh.changed',
  'refresh.stale',
  'refresh.lapsed',
])

/** What a command works with: the database, the acting person, and the present instant. Tests pass their own. */
export type Act = { db: Db; person: Person; now: Date }

/**
 * What the form gets back: the faults and their fields, and the typed texts; or that it was done. `once` is the key of
 * the form's next press (lib/access/once.ts).
 */
export type ActionState =
  | { outcome: 'none'; once?: string }
  | { outcome: 'done'; once?: string; at: number; notice?: string; result?: unknown }
  | {
      outcome: 'refused'
      once?: string
      at: number
      errors: RefusedText[]
      signedOut?: boolean
      /** the typed texts, if the form asked for them by a field `again`: without script they would be lost */
      typed?: Typed
    }

/**
 * Why an act was refused, and at which field. `now`: the page with the present state, if it has changed meanwhile;
 * `stands`: the text that the same person wrote into the field in another window.
 */
export type RefusedText = {
  field?: string
  text: string
  now?: { href: string; text: string }
  stands?: string
}

/** Texts by the field's name; every text of a list. */
export type Typed = Readonly<Record<string, readonly string[]>>

type Again = 'ONCE' | 'STEPS' | 'FREELY'

export type OfficeAction = (previous: ActionState, form: FormData) => Promise<ActionState>

/**
 * The only way to make a server action, which is a public endpoint: checks origin, session, right and schema in that
 * order at every call, and returns a refused command as sentences at their fields. The same press sent again does
 * nothing twice and gets the first answer. `after` says where to go next (a path) or what to show (a notice); without
 * it the page is rendered anew. `again`: what a repeated press does. ONCE: the command is one transaction, which also
 * stores the press. STEPS: it has several, each harmless to repeat, so the press does the remaining ones. FREELY: it
 * only reads, or would write the same again; the press isn't stored.
 */
export function officeAction<Schema extends z.ZodType, Result>(
  door: Door & `act ${string}`,
  schema: Schema,
  command: (act: Act, input: z.output<Schema>) => Promise<Result>,
  after?: (result: Result, say: Say) => { go: string } | { notice: string } | { result: unknown },
  { again = 'ONCE' }: { again?: Again } = {},
): OfficeAction {
  const acted = async (previous: ActionState, form: FormData): Promise<ActionState> => {
    const asked = await headers()
    // Anybody can call an act with anything.
    if (!(form instanceof FormData)) return refused(sayIn('et'), [{ code: 'malformed' }])
    if (!asked.get('origin')) return refused(sayIn('et'), [{ code: 'noOrigin' }])
    const person = await currentPerson()
    // A form sent without script has no page to return to: rendering it anew would send the form on to the sign-in
    // page.
    if (!person && !asked.has('next-action')) return toSignIn()
    if (!person) return { ...refused(sayIn('et'), [{ code: 'signedOut' }]), signedOut: true }
    const say = sayIn(person.locale)
    if (!mayOpen(person, door)) return refused(say, [{ code: 'notFound' }])
    const press = again === 'FREELY' ? null : await pressOf(person.id, door, previous, form)
    const known = press && (await sentBefore(press, say, again))
    if (known) return known
    const input = schema.safeParse(formFields(form))
    if (!input.success) return refused(say, input.error.issues.map(schemaRefusal), form)

    const at = now()
    let answer: Answer
    try {
      const database = press && again === 'ONCE' ? keepingPress(db(), press, at) : db()
      const result = await command({ db: database, person, now: at }, input.data)
      answer = after?.(result, say) ?? {}
      if (press) await keepAnswer(db(), press, answer, at)
    } catch (error) {
      if (error instanceof Refused) {
        // A colleague's change has to be on the page beside the refusal.
        if (error.refusals.some(({ code }) => shownAnew.has(code))) refresh()
        return refused(say, error.refusals, form)
      }
      if (error instanceof SentBefore) return (await sentBefore(press!, say, again))!
      return failed(error, door, say, form, press)
    }
    return done(answer)
  }
  return async (previous, form) => ({ ...(await acted(previous, form)), once: newKey() })
}

function done(answer: Answer): ActionState {
  if (answer.go) redirect(answer.go)
  refresh()
  return { outcome: 'done', at: Date.now(), ...answer }
}

/** The answer to a press that was done already; null if it wasn't, or may be repeated. */
async function sentBefore(press: Press, say: Say, again: Again): Promise<ActionState | null> {
  const known = await knownOf(db(), press)
  if (!known.done || (again === 'STEPS' && !known.same)) return null
  if (known.same) return done(known.answer ?? { notice: say('office.sent.done') })
  // The form was changed after its first sending was done: shows the present state, and the next press is a new one.
  refresh()
  return refused(say, [{ code: 'sentOtherwise' }])
}

/**
 * A fault of ours: the form stays as it is, and the user is told whether the act was done, with the reference of the
 * log's entry.
 */
async function failed(error: unknown, door: Door, say: Say, form: FormData, press: Press | null) {
  const reference = randomBytes(4).toString('hex')
  log.error({ err: error, door, reference }, 'an act failed')
  const known = press && (await knownOf(db(), press).catch(() => null))
  const code = !known ? 'fault.unknown' : known.done ? 'fault.done' : 'fault.notDone'
  return refused(say, [{ code, params: { reference } }], form)
}

const refused = (say: Say, refusals: readonly Refusal[], form?: FormData) => ({
  outcome: 'refused' as const,
  at: Date.now(),
  errors: refusals.map((refusal) => ({
    field: refusal.field,
    text: refusalText(say, refusal),
    ...(refusal.code.endsWith('Elsewhere') && { stands: String(refusal.params?.stands ?? '') }),
    ...(isOfChanged(refusal) && {
      now: { href: `/documents/${refusal.subject!.id}`, text: say('refusal.changed.show') },
    }),
  })),
  ...(form?.has('again') ? { typed: typedIn(form) } : {}),
})

/**
 * Its page renders itself anew (documents/[id]/meanwhile.tsx), because the act and the typing for it may be gone from
 * it.
 */
const isOfChanged = ({ code, subject }: Refusal) =>
  ['changedMeanwhile', 'draftClosed'].includes(code) && subject?.kind === 'document'

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
