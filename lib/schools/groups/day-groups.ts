import { dayAfter, type Day, type OpenPeriod } from '@/lib/shared/dates'

/** A day from which a pupil is (`true`) or isn't (`false`) in a day group of the house. */
type DayGroupTurn = { on: Day; dayGroup: boolean }

/**
 * The turns of a pupil's places in day groups: the days on which being in one begins and ends. Places that touch or
 * overlap count as one period, so that a change of group tells EHIS nothing.
 */
function dayGroupTurns(places: readonly OpenPeriod[]): DayGroupTurn[] {
  const turns: DayGroupTurn[] = []
  let until: Day | null = null
  for (const { from, to } of places.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const goesOn: boolean = turns.length > 0 && (until === null || from <= dayAfter(until))
    if (!goesOn) {
      if (until !== null) turns.push({ on: dayAfter(until), dayGroup: false })
      turns.push({ on: from, dayGroup: true })
      until = to
    } else if (until !== null && (to === null || until < to)) until = to
  }
  return turns.length > 0 && until !== null ? [...turns, { on: dayAfter(until), dayGroup: false }] : turns
}

/**
 * The changes to tell EHIS when places change: each day whose turn is new or different (`before`: the earlier turn,
 * null = none). A day that is no turn any more (`turns`: false) needs a message only if its earlier turn left EHIS with
 * a wrong answer. Messages go in the order of their days and of posting, so that the last one about a day holds.
 */
export function dayGroupChanges(before: readonly OpenPeriod[], after: readonly OpenPeriod[]) {
  const [told, now] = [dayGroupTurns(before), dayGroupTurns(after)]
  const turnOn = (turns: DayGroupTurn[], day: Day) => turns.find(({ on }) => on === day)?.dayGroup ?? null
  const isIn = (day: Day) => after.some(({ from, to }) => from <= day && (to === null || day <= to))
  return [...new Set([...told, ...now].map(({ on }) => on))]
    .toSorted()
    .filter((on) => turnOn(told, on) !== turnOn(now, on))
    .map((on) => ({ on, dayGroup: isIn(on), before: turnOn(told, on), turns: turnOn(now, on) !== null }))
}
