/**
 * Why an act can't be done now, for the user who asked. A refusal blocks, a warning (grants/warnings) advises, a fault
 * (any other error) is ours: the three never share a list.
 */
export type Refusal = {
  /** Key of the sentence among the messages. Never a personal code in its parameters. */
  code: string
  params?: Record<string, string | number>
  /** Path of the form field to blame, e.g. 'rows.<key>.paidFrom'. */
  field?: string
  /** The conflicting record, to link to; shown only to those who may see it. */
  subject?: { kind: 'document' | 'learner' | 'pupil' | 'grant'; id: string }
}

/** Thrown by commands, so that the transaction rolls back; rules return refusals instead. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly refusals: readonly Refusal[]

  constructor(refusals: readonly Refusal[]) {
    super(refusals.map((refusal) => refusal.code).join(', '))
    this.refusals = refusals
  }
}
