import type { Cell } from '@/lib/import/cells'
import { readFile, type FileRead } from '@/lib/import/read'
import type { Refusal } from '@/lib/shared/refusal'

type Rows = { rows: Cell[][] } | { refusal: Refusal }

/** The rows of a file's first sheet that is neither hidden nor empty. */
export async function readSheet(file: Uint8Array, words: readonly string[] = []): Promise<Rows> {
  const read = await readFile(file, words)
  return 'refusal' in read ? read : firstSheet(read)
}

/** The same for a file that has been read. */
export function firstSheet(read: FileRead): { rows: Cell[][] } {
  const filled = read.sheets.filter(({ rows }) => rows.length > 0)
  return filled.find(({ hidden }) => !hidden) ?? filled[0]!
}
