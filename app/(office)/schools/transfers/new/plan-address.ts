import type { Say } from '@/lib/messages/say'
import type { PlanSheet } from '@/lib/schools/transfers/queries/planner'
import type { PlanAsked } from '@/lib/schools/transfers/schema/planner'
import { showDay } from '@/lib/shared/dates'

export function planAddress(asked: PlanAsked, change: Partial<Record<'stopped' | 'page', string>>) {
  const query = new URLSearchParams(asked.class.map((id) => ['class', id]))
  for (const id of asked.pupil) query.append('pupil', id)
  if (asked.day) query.set('day', asked.day)
  if (asked.house) query.set('house', asked.house)
  for (const [id, to] of Object.entries(asked.to)) query.set(`to.${id}`, to)
  for (const [id, to] of Object.entries(asked.next)) query.set(`next.${id}`, to)
  for (const [id, to] of Object.entries(asked.repeat)) query.set(`repeat.${id}`, to)
  const kept = { stopped: asked.stopped, repeats: asked.repeats, page: undefined, ...change }
  for (const [name, value] of Object.entries(kept)) if (value) query.set(name, value)
  return `/schools/transfers/new?${query.toString().replace('%7Bpage%7D', '{page}')}`
}

/** The moves of the pupils who can go, in the form that `Tõsta` sends. */
export function movesOf({ ask, planner }: PlanSheet) {
  const going = new Set(planner?.children.flatMap(({ pupilId, move }) => (move ? [pupilId] : [])))
  return (ask?.moves ?? []).flatMap(({ pupilIds, ...move }) => {
    const ids = pupilIds.filter((id) => going.has(id))
    return ids.length > 0 ? [{ ...move, pupilIds: ids }] : []
  })
}

/** The number of names that an address has room for. */
const mostNamed = 150

/** The plan with the pupils who are left, and their number; empty texts if everybody goes. */
export function restOf(asked: PlanAsked, { planner }: PlanSheet) {
  const left = planner?.children.flatMap(({ pupilId, move }) => (move ? [] : [pupilId])) ?? []
  if (left.length === 0) return { left: '', rest: '' }
  const pupil = left.length <= mostNamed ? left : asked.pupil.length <= mostNamed ? asked.pupil : []
  return { left: String(left.length), rest: planAddress({ ...asked, pupil, stopped: undefined }, {}) }
}

/** One sentence that says what will happen. */
export function planTold(say: Say, { ask, house, planner, classes, undoable }: PlanSheet, stopped: number) {
  const can = planner!.children.length - stopped
  const out = classes.filter(({ to }) => to === '').map(({ house: of, label }) => `${of}, ${label}`)
  return [
    say('transfers.plan.count', { can, stopped }),
    ...(can > 0 && ask && house
      ? [
          say('transfers.plan.will', { house: house.name, day: showDay(ask.day) }),
          say(undoable ? 'transfers.foreseen.until' : 'transfers.foreseen.forGood'),
        ]
      : []),
    ...(stopped > 0 ? [say('transfers.plan.rest')] : []),
    ...(out.length > 0 ? [say('transfers.plan.noTarget', { classes: out.join('; ') })] : []),
  ].join(' ')
}
