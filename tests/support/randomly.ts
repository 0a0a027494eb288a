const times = Number(process.env.RANDOM_TIMES ?? 1)
const seed = Number(process.env.RANDOM_SEED ?? 1)
const path = process.env.RANDOM_PATH

/**
 * How many runs a random test of commands makes, and from which seed: `RANDOM_TIMES=20 RANDOM_SEED=7` makes twenty
 * times as many, and others. A failure is told as it happened, with its seed and path (`RANDOM_PATH=22`) to run it
 * again, because with a database it can't cheaply be made smaller.
 */
export const randomly = (numRuns: number) => ({ numRuns: numRuns * times, seed, endOnFailure: true, path })

/** The time such a test may take. */
export const unhurried = { timeout: 300_000 * times }
