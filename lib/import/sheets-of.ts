import { Refused } from '@/lib/shared/refusal'
import type { FileSheet } from './cells'
import { readFile, type FileRead } from './read'
import { readCsv } from './reading/csv'
import { Unreadable } from './reading/limits'
import { wordsOfForm } from './rules/matching'
import type { FileForm } from './rules/form'

/** The sheets of an uploaded file, and notes about them; throws when it is unreadable. */
export async function sheetsOf(file: File, form: FileForm): Promise<FileRead> {
  const read = await readFile(new Uint8Array(await file.arrayBuffer()), wordsOfForm(form))
  if ('refusal' in read) throw new Refused([read.refusal])
  return read
}

/**
 * The table of a text pasted from a spreadsheet with its tabs, or from a CSV file; null when it is no table: an open
 * quote, or more than fits; such a text is read line by line.
 */
export function sheetOfPasted(text: string, form: FileForm): FileSheet | null {
  if (!/[\t;]/.test(text)) return null
  try {
    return readCsv(text, '', wordsOfForm(form))
  } catch (error) {
    if (error instanceof Unreadable) return null
    throw error
  }
}
