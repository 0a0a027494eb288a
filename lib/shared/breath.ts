import { setImmediate } from 'node:timers/promises'

/** Lets the process answer others before work of many rows goes on. */
export const breath = (): Promise<void> => setImmediate()

/** The list's answers to `work`, with a breath after every 500. */
export async function inBreaths<Row, Made>(rows: readonly Row[], work: (row: Row) => Made): Promise<Made[]> {
  const made: Made[] = []
  for (const [at, row] of rows.entries()) {
    if (at > 0 && at % 500 === 0) await breath()
    made.push(work(row))
  }
  return made
}
