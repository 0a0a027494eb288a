import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { inTransaction, type Tx } from '@/lib/shared/db'
import type { ImportBatch } from '@/lib/shared/generated/client'
import {
  applyBatch,
  discardBatch,
  heldBatch,
  matchFile,
  openAgain,
  ownBatch,
  takeBackBatch,
  type ImportRoom,
  type Opened,
} from './commands'
import type { MatchInput } from './schema'

/** What a room says of its imports besides what its files hold. */
type Imports<Column extends string> = {
  isKind: (kind: string) => boolean
  /** of the batch, to look; refused where nothing may be brought in */
  room(act: Act, batch: ImportBatch): Promise<ImportRoom<Column>>
  /** of the batch, with what it is brought into kept as it is until the transaction ends */
  held(tx: Tx, act: Act, batch: ImportBatch): Promise<ImportRoom<Column>>
  /** puts the register as it was before the batch, or refuses by name */
  back(tx: Tx, act: Act, batch: ImportBatch): Promise<void>
  history?: ImportRoom['history']
}

/**
 * What can be done with an own import once its file was read, the same in every room: match its columns, look it over anew,
 * bring it in, throw it away, take it back. Each is whole or not at all.
 */
export function importActs<Column extends string>({ isKind, room, held, back, history }: Imports<Column>) {
  type OfBatch = { id: string }
  const inBatch = (act: Act, id: string, doing: (tx: Tx, batch: ImportBatch) => Promise<Opened>) =>
    inTransaction(act.db, async (tx) => doing(tx, await heldBatch(tx, act, id, isKind)))
  const roomOf = async (act: Act, id: string) => room(act, await ownBatch(act.db, act, { isKind }, id))
  return {
    again: async (act: Act, id: string) => openAgain(act, await roomOf(act, id), id),
    match: async (act: Act, input: z.output<typeof MatchInput>) =>
      matchFile(act, await roomOf(act, input.id), input),
    apply: (act: Act, { id }: OfBatch) =>
      inBatch(act, id, async (tx, batch) => applyBatch(tx, act, await held(tx, act, batch), batch)),
    discard: (act: Act, { id }: OfBatch) =>
      inBatch(act, id, (tx, batch) => discardBatch(tx, act, { history }, batch)),
    takeBack: (act: Act, { id }: OfBatch) =>
      inBatch(act, id, (tx, batch) => takeBackBatch(tx, act, { history }, batch, () => back(tx, act, batch))),
  }
}
