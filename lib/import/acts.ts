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

/** What a room adds to its imports besides the columns of its files. */
type Imports<Column extends string> = {
  isKind: (kind: string) => boolean
  /** the room of the batch, for reading; throws when the user may import nothing there */
  room(act: Act, batch: ImportBatch): Promise<ImportRoom<Column>>
  /** the room of the batch, with the target of the import locked until the transaction ends */
  held(tx: Tx, act: Act, batch: ImportBatch): Promise<ImportRoom<Column>>
  /** restores the register as it was before the batch, or refuses by name */
  back(tx: Tx, act: Act, batch: ImportBatch): Promise<void>
  history?: ImportRoom['history']
}

/**
 * The acts on one's own import once its file was read, the same in every room: match its columns, preview it anew,
 * apply it, discard it, take it back. Each happens as a whole or not at all.
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
