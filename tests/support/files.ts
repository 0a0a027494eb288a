import type { Db } from '@/lib/shared/db'
import { inSnapshot, type Snapshot } from '@/lib/shared/snapshot'
import { csvPieces } from '@/lib/shared/write-sheet'
import type { Sheet } from '@/lib/shared/write-xlsx'

/** The sheets as a CSV file. */
export const csvOf = (
  db: Db,
  sheets: (rows: Snapshot) => Iterable<Sheet> | AsyncIterable<Sheet>,
): Promise<string> =>
  inSnapshot(db, async (rows) => {
    const pieces: Uint8Array[] = []
    for await (const piece of csvPieces(sheets(rows))) pieces.push(piece)
    return Buffer.concat(pieces).toString()
  })
