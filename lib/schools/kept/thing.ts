import type { z } from 'zod'
import type { PupilMessage } from '@/lib/deliveries/pupil-message'
import type { Day } from '@/lib/shared/dates'
import type { Field, Fields, Label } from './fields'

/** A row of a thing: its fields as the database stores them. */
export type RowOf<F extends Fields> = { id: string; originId: string | null } & {
  [Name in keyof F]: z.output<F[Name]['row']>
}
type TypedOf<F extends Fields> = { [Name in keyof F]: z.output<F[Name]['typed']> }

/**
 * Something that a house keeps of a pupil during a stay: everything about it except its table
 * (prisma/schema/schools.prisma), its words, and its message to the registry. Forms, the page, files, history, copying,
 * following and taking back all derive from this.
 */
export type ThingOf<F extends Fields> = {
  table: string
  /** in the order of the form and of the file */
  fields: F
  /** the fields that identify a row in a file; none = a stay has one row */
  key: readonly (keyof F & string)[]
  /** a stay has one row per key, and a form is refused at this field; without it, the key is a number on paper */
  once?: keyof F & string
  /** the row's name in the history, if a stay has several rows */
  name?: { of: readonly (keyof F & string)[]; between?: string }
  /**
   * the columns of the page's list, each with one field or several under one heading; without it a row is shown as
   * facts
   */
  shows?: readonly ((keyof F & string) | { head: Label; of: readonly (keyof F & string)[] })[]
  /** the order of rows, by columns of the table */
  order?: string
  /** the name of the template's file */
  file: string
  /** further input of the form */
  also?: Readonly<Record<string, z.ZodType>>
  /** checks between fields */
  check?(typed: TypedOf<F> & Readonly<Record<string, unknown>>, context: z.core.$RefinementCtx): void
  /** stored values that differ from the typed ones */
  stored?(typed: TypedOf<F> & Readonly<Record<string, unknown>>): object
  /** the message to EHIS: all that is kept, because the registry replaces what it had; `on`: the day of the change */
  told(rows: readonly RowOf<F>[], on: Day): PupilMessage
}
export type Thing = ThingOf<Fields>

/** Each field has words under its own name or its label: a field without words doesn't compile. */
type Worded<F extends Fields> = {
  readonly [Name in keyof F]: Name extends Label ? Field : Field & { label: Label }
}

/** A thing, with its fields' own types. */
export const thing = <const F extends Fields>(of: ThingOf<F> & { fields: Worded<F> }): ThingOf<F> => of
