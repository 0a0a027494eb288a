import type { z } from 'zod'
import type { PupilMessage } from '@/lib/deliveries/pupil-message'
import type { Day } from '@/lib/shared/dates'
import type { Field, Fields, Label } from './fields'

/** A row of a thing: its fields as the database holds them. */
export type RowOf<F extends Fields> = { id: string; originId: string | null } & {
  [Name in keyof F]: z.output<F[Name]['row']>
}
type TypedOf<F extends Fields> = { [Name in keyof F]: z.output<F[Name]['typed']> }

/**
 * A thing that a house keeps of a pupil during a stay: everything about it but its table (prisma/schema/schools.prisma), its
 * words, and how the registry's messages say it. Forms, the page, files, history, copying, following and taking back are
 * made of this.
 */
export type ThingOf<F extends Fields> = {
  table: string
  /** in the order of the form and of the file */
  fields: F
  /** with what a row is known again in a file; nothing = a stay has one row */
  key: readonly (keyof F & string)[]
  /** a stay has one of a key, and a form is refused at this field; without it, paper decides */
  once?: keyof F & string
  /** what a row is called in the history, where a stay has several */
  name?: { of: readonly (keyof F & string)[]; between?: string }
  /** of the list on the page: columns of a field each, or of several under one head; without it a row is shown as facts */
  shows?: readonly ((keyof F & string) | { head: Label; of: readonly (keyof F & string)[] })[]
  /** the order of rows, by columns of the table */
  order?: string
  /** the name of the template's file */
  file: string
  /** what a form sends besides its fields */
  also?: Readonly<Record<string, z.ZodType>>
  /** what one field says of another */
  check?(typed: TypedOf<F> & Readonly<Record<string, unknown>>, context: z.core.$RefinementCtx): void
  /** what is stored otherwise than it was typed */
  stored?(typed: TypedOf<F> & Readonly<Record<string, unknown>>): object
  /** what EHIS is told: the whole of what is kept, as the registry replaces what it had; `on`: the day of the change */
  told(rows: readonly RowOf<F>[], on: Day): PupilMessage
}
export type Thing = ThingOf<Fields>

/** Each is called by its own name or by its label: one without words doesn't compile. */
type Worded<F extends Fields> = {
  readonly [Name in keyof F]: Name extends Label ? Field : Field & { label: Label }
}

/** A thing, with its fields' own types. */
export const thing = <const F extends Fields>(of: ThingOf<F> & { fields: Worded<F> }): ThingOf<F> => of
