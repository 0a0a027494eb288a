/**
 * One exchange with a neighbour, as it is kept beside the delivery. Free of secrets: no keys, no passwords, and of a
 * PDF only its size and hash. It contains personal codes; whoever shows it masks them.
 */
export type Exchange = {
  method: string
  /** The address used, without user name and password. */
  address: string
  request: string | null
  /** HTTP status or SMTP reply code; null when no answer came. */
  status: number | null
  /** The answer as it came, as far as it was read, even if it could not be understood. */
  response: string | null
  at: Date
  tookMs: number
}

/**
 * The result of an exchange. The client never throws for what a neighbour does.
 *
 * - `done`: it is so now, or was already ("already have it").
 * - `refused`: the neighbour understood and said no; asking again will not help. `words` are its own.
 * - `unreachable`: no answer, or one saying that it can't at the moment. It may still have done it.
 * - `unreadable`: an answer outside the contract; the exchange has the raw text.
 *
 * If the neighbour said nothing, `words` is a bare code or the names of the faulty fields, so that the screen can
 * put its own sentence around it in either language.
 */
export type Outcome<T> = {
  exchange: Exchange
  /** the earlier questions, if one wasn't enough */
  before?: readonly Exchange[]
} & Verdict<T>

export type Verdict<T> =
  | { kind: 'done'; value: T }
  | { kind: 'refused'; words: string }
  | { kind: 'unreachable'; words: string }
  | { kind: 'unreadable'; words: string }

/** Tells one network failure from another: `ECONNRESET`, `ETIMEDOUT`, else the error's name. */
export function failureCode(error: unknown): string {
  if (!(error instanceof Error)) return 'ERROR'
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'ETIMEDOUT'
  const code = (error as { code?: unknown }).code
  if (typeof code === 'string') return code
  return error.cause === undefined ? error.message || error.name : failureCode(error.cause)
}
