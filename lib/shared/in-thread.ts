import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { turns } from './turns'

/** A function by its file, from the project's folder, and its name; and what it is given, which must be cloneable. */
export type Call = { file: string; name: string; given: readonly unknown[] }
type Answer = { made: unknown } | { error: unknown }

/** A PDF of so many persons is drawn in the application itself: it takes less than a thread's start, some 20 ms. */
export const soonDrawn = 20

/** Calls at once in one process; others wait. */
const inTurn = turns(2)
/** A call that takes longer is given up, and a thread without a call for so long ends; in milliseconds. */
const longest = { call: 300_000, idle: 600_000 }
/** What a thread may take, so that it fails by itself and the application lives on. */
const heap = { maxOldGenerationSizeMb: 1_024 }

/**
 * Calls a function in a thread beside the application's own, so that no page waits for it. A thread that is there stays
 * for the next call; starting one takes as long as a second. Throws what the function throws; when `signal` is aborted,
 * the thread ends at once, and its reason is thrown.
 */
export const inThread = <Made>(call: Call, signal?: AbortSignal): Promise<Made> =>
  inTurn(async () => {
    signal?.throwIfAborted()
    return (await called(idle.pop() ?? started(), call, signal)) as Made
  })

const idle: Worker[] = []

const script = () => path.join(/* turbopackIgnore: true */ process.cwd(), 'lib/shared/thread.ts')

function started(): Worker {
  const thread = new Worker(/* turbopackIgnore: true */ script(), {
    resourceLimits: heap,
    // The sources name each other as in the whole project, which Node by itself doesn't understand.
    execArgv: ['--import', 'tsx'],
  })
  thread.once('exit', () => {
    if (idle.includes(thread)) idle.splice(idle.indexOf(thread), 1)
  })
  return thread
}

function called(thread: Worker, call: Call, signal?: AbortSignal): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const giveUp = (error: unknown) => {
      settle()
      void thread.terminate()
      reject(error)
    }
    const left = () => giveUp(signal!.reason)
    const died = (code: number) => giveUp(new Error(`a thread ended with ${code}`))
    const clock = setTimeout(() => giveUp(new Error(`${call.name} took too long`)), longest.call)
    const answered = (answer: Answer) => {
      settle()
      rest(thread)
      if ('error' in answer) reject(answer.error)
      else resolve(answer.made)
    }
    const settle = () => {
      clearTimeout(clock)
      signal?.removeEventListener('abort', left)
      thread.off('message', answered).off('error', giveUp).off('exit', died)
      // What a thread says while it ends is of no use to anybody.
      thread.on('error', () => undefined)
    }
    signal?.addEventListener('abort', left)
    thread.once('message', answered).once('error', giveUp).once('exit', died)
    thread.ref()
    thread.postMessage(call)
  })
}

/** Keeps the thread for the next call; it keeps no process alive. */
function rest(thread: Worker) {
  thread.unref()
  idle.push(thread)
  setTimeout(() => {
    if (idle.includes(thread)) void thread.terminate()
  }, longest.idle).unref()
}
