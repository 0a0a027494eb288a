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

/** A card as stored, with the houses that have it, each from a day on. */
export type ReadCard = Pick<ShownCard, 'id' | 'number' | 'validFrom' | 'validTo' | 'closedOn'> & {
  houses: { houseId: string; from: Day }[]
}

/** A pupil's student cards as of a day, newest first. */
export async function cardsOf(client: Db | Tx, pupilId: string, on: Day): Promise<ShownCard[]> {
  const cards = await client.studentCard.findMany({
    where: { pupilId },
    include: { houses: { orderBy: { fromOn: 'asc' } } },
    orderBy: [{ validFrom: 'desc' }, { number: 'asc' }],
  })
  return cards.map(({ id, number, ...card }) =>
    cardOn(
      {
        id,
        number,
        validFrom: dayFromDate(card.validFrom),
        validTo: dayFromDate(card.validTo),
        closedOn: card.closedOn && dayFromDate(card.closedOn),
        houses: card.houses.map(({ houseId, fromOn }) => ({ houseId, from: dayFromDate(fromOn) })),
      },
      on,
    ),
  )
}

/** A card as of a day. */
export function cardOn({ houses, ...card }: ReadCard, on: Day): ShownCard {
  const { validFrom, validTo, closedOn } = card
  const next = houses.find(({ from }) => on < from)
  const state =
    closedOn && closedOn <= on ? 'CLOSED' : validTo < on ? 'OVER' : on < validFrom ? 'COMING' : 'VALID'
  return {
    ...card,
    state,
    houseId: houses.findLast(({ from }) => from <= on)?.houseId ?? null,
    next: next && !(closedOn && closedOn <= next.from) ? next : null,
  }
}
