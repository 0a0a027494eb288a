import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { changing } from '@/lib/access/changes'
import type { CardInput, CloseCardInput } from '@/lib/schools/houses/schema/houses'
import { keptSubject, type KeptPlace } from '@/lib/schools/kept/commands'
import { addDays, dateFromDay, dayBefore, dayInTallinn, earliest, type Day } from '@/lib/shared/dates'
import type { Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { Refused } from '@/lib/shared/refusal'
import { codeTaken } from '@/lib/shared/taken'
import { heldStay, ownStay, type OwnStay } from '../held-stay'
import { cardsOf, type ShownCard } from '../queries/cards'
import { stands } from '../../transfers/standing'

const withCode = Prisma.sql`SELECT id::text FROM student_card WHERE same_code(number)`

/**
 * Gives a pupil of the person's house a student card. If a transfer waits, the card moves with the others to the new
 * house on the old placement's last day. Throws notFound, settingsChanged, pupil.waits, pupil.left, pupil.cardTaken,
 * pupil.cardOver.
 */
export async function giveCard(act: Act, input: z.output<typeof CardInput>): Promise<KeptPlace> {
  const { placementId, seen, number, validFrom, validTo } = input
  const today = dayInTallinn(act.now)
  return cardChange(act, 'pupils.giveCard', { placementId, seen }, async (tx, stay) => {
    if (validTo < today) throw new Refused([{ code: 'pupil.cardOver', field: 'validTo' }])
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('olek.studentCard'))`
    if (await codeTaken(tx, withCode, number))
      throw new Refused([{ code: 'pupil.cardTaken', field: 'number' }])
    await tx.studentCard.create({
      data: {
        number,
        pupilId: stay.pupilId,
        validFrom: dateFromDay(validFrom),
        validTo: dateFromDay(validTo),
        houses: { create: await housesOf(tx, stay, earliest(today, validFrom), validTo) },
      },
    })
  })
}

/** The house that issues the card, and those to which later transfers will move it. */
async function housesOf(tx: Tx, stay: OwnStay, from: Day, validTo: Day) {
  const moves = await tx.$queryRaw<{ on: Day; houseId: string; transferId: string }[]>`
    SELECT (r.day - 1)::text AS on, t.house_id AS "houseId", t.id AS "transferId"
      FROM transfer_row r JOIN transfer t ON t.id = r.transfer_id
     WHERE r.pupil_id = ${stay.pupilId}::uuid AND ${stands('r')}
       AND r.day > ${stay.to}::date AND r.day - 1 <= ${validTo}::date ORDER BY r.day`
  // A house's period begins before that of the house to which it passes the card, even if that is today.
  const own = moves[0] && moves[0].on <= from ? addDays(moves[0].on, -1) : from
  return [
    { houseId: stay.houseId, fromOn: dateFromDay(own) },
    ...moves.map(({ on, ...move }) => ({ ...move, fromOn: dateFromDay(on) })),
  ]
}

/**
 * Closes a card that belongs to the person's house today. Returns as above. Throws also pupil.cardClosed,
 * pupil.cardBefore.
 */
export async function closeCard(act: Act, input: z.output<typeof CloseCardInput>): Promise<KeptPlace> {
  const { id, placementId, seen, closedOn } = input
  const today = dayInTallinn(act.now)
  return cardChange(act, 'pupils.closeCard', { placementId, seen }, async (tx, stay, cards) => {
    const card = cards.find((one) => one.id === id)
    if (!card || card.houseId !== stay.houseId) throw new Refused([{ code: 'notFound' }])
    if (card.closedOn) throw new Refused([{ code: 'pupil.cardClosed' }])
    if (closedOn < dayBefore(card.validFrom) || closedOn > today)
      throw new Refused([{ code: 'pupil.cardDayWrong', field: 'closedOn' }])
    await tx.studentCard.update({ where: { id }, data: { closedOn: dateFromDay(closedOn) } })
  })
}

async function cardChange(
  act: Act,
  name: string,
  { placementId, seen }: { placementId: string; seen: string },
  work: (tx: Tx, stay: OwnStay, cards: ShownCard[]) => Promise<void>,
): Promise<KeptPlace> {
  const { pupilId, houseId } = await ownStay(act.db, act, placementId)
  const today = dayInTallinn(act.now)
  const change = { name, subject: keptSubject(pupilId, houseId, 'cards'), seen }
  const count = await changing(act, change, async (tx) => {
    const stay = await heldStay(tx, act, placementId)
    const before = await cardsOf(tx, pupilId, today)
    await work(tx, stay, before)
    return { before: cardTexts(before), after: cardTexts(await cardsOf(tx, pupilId, today)) }
  })
  return { pupilId, placementId, kind: 'cards', count }
}

const cardTexts = (cards: readonly ShownCard[]) =>
  Object.fromEntries(
    cards.flatMap(({ number, validFrom, validTo, closedOn }) => [
      [`validFrom ${number}`, validFrom],
      [`validTo ${number}`, validTo],
      [`closedOn ${number}`, closedOn ?? ''],
    ]),
  )
