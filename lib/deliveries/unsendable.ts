import type { MessageKey } from '@/lib/messages/say'

type Reason =
  Extract<MessageKey, `deliveries.problem.no${string}`> extends `deliveries.problem.${infer Code}`
    ? Code
    : never

/** Thrown by a route that has nothing it could send: a person must mend that first. `words` stand in the sentence. */
export class Unsendable extends Error {
  override readonly name = 'Unsendable'

  constructor(
    readonly code: Reason,
    readonly words = '',
  ) {
    super(code)
  }
}

/** Thrown by a route where there is nothing to tell any more: the delivery ends by itself, and nobody has to see to it. */
export class NothingToTell extends Error {
  override readonly name = 'NothingToTell'
}
