/** A thread that calls a function of some file, whenever it is told to (in-thread.ts). */
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { parentPort } from 'node:worker_threads'
import type { Call } from './in-thread'

parentPort!.on('message', async ({ file, name, given }: Call) => {
  try {
    const functions = await import(pathToFileURL(path.join(process.cwd(), file)).href)
    parentPort!.postMessage({ made: await functions[name](...given) })
  } catch (error) {
    parentPort!.postMessage({ error })
  }
})
