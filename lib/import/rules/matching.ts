import { checkPersonalCode } from '@/lib/shared/personal-code'
import { withoutBlanks } from '@/lib/shared/written'
import type { Cell, FileSheet } from '../cells'
import { isBlank, textOf, type FileForm } from './form'
import { knownWords } from './known-words'
import { plainText as plain } from './plain-text'

/** A whole name in one cell, split into first and last names as it is written. */
export const wholeNames = ['FIRST_LAST', 'LAST_FIRST'] as const
export type WholeName = (typeof wholeNames)[number]

/** The sheet and row of a file's headings, and the meaning of each of its columns; null = not read. */
export type Matching<Column extends string = string> = {
  /** index among the file's sheets */
  sheet: number
  /** of the headings, in the file's own count: the first is 1; 0 = there are none */
  row: number
  columns: (Column | WholeName | null)[]
  /** what replaces a missing column in every row, as typed */
  fixed: Partial<Record<Column, string>>
}

/** A matching as it is kept for the next file with the same headings. */
export type Kept = { columns: Record<string, string | null>; fixed: Record<string, string> }

/** Why a user has to look at the columns before anything is read. */
export type Ask =
  | { ask: 'missing'; columns: string[] }
  | { ask: 'either'; column: string; headings: string[] }
  | { ask: 'wholeName'; heading: string }
  | { ask: 'sheets'; names: string[] }

/** The last row in which headings are looked for. */
const deepest = 60

/**
 * Finds a file's headings and the meaning of its columns, by our words, other known words and the user's earlier
 * matchings; and the questions to ask. Chooses the sheet and row whose cells fit best, but a hidden sheet only if the
 * user does. `at` = the sheet and row that the user has chosen.
 */
export function findMatching<Column extends string>(
  form: FileForm<Column>,
  sheets: readonly FileSheet[],
  keptFor: (shape: string) => Kept | undefined,
  at?: { sheet: number; row?: number },
): { matching: Matching<Column>; asks: Ask[] } {
  const fits = sheets.map((sheet) => bestRow(form, sheet, keptFor))
  const open = sheets.flatMap(({ hidden, rows }, index) =>
    !hidden && rows.some((row) => row.some((cell) => !isBlank(cell))) ? [index] : [],
  )
  const best = Math.max(0, ...open.map((index) => fits[index]!.score))
  const fitting = open.filter((index) => fits[index]!.score === best)
  const sheet = at?.sheet ?? fitting[0] ?? 0
  const row = at?.row ?? fits[sheet]?.row ?? 1
  const bare = !at && best === 0 && form.bare ? bareColumn(sheets[sheet]) : null
  if (bare !== null) return { matching: bareMatching(form.bare!, sheet, bare), asks: [] }
  const headings = sheets[sheet]?.rows[row - 1] ?? []
  const kept = keptFor(shapeOf(headings))
  const found = kept ? keptColumns(form, headings, kept) : matchColumns(form, headings, sheets[sheet], row)
  const matching: Matching<Column> = { sheet, row, columns: found.columns, fixed: found.fixed }
  const unsure = !at && fitting.length > 1 && (best > 0 || open.length > 1)
  return {
    matching,
    asks: [
      ...(unsure ? [{ ask: 'sheets' as const, names: fitting.map((index) => sheets[index]!.name) }] : []),
      ...found.asks,
      ...missingOf(form, matching),
    ],
  }
}

/** The only column of a list without headings that holds personal codes; null = none or several. */
function bareColumn(sheet: FileSheet | undefined): number | null {
  const holding = new Set<number>()
  for (const row of sheet?.rows ?? [])
    for (const [at, cell] of row.entries())
      if (checkPersonalCode(withoutBlanks(textOf(cell)).replace(/^EE/i, ''))) holding.add(at)
  return holding.size === 1 ? [...holding][0]! : null
}

/** A matching of a list whose first row is a person already. */
const bareMatching = <Column extends string>(
  column: Column,
  sheet: number,
  at: number,
): Matching<Column> => ({
  sheet,
  row: 0,
  columns: Array.from({ length: at + 1 }, (_, place) => (place === at ? column : null)),
  fixed: {},
})

/** The columns that a matching lacks, as a question; none = the file can be read. */
export function missingOf<Column extends string>(form: FileForm<Column>, matching: Matching<Column>): Ask[] {
  const there = (column: Column) =>
    matching.columns.includes(column) ||
    Boolean(matching.fixed[column]?.trim()) ||
    ((column as string) in splitInto && matching.columns.some((each) => isWholeName(each)))
  const missing = form.required.filter((column) => !there(column))
  if (form.oneOf.length > 0 && !form.oneOf.some(there)) missing.push(form.oneOf[0]!)
  return missing.length > 0
    ? [{ ask: 'missing', columns: missing.map((column) => form.columns[column].heading) }]
    : []
}

