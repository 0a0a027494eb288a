import type { MessageKey } from '@/lib/messages/say'

type Reason =
  Extract<MessageKey, `deliveries.problem.no${string}`> extends `deliveries.problem.${infer Code}`
    ? Code
    : never

/** Thrown by a route that has nothing to send: a person must correct something first. `words` go into the sentence. */
export class Unsendable extends Error {
  override readonly name = 'Unsendable'

  constructor(
    readonly code: Reason,
    readonly words = '',
  ) {
    super(code)
  }
}

/** Thrown by a route when nothing is left to tell: the delivery ends by itself, and nobody has to deal with it. */
export class NothingToTell extends Error {
  override readonly name = 'NothingToTell'
}
