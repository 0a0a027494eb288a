import type { Step } from '@/components/ui/state-strip'
import { editableStates, stateWord } from '@/lib/documents/rules/lifecycle'
import type { DocumentState } from '@/lib/shared/generated/enums'
import { cancelling, type Trail, type View } from './view'
import { showWhen } from './when'

const order = ['DRAFT', 'ISSUED', 'REGISTERED'] as const

/** The states that the document passes: who brought it to each and when, what comes next and who must do it. */
export function stepsOf(view: View): Step[] {
  const { sheet, say } = view
  const label = (state: (typeof order)[number] | 'CANCELLED') =>
    say(`documents.state.${stateWord(sheet)}.${state}`)
  const reached = reachedState(view)
  const at = order.indexOf(reached)
  const cancelled = sheet.group === 'CANCELLED'
  const steps = order.map((state, index): Step => {
    if (index < at || (cancelled && index <= at))
      return { label: label(state), note: past(view, state), at: 'past' }
    if (cancelled) return { label: label(state), at: 'struck' }
    if (index === at) return { label: label(state), note: present(view), at: 'now' }
    return { label: label(state), note: coming(view, state), at: 'coming' }
  })
  return cancelled
    ? [...steps, { label: label('CANCELLED'), note: told(view, cancelling(view.trail)), at: 'now' }]
    : steps
}

/** The last state it reached; for a cancelled document, the state from which it was cancelled. */
function reachedState({ sheet, trail }: View): (typeof order)[number] {
  if (sheet.group !== 'CANCELLED') return sheet.group
  const before = cancelling(trail)?.fromState
  return before === 'REGISTERED' || before === 'ISSUED' ? before : 'DRAFT'
}

function present(view: View): string {
  const { sheet, trail, say, now } = view
  const state = sheet.document?.state
  if (!state) return say('documents.strip.unsaved')
  if (state === 'SENDING') return say('documents.strip.sending')
  if (state === 'CALLING_OFF') return say('documents.strip.callingOff')
  if (state === 'REOPENING') return say('documents.strip.reopening')
  if (state === 'CHECKED') {
    const lapsed = sheet.moves.some(
      ({ act, refusals }) => act === 'send' && refusals.some(({ code }) => code === 'checkLapsed'),
    )
    const check = trail?.history.find(({ act }) => act === 'check')
    if (lapsed || !check) return say('documents.strip.lapsed')
    return say('documents.strip.checked', { who: check.who, when: showWhen(say, check.at, now) })
  }
  return state === 'REGISTERED' ? confirmed(view) : past(view, sheet.group === 'ISSUED' ? 'ISSUED' : 'DRAFT')
}

function past(view: View, state: (typeof order)[number]): string {
  const { sheet, say, now } = view
  if (state === 'REGISTERED') return confirmed(view)
  if (state === 'ISSUED') {
    const at = sheet.document?.issuedAt
    return at ? showWhen(say, at, now) : ''
  }
  return lastOf(view, editableStates, ['save', 'reopened'])
}

function confirmed({ trail, say, now }: View): string {
  const entry = trail?.history.find(({ act }) => act === 'confirmed' || act === 'recheck')
  if (!entry) return ''
  // For a confirmation that was checked again: the person who confirmed, not the one who checked.
  const { by } = entry.details
  return say('documents.strip.confirmed', { who: by ?? entry.who, when: showWhen(say, entry.at, now) })
}

function coming({ sheet, say }: View, state: (typeof order)[number]): string {
  if (state === 'ISSUED') return say('documents.strip.afterSend')
  const signer = sheet.document?.signer
  const chosen = sheet.options?.signers.find(({ id }) => id === sheet.head.signerId)?.label.split(',')[0]
  const name = chosen ?? (signer ? `${signer.firstName} ${signer.lastName}` : '')
  return name ? say('documents.strip.confirms', { signer: name }) : ''
}

/** The person who last brought it to the state by one of these acts, and when. */
const lastOf = (view: View, states: readonly DocumentState[], acts: string[]) =>
  told(
    view,
    view.trail?.history.find(({ toState, act }) => states.includes(toState) && acts.includes(act)),
  )

const told = ({ say, now }: View, entry: Trail['history'][number] | undefined) =>
  entry ? say('documents.when.byWhom', { who: entry.who, when: showWhen(say, entry.at, now) }) : ''
