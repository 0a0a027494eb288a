/** The thread that reads one file and ends (see lib/import/read.ts). */
import { parentPort, workerData } from 'node:worker_threads'
import { readBytes } from './bytes.ts'

const { file, words } = workerData as { file: Uint8Array; words: string[] }
parentPort!.postMessage(readBytes(file, words))