/** The columns into which a whole name is split. */
const splitInto = { firstName: true, lastName: true } as const
export const isWholeName = (column: string | null): column is WholeName =>
  wholeNames.some((each) => each === column)
/** Whether a file of this form may hold whole names: where first and last names are columns of their own. */
export const splitsNames = ({ wanted }: FileForm) =>
  !wanted.includes('name') && Object.keys(splitInto).every((column) => wanted.includes(column))

/** The shape of a file: its headings, in any order. */
export const shapeOf = (headings: readonly Cell[]) => shapeOfPlain(plainHeadings(headings))

const shapeOfPlain = (headings: readonly string[]) =>
  JSON.stringify(keysOf(headings).filter(Boolean).toSorted())

/** Headings as they are kept: plain, repeated ones numbered; '' = none. */
export const headingKeys = (headings: readonly Cell[]): string[] => keysOf(plainHeadings(headings))

const plainHeadings = (headings: readonly Cell[]) => headings.map((cell) => plain(textOf(cell)))

function keysOf(headings: readonly string[]): string[] {
  const times = new Map<string, number>()
  return headings.map((key) => {
    const time = (times.get(key) ?? 0) + 1
    times.set(key, time)
    return key && time > 1 ? `${key} ${time}` : key
  })
}

/** The kept part of a matching: its columns by heading, so that their order may differ. */
export const keptOf = (headings: readonly Cell[], { columns, fixed }: Matching): Kept => ({
  columns: Object.fromEntries(
    headingKeys(headings).flatMap((key, index) => (key ? [[key, columns[index] ?? null]] : [])),
  ),
  fixed: Object.fromEntries(
    Object.entries(fixed).flatMap(([column, text]) => (text ? [[column, text]] : [])),
  ),
})

/** The row of a sheet with the most names of our columns; the topmost of equals. */
function bestRow(form: FileForm, { rows }: FileSheet, keptFor: (shape: string) => Kept | undefined) {
  let best = { row: firstFull(rows), score: 0 }
  for (const [index, cells] of rows.slice(0, deepest).entries()) {
    const headings = plainHeadings(cells)
    const score = keptFor(shapeOfPlain(headings)) ? Infinity : scoreOf(form, headings)
    if (score > best.score) best = { row: index + 1, score }
  }
  return best
}

/** Where no heading is known: the first row with about as many filled cells as there are in any. */
function firstFull(rows: FileSheet['rows']): number {
  const filled = rows.slice(0, deepest).map((row) => row.filter((cell) => !isBlank(cell)).length)
  const most = Math.max(0, ...filled)
  return (
    Math.max(
      0,
      filled.findIndex((count) => count > 0 && count * 2 >= most),
    ) + 1
  )
}

/** How many of our columns a row names, read by its plain headings; our own words weigh a little more than others. */
function scoreOf(form: FileForm, headings: readonly string[]): number {
  const named = new Map<string, number>()
  for (const text of headings) {
    if (!text) continue
    for (const [column, weight] of couldBe(form, text)) {
      named.set(column, Math.max(named.get(column) ?? 0, weight))
      break
    }
  }
  return [...named.values()].reduce((sum, weight) => sum + weight, 0)
}

type Columns = [column: string, weight: number][]
const noColumns: Columns = []

/**
 * The columns that a plain heading could mean: those of ours with this heading, else those for which it is a known
 * word.
 */
const couldBe = (form: FileForm, text: string): Columns => columnsOf(form).get(text) ?? noColumns

const known = new WeakMap<FileForm, ReadonlyMap<string, Columns>>()

/** The possible columns of each plain word that a form knows: a file may have a million cells to look up. */
function columnsOf(form: FileForm): ReadonlyMap<string, Columns> {
  const columns = known.get(form) ?? knownColumns(form)
  known.set(form, columns)
  return columns
}

function knownColumns(form: FileForm): ReadonlyMap<string, Columns> {
  const own = new Map<string, Columns>()
  const other = new Map<string, Columns>()
  const add = (to: Map<string, Columns>, word: string, column: string, weight: number) =>
    to.set(word, [...(to.get(word) ?? []), [column, weight]])
  for (const column of form.wanted) {
    const { heading } = form.columns[column]!
    add(own, plain(heading), column, 1.1)
    for (const word of wordsOf(heading)) add(other, word, column, 1)
  }
  if (splitsNames(form))
    for (const word of [plain('Nimi'), ...wordsOf('Nimi')]) add(other, word, 'FIRST_LAST', 1)
  return new Map([...other, ...own])
}

