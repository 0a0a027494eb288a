import { dayInTallinn } from '@/lib/shared/dates'
import type { Tx } from '@/lib/shared/db'
import { readOf, type LoadedDocument } from '../load'
import { rowsOnPaper } from '../paper/paper-of'
import { narrowed, rowDifferences, type PartChange } from '../rules/compare'
import { showValues, type RowField } from '../rules/fields'
import type { HeadField, ReadForm, ReadRow } from '../rules/form'
import { kindOf } from '../rules/kinds'
import { factsOfPlaces } from '../standing'

/**
 * The changes of a save as the history keeps them: from what to what, in the words of that day. Entries of the first
 * versions of Olek have only the names (`changed` in the entry's details).
 */
export type SavedChanges = {
  head: PartChange[]
  /** of the first rows; `is` null = removed, `was` null = added */
  rows: { person: string; sort: 'ADDED' | 'REMOVED' | 'CHANGED'; changes: PartChange[] }[]
  /** further rows that differ */
  more: number
}

/** The history is kept for good, so an entry has bounds: rows listed one by one, and letters of a text. */
const mostRows = 20
const longest = 200

/**
 * The changes that saving this form makes to the document: a statement or two, none when only texts of the head differ;
 * more when rows name grants, curricula or rows of another document. However many rows.
 */
export async function savedChanges(
  tx: Tx,
  document: LoadedDocument,
  after: ReadForm,
  at: Date,
): Promise<SavedChanges> {
  const before = readOf(document)
  const [was, is] = [unlike(before.rows, after.rows), unlike(after.rows, before.rows)]
  const keys = [...new Set([...is, ...was].map(({ key }) => key))]
  const told = new Set(keys.slice(0, mostRows))
  const [wasTold, isTold] = [was, is].map((rows) => rows.filter(({ key }) => told.has(key)))
  const onPaper = await papersOf(tx, document, at, [...wasTold!, ...isTold!])
  const rows = rowDifferences(onPaper.slice(0, wasTold!.length), onPaper.slice(wasTold!.length))
  return {
    head: bounded(await headChanges(tx, document, before, after)),
    rows: rows.map(({ was, is, changes }) => ({
      person: (is ?? was)!.name,
      sort: was ? (is ? 'CHANGED' : 'REMOVED') : 'ADDED',
      changes: bounded(changes),
    })),
    more: keys.length - told.size,
  }
}

/** Rows that are missing or different among the others. */
function unlike(rows: readonly ReadRow[], others: readonly ReadRow[]): ReadRow[] {
  const known = new Map(others.map((row) => [row.key, JSON.stringify(row)]))
  return rows.filter((row) => known.get(row.key) !== JSON.stringify(row))
}

/** These rows on paper; grants are named only for kinds that have them. */
async function papersOf(tx: Tx, document: LoadedDocument, at: Date, rows: ReadRow[]) {
  const named = kindOf(document).rowFields.includes('grantId')
  const places = named ? await factsOfPlaces(tx, document, rows, ['grants']) : new Map()
  return rowsOnPaper(tx, document, places, dayInTallinn(at), rows)
}

async function headChanges(tx: Tx, document: LoadedDocument, before: ReadForm, after: ReadForm) {
  const { commonFields } = kindOf(document)
  const fields: (HeadField | RowField)[] = [
    'unitId',
    'basis',
    'extraInfo',
    'signerId',
    'drafterId',
    'footer',
    ...commonFields,
  ]
  const changed = fields.filter((field) => before.head[field] !== after.head[field])
  const name = await namesOf(tx, document, after)
  const texts = ({ head }: ReadForm) => ({ ...head, ...showValues(head, commonFields) })
  const [was, is] = [texts(before), texts(after)]
  return changed.map((part) => ({ part, was: name(was[part] ?? ''), is: name(is[part] ?? '') }))
}

/** The names of the unit and people for the ids in the head; any other text stays as it is. */
async function namesOf(tx: Tx, { unit, signer, drafter }: LoadedDocument, { head }: ReadForm) {
  const units = head.unitId === unit.id ? [] : await tx.settingsUnit.findMany({ where: { id: head.unitId } })
  const strangers = [head.signerId, head.drafterId].filter((id) => id !== signer.id && id !== drafter.id)
  const users = strangers.length > 0 ? await tx.accessUser.findMany({ where: { id: { in: strangers } } }) : []
  const names = new Map([
    ...[unit, ...units].map(({ id, name }) => [id, name] as const),
    ...[signer, drafter, ...users].map((user) => [user.id, `${user.firstName} ${user.lastName}`] as const),
  ])
  return (text: string) => names.get(text) ?? text
}

const bounded = (changes: readonly PartChange[]): PartChange[] =>
  changes.map((change) => ({ ...change, ...narrowed(change, longest) }))
