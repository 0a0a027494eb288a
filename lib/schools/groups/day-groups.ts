import { dayAfter, type Day, type OpenPeriod } from '@/lib/shared/dates'

/** From which day on a pupil is (`true`) or isn't (`false`) in a day group of the house. */
type DayGroupTurn = { on: Day; dayGroup: boolean }

/**
 * The turns of a pupil's places in day groups: when being in one begins and ends. Places that touch or overlap are one
 * stretch, so that going over from one group to another tells EHIS nothing.
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
 * What changes for EHIS when the places change: each day on which being in a day group now turns otherwise than it did
 * (`before`: how it turned, null = it didn't). A day that turns no more (`turns`: false) has to be told only where its turn
 * was and left the wrong answer. Messages go in the order of their days and of posting, so that the last one about a day holds.
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
