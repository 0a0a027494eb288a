import { Refused } from '@/lib/shared/refusal'
import { readFile, type FileRead } from './read'
import { wordsOfForm } from './rules/matching'
import type { FileForm } from './rules/form'

/** The sheets of an uploaded file, and what is to be told of them; refused where it can't be read. */
export async function sheetsOf(file: File, form: FileForm): Promise<FileRead> {
  const read = await readFile(new Uint8Array(await file.arrayBuffer()), wordsOfForm(form))
  if ('refusal' in read) throw new Refused([read.refusal])
  return read
}
