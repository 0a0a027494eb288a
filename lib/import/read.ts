import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Refusal } from '@/lib/shared/refusal'
import { turns } from '@/lib/shared/turns'
import type { FileSheet } from './cells'
import type { BytesRead } from './reading/bytes'
import { fileLimits, fileTooBig } from './reading/limits'
import type { SheetNote } from './reading/xlsx'

/** The contents of an uploaded file: every sheet in order, hidden ones too, and notes about them. */
export type FileRead = { sheets: FileSheet[]; notes: SheetNote[] }

/** The most time and memory of one reading. One that exceeds either is ended, and the application lives on. */
const most = { milliseconds: 15_000, heap: { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 64 } }
/** Simultaneous readings; others wait. */
const inTurn = turns(2)

/**
 * Reads an uploaded XLSX or CSV file in a thread of its own, so that no page waits for it, whatever it contains.
 * `words`: headings that the file may have; they help to find a CSV file's delimiter. An unreadable file, or one that
 * takes longer than `milliseconds`, is refused with what to do; never throws because of a file's contents.
 */
export async function readFile(
  file: Uint8Array,
  words: readonly string[] = [],
  milliseconds = most.milliseconds,
): Promise<FileRead | { refusal: Refusal }> {
  if (file.length > fileLimits.bytes) return { refusal: fileTooBig }
  const read = await inTurn(() => inThread(file, words, milliseconds))
  return 'sheets' in read ? read : { refusal: { ...read, field: 'file' } }
}

// The source itself: Node reads its types away, and an older one does so through tsx.
const script = () => path.join(/* turbopackIgnore: true */ process.cwd(), 'lib/import/reading/worker.ts')
const execArgv = process.features.typescript ? [] : ['--import', 'tsx']

function inThread(file: Uint8Array, words: readonly string[], milliseconds: number): Promise<BytesRead> {
  return new Promise((resolve) => {
    const thread = new Worker(/* turbopackIgnore: true */ script(), {
      workerData: { file, words: [...words] },
      resourceLimits: most.heap,
      execArgv,
    })
    const clock = setTimeout(() => settle({ code: 'sheet.endless', params: {} }), milliseconds)
    const settle = (read: BytesRead) => {
      clearTimeout(clock)
      resolve(read)
      void thread.terminate()
    }
    thread.once('message', settle)
    // Out of memory, or a fault of ours: the file is refused either way.
    thread.once('error', () => settle({ code: 'sheet.endless', params: {} }))
    thread.once('exit', () => settle({ code: 'sheet.endless', params: {} }))
  })
}
