const times = Number(process.env.RANDOM_TIMES ?? 1)
const seed = Number(process.env.RANDOM_SEED ?? 1)
const path = process.env.RANDOM_PATH

/**
 * How long a random test of commands looks, and where: `RANDOM_TIMES=20 RANDOM_SEED=7` looks twenty times as long
 * and elsewhere. What fails is told as it happened, with its seed and path (`RANDOM_PATH=22`) to see it again: with a
 * database there is no cheap way to make it smaller.
 */
export const randomly = (numRuns: number) => ({ numRuns: numRuns * times, seed, endOnFailure: true, path })

/** The time such a test may take. */
export const unhurried = { timeout: 300_000 * times }
