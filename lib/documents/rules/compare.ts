import { showAmount, sumAmounts } from '@/lib/shared/money'
import type { Paper, PaperRow } from '../paper/paper'
import { fields, type RowField } from './fields'

/** One changed part of a paper, before and after; '' = absent. */
export type PartChange<Part extends string = string> = { part: Part; was: string; is: string }

export type RowPart = 'name' | 'personalCode' | 'studyPlace' | RowField
/** A person's row that differs: added (`was` null), removed (`is` null), or changed in these parts. */
export type RowDifference = { was: PaperRow | null; is: PaperRow | null; changes: PartChange<RowPart>[] }

/** The differences between two papers, ignoring the order of persons and the document's number. */
export type Comparison = {
  head: PartChange<HeadPart>[]
  /** in the order of the later paper, then the removed ones */
  rows: RowDifference[]
  warnings: { person: string; gone: string[]; come: string[] }[]
  counts: Counts
}
export type Counts = { head: number; added: number; removed: number; changed: number; warnings: number }

const headParts = {
  institution: (paper: Paper) => paper.institution,
  title: (paper: Paper) => paper.title,
  unit: (paper: Paper) => paper.unit.name,
  base: (paper: Paper) => paper.base ?? '',
  basis: (paper: Paper) => paper.basis,
  monthlySum: ({ fields, rows }: Paper) =>
    fields.includes('monthlyAmount')
      ? showAmount(sumAmounts(rows.flatMap(({ values }) => values.monthlyAmount ?? [])))
      : '',
  extraInfo: (paper: Paper) => paper.extraInfo,
  signer: ({ signer }: Paper) => [signer.name, signer.title].filter(Boolean).join(', '),
  drafter: (paper: Paper) => paper.drafter,
  footer: (paper: Paper) => paper.footer,
}
export type HeadPart = keyof typeof headParts

/** The differences on the later paper; matches persons by row, else by personal code or name and study place. */
export function compare(was: Paper, is: Paper): Comparison {
  const head = differing(Object.keys(headParts) as HeadPart[], (part) => [
    headParts[part](was),
    headParts[part](is),
  ])
  const rows = rowDifferences(was.rows, is.rows)
  const warnings = warningDifferences(was.warnings, is.warnings)
  const added = rows.filter((row) => !row.was).length
  const removed = rows.filter((row) => !row.is).length
  const changed = rows.length - added - removed
  return {
    head,
    rows,
    warnings,
    counts: { head: head.length, added, removed, changed, warnings: warnings.length },
  }
}

export const isSame = (counts: Counts) => Object.values(counts).every((count) => count === 0)

/** The rows that differ, in the order of the later paper, then the removed ones. */
export function rowDifferences(was: readonly PaperRow[], is: readonly PaperRow[]): RowDifference[] {
  const earlier = matches(was, is)
  const kept = new Set(earlier.values())
  const now = is.map((row): RowDifference => {
    const before = earlier.get(row)
    return before
      ? { was: before, is: row, changes: rowChanges(before, row) }
      : { was: null, is: row, changes: rowChanges(null, row) }
  })
  return [
    ...now.filter(({ was, changes }) => !was || changes.length > 0),
    ...was
      .filter((row) => !kept.has(row))
      .map((row) => ({ was: row, is: null, changes: rowChanges(row, null) })),
  ]
}

/**
 * Matches each later row with its earlier one, by the surest sign first. One study place may stand twice, on other
 * days.
 */
function matches(was: readonly PaperRow[], is: readonly PaperRow[]): Map<PaperRow, PaperRow> {
  const found = new Map<PaperRow, PaperRow>()
  const free = new Set(was)
  const person = ({ personalCode, name, studyPlace }: PaperRow) => `${personalCode ?? name}|${studyPlace}`
  const signs: ((row: PaperRow) => string | undefined)[] = [
    ({ key }) => key,
    (row) => `${person(row)}|${JSON.stringify(row.values)}`,
    person,
  ]
  for (const sign of signs) {
    const waiting = Map.groupBy(
      [...free].filter((row) => sign(row) !== undefined),
      sign,
    )
    for (const row of is) {
      const before = found.has(row) ? undefined : waiting.get(sign(row))?.shift()
      if (!before) continue
      found.set(row, before)
      free.delete(before)
    }
  }
  return found
}

const rowParts: readonly RowPart[] = [
  'name',
  'personalCode',
  'studyPlace',
  ...(Object.keys(fields) as RowField[]),
]

/**
 * Compares fields by value, so that a renamed curriculum is no change; added and removed rows count with all fields.
 */
function rowChanges(was: PaperRow | null, is: PaperRow | null): PartChange<RowPart>[] {
  const parts = was && is ? rowParts : rowParts.slice(3)
  return differing(
    parts.filter((part) => !was || !is || valueOf(was, part) !== valueOf(is, part)),
    (part) => [textOf(was, part), textOf(is, part)],
  )
}

const isOwn = (part: RowPart): part is 'name' | 'personalCode' | 'studyPlace' =>
  part === 'name' || part === 'personalCode' || part === 'studyPlace'

const valueOf = (row: PaperRow, part: RowPart) => (isOwn(part) ? row[part] : row.values[part]) ?? ''

const textOf = (row: PaperRow | null, part: RowPart) =>
  !row ? '' : ((isOwn(part) ? row[part] : (row.texts[part] ?? row.values[part])) ?? '')

function differing<Part extends string>(
  parts: readonly Part[],
  texts: (part: Part) => readonly [string, string],
): PartChange<Part>[] {
  return parts.flatMap((part) => {
    const [was, is] = texts(part)
    return was === is ? [] : [{ part, was, is }]
  })
}

function warningDifferences(was: Paper['warnings'], is: Paper['warnings']): Comparison['warnings'] {
  const [before, after] = [linesOf(was), linesOf(is)]
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((person) => {
    const gone = without(before.get(person) ?? [], after.get(person) ?? [])
    const come = without(after.get(person) ?? [], before.get(person) ?? [])
    return gone.length + come.length > 0 ? [{ person, gone, come }] : []
  })
}

function linesOf(warnings: Paper['warnings']): Map<string, string[]> {
  const lines = new Map<string, string[]>()
  for (const { person, lines: own } of warnings) lines.set(person, [...(lines.get(person) ?? []), ...own])
  return lines
}

/** Removes each of the other lines once. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = [...others]
  return lines.filter((line) => {
    const at = left.indexOf(line)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

/** This many equal letters stay around a difference. */
const around = 40

/**
 * Shortens two long texts to where they differ, at most `most` letters each: the equal text before and after becomes
 * `…`.
 */
export function narrowed(
  { was, is }: { was: string; is: string },
  most: number,
): { was: string; is: string } {
  if (was.length <= most && is.length <= most) return { was, is }
  const shorter = Math.min(was.length, is.length)
  let first = 0
  while (first < shorter && was[first] === is[first]) first++
  let last = 0
  while (last < shorter - first && was.at(-1 - last) === is.at(-1 - last)) last++
  const from = Math.max(0, first - around)
  const cut = (text: string) => {
    const to = Math.min(text.length, text.length - last + around, from + most)
    return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`.toWellFormed()
  }
  return { was: cut(was), is: cut(is) }
}
