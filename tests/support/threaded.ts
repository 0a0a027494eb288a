import { threadId } from 'node:worker_threads'

/** The number of the thread that it is called in. */
export const inWhichThread = () => threadId

/** Never ends. */
export function endless(): never {
  for (;;);
}

/** Throws what a function may throw. */
export function failing(why: string): never {
  throw new RangeError(why)
}
