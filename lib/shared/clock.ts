import { env, sandboxOn } from './env'

let shift: number | undefined

/**
 * The present instant: the only reading of the clock. With the sandbox on, OLEK_NOW sets where the clock starts and it
 * runs on from there; without the sandbox that setting is ignored.
 */
export function now(): Date {
  // Rules ask for the day too, where no environment is set.
  shift ??= process.env.OLEK_NOW && sandboxOn() ? Date.parse(env().OLEK_NOW!) - Date.now() : 0
  return new Date(Date.now() + shift)
}
