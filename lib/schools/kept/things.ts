import type { RowOf, Thing } from './thing'
import { absences } from './things/absences'
import { consents } from './things/consents'
import { decisions } from './things/decisions'
import { grades } from './things/grades'
import { languages } from './things/languages'
import { needs } from './things/needs'
import { swimming } from './things/swimming'

/** What a house keeps of a pupil during a stay, in the order of the seed: a transfer copies every thing (spec 5). */
export const keptThings = {
  needs,
  decisions,
  languages,
  swimming,
  consents,
  absences,
  grades,
} as const satisfies Record<string, object>

export type KeptKind = keyof typeof keptThings
export const keptKinds = Object.keys(keptThings) as [KeptKind, ...KeptKind[]]

type FieldsOf<K extends KeptKind> = (typeof keptThings)[K]['fields']
export type KeptRow<K extends KeptKind> = RowOf<FieldsOf<K>>
/** The rows that a house keeps of a pupil during a stay, by kind. */
export type KeptRows = { [K in KeptKind]: KeptRow<K>[] }

type FieldOf<K extends KeptKind> = {
  [N in keyof FieldsOf<K> & string]: FieldsOf<K>[N] & { name: N }
}[keyof FieldsOf<K> & string]
type AnyField = { [K in KeptKind]: FieldOf<K> }[KeptKind]
/** The registry's lists from which fields take their codes. */
export type KeptList = Extract<AnyField, { codes: readonly string[] }>['codes'][number]
/** The columns of files about kept things. */
export type KeptColumn = AnyField extends infer F
  ? F extends { column: infer Column extends string }
    ? Column
    : F extends { name: infer Name extends string }
      ? Name
      : never
  : never

/** The thing of a kind, with the general type. */
export const thingOf = (kind: KeptKind): Thing => keptThings[kind]

/** changedOn → changed_on */
export const columnOf = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** The columns of a kind's table, without those that say to whom a row belongs. */
export const columnsOf = (kind: KeptKind) => Object.keys(keptThings[kind].fields).map(columnOf)