const plainWords = new Map(
  Object.entries(knownWords).map(([heading, words]) => [heading, new Set(words.map(plain))]),
)
const noWords: ReadonlySet<string> = new Set()
const wordsOf = (heading: string): ReadonlySet<string> => plainWords.get(heading) ?? noWords

/** Every word that may head a column of the form, for finding a file's delimiter. */
export const wordsOfForm = (form: FileForm): string[] => [
  ...form.wanted.flatMap((column) => {
    const { heading } = form.columns[column]!
    return [heading, ...(knownWords[heading] ?? [])]
  }),
  ...(splitsNames(form) ? ['Nimi', ...knownWords.Nimi!] : []),
]

type Found<Column extends string> = Pick<Matching<Column>, 'columns' | 'fixed'> & { asks: Ask[] }

function keptColumns<Column extends string>(
  form: FileForm<Column>,
  headings: readonly Cell[],
  kept: Kept,
): Found<Column> {
  const ours = (column: string | null | undefined): Column | WholeName | null =>
    column && (form.wanted.includes(column as Column) || isWholeName(column)) ? (column as Column) : null
  return {
    columns: headingKeys(headings).map((key) => ours(kept.columns[key])),
    fixed: Object.fromEntries(
      Object.entries(kept.fixed).filter(([column]) => form.wanted.includes(column as Column)),
    ) as Matching<Column>['fixed'],
    asks: [],
  }
}

/**
 * Never guesses between two: a heading that could mean several columns, or a column with several headings, becomes a
 * question.
 */
function matchColumns<Column extends string>(
  form: FileForm<Column>,
  headings: readonly Cell[],
  sheet: FileSheet | undefined,
  row: number,
): Found<Column> {
  const texts = headings.map((cell) => plain(textOf(cell)))
  const columns: (Column | WholeName | null)[] = texts.map(() => null)
  const asks: Ask[] = []
  const either = (column: Column, places: number[]) =>
    asks.push({
      ask: 'either',
      column: form.columns[column].heading,
      headings: places.map((place) => textOf(headings[place]).trim()),
    })
  const free = (column: Column) => !columns.includes(column)
  const placesOf = (column: Column, weight: number) =>
    texts.flatMap((text, place) =>
      couldBe(form, text).some(([each, of]) => each === column && of === weight) ? [place] : [],
    )
  for (const column of form.wanted) {
    const own = placesOf(column, 1.1)
    const known = surest === column ? placesOf(column, 1) : []
    if (own.length + known.length > 1 && own.length > 0) either(column, [...own, ...known])
    if (own.length > 0) columns[own[0]!] = column
  }
  for (const column of form.wanted.filter(free)) {
    const places = placesOf(column, 1).filter((place) => columns[place] === null)
    const rivals = form.wanted.filter(
      (other) =>
        other !== column && free(other) && placesOf(other, 1).some((place) => places.includes(place)),
    )
    // A word for two columns belongs to the one for which the file has no other word.
    if (places.length === 1 && rivals.length === 0) columns[places[0]!] = column
    else if (places.length > 1 && rivals.length === 0) either(column, places)
    else if (places.length > 0 && (form.required.includes(column) || form.oneOf.includes(column)))
      either(column, places)
  }
  const whole = texts.findIndex(
    (text, place) =>
      columns[place] === null && couldBe(form, text).some(([column]) => column === 'FIRST_LAST'),
  )
  const names = Object.keys(splitInto) as Column[]
  if (whole >= 0 && names.every((column) => !form.wanted.includes(column) || free(column))) {
    const lastFirst = withComma(sheet, row, whole) || /^(pere|last|surname)/.test(texts[whole]!)
    columns[whole] = lastFirst ? 'LAST_FIRST' : 'FIRST_LAST'
    asks.push({ ask: 'wholeName', heading: textOf(headings[whole]).trim() })
  }
  return { columns, fixed: {}, asks }
}

/** Two columns of this kind in a file are always a question: the wrong one puts money on somebody else's account. */
const surest: string = 'personalCode'

/** Whether names are written `Tamm, Mari`. */
const withComma = (sheet: FileSheet | undefined, row: number, place: number) =>
  sheet?.rows
    .slice(row, row + 20)
    .filter((cells) => !isBlank(cells[place]))
    .every((cells) => textOf(cells[place]).includes(',')) ?? false
