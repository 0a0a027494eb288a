import { dayFromDate, type Day } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'

/** OVER: its period has ended; COMING: it has not begun. */
export type CardState = 'VALID' | 'COMING' | 'OVER' | 'CLOSED'
export type ShownCard = {
  id: string
  number: string
  validFrom: Day
  validTo: Day
  closedOn: Day | null
  state: CardState
  /** the house that has the card on that day */
  houseId: string | null
  /** the house that gets it next, and from which day */
  next: { houseId: string; from: Day } | null
}

/** A pupil's student cards as of a day, newest first. */
export async function cardsOf(client: Db | Tx, pupilId: string, on: Day): Promise<ShownCard[]> {
  const cards = await client.studentCard.findMany({
    where: { pupilId },
    include: { houses: { orderBy: { fromOn: 'asc' } } },
    orderBy: [{ validFrom: 'desc' }, { number: 'asc' }],
  })
  return cards.map(({ id, number, ...card }) => {
    const [validFrom, validTo] = [dayFromDate(card.validFrom), dayFromDate(card.validTo)]
    const closedOn = card.closedOn && dayFromDate(card.closedOn)
    const houses = card.houses.map(({ houseId, fromOn }) => ({ houseId, from: dayFromDate(fromOn) }))
    const next = houses.find(({ from }) => on < from)
    const state =
      closedOn && closedOn <= on ? 'CLOSED' : validTo < on ? 'OVER' : on < validFrom ? 'COMING' : 'VALID'
    return {
      id,
      number,
      validFrom,
      validTo,
      closedOn,
      state,
      houseId: houses.findLast(({ from }) => from <= on)?.houseId ?? null,
      next: next && !(closedOn && closedOn <= next.from) ? next : null,
    }
  })
}
