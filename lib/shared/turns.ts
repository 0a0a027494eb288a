/**
 * Lets so many works of one kind go on at once in this process; the others wait, and whoever has waited longest is next.
 * The function that comes out returns what a work returns, and throws what it throws.
 */
export function turns(atOnce: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let going = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (going < atOnce) going += 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const first = waiting.shift()
      if (first) first()
      else going -= 1
    }
  }
}
