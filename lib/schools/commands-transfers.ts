import type { z } from 'zod'
import type { Act } from '@/lib/office/action'
import type { Db } from '@/lib/shared/db'
import type { ArrivedInput, MoveDayInput, TakeBackInput, TransferInput } from './schema-transfers'

/** Where an act on a transfer leads: to its page. */
export type TransferPlace = { transfer: string }

/**
 * `Tõsta`: checks everything of spec 5 and moves the pupils in one transaction. More than 300 are only written down: the
 * worker carries them out and the transfer's page shows how far it is. The same id again is the same transfer. Refused:
 * notFound, transfer.* (lib/schools/transfer-plan.ts); nothing is written then.
 */
export function askTransfer(act: Act, input: z.output<typeof TransferInput>): Promise<TransferPlace> {
  throw new Error(`not yet: ${act.person.id} ${input.id}`)
}

/** Carries out what `askTransfer` wrote down; two at once never do. False when another has it in hand or it is done. */
export function carryOut(db: Db, transferId: string, now: Date): Promise<boolean> {
  throw new Error(`not yet: ${transferId} ${now}`)
}

/** Before the day: the ticked pupils go on another. Refused: notFound, transfer.begun, transfer.told, and as asking. */
export function moveDay(act: Act, input: z.output<typeof MoveDayInput>): Promise<TransferPlace> {
  throw new Error(`not yet: ${act.person.id} ${input.transferId}`)
}

/** Before the day: the ticked pupils stay where they are. Refused: notFound, transfer.begun, transfer.told, transfer.movedOn. */
export function takeBack(act: Act, input: z.output<typeof TakeBackInput>): Promise<TransferPlace> {
  throw new Error(`not yet: ${act.person.id} ${input.transferId}`)
}

/** The receiving house ticks off who has arrived, from the day on. Refused: notFound, transfer.notYet. */
export function markArrived(act: Act, input: z.output<typeof ArrivedInput>): Promise<TransferPlace> {
  throw new Error(`not yet: ${act.person.id} ${input.transferId}`)
}
