import { storedCounts, storedMatching, storedSheets } from '@/lib/import/stored'
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { prefills, readValues, showValues, type Texts } from '@/lib/documents/rules/fields'
import { mostRows, type DraftForm, type DraftRow } from '@/lib/documents/rules/form'
import { kindOf, type Kind } from '@/lib/documents/rules/kinds'
import {
  codesInText,
  listedInFile,
  listedInText,
  personsForm,
  sameWords,
  splits,
  type Listed,
  type PersonColumn,
} from '@/lib/documents/rules/listed'
import type { AddCodesInput, AddPlacesInput, AddSheetInput } from '@/lib/documents/schema'
import { placeFacts, type PlaceFacts } from '@/lib/grants/queries/facts'
import { seenNow } from '@/lib/grants/rules/changes'
import type { FileSheet } from '@/lib/import/cells'
import {
  matchFile,
  openFile,
  ownBatch,
  spendBatch,
  type ImportRoom,
  type Opened,
} from '@/lib/import/commands'
import { shownCell } from '@/lib/import/rules/form'
import { readLines, type LineCounts, type LineRead } from '@/lib/import/rules/lines'
import { findMatching, type Matching } from '@/lib/import/rules/matching'
import type { MatchInput } from '@/lib/import/schema'
import { sheetOfPasted } from '@/lib/import/sheets-of'
import {
  placesListed,
  studyPlaceCards,
  type ListedPlace,
  type StudyPlaceCard,
} from '@/lib/learners/queries/known'
import { ByCode } from '@/lib/shared/by-code'
import { dayInTallinn } from '@/lib/shared/dates'
import { inTransaction } from '@/lib/shared/db'
import { birthDayOf, maskPersonalCode } from '@/lib/shared/personal-code'
import { Refused, type Refusal } from '@/lib/shared/refusal'
import { changeCopy, openForm } from '../form-in-hand'

/** The result of `Lisa isikuid`: who was added, who was left out and why, and about whom the clerk has to decide. */
export type AddedPersons = {
  added: number
  /** of a list: whom each line added to the document */
  lines: { row: number; who: string }[]
  /** `who`: the name, or the text of the list; never a whole personal code */
  left: { row?: number; who: string; reason: Refusal }[]
  /** persons with several fitting study places, and those whom a list doesn't identify for certain */
  choose: { row?: number; who: string; why?: Refusal; places: { id: string; label: string }[] }[]
  /** lines of a file without a person */
  passed: { row: number; text: string }[]
  /** cells that were unreadable or read in a corrected form, by our heading, and notes on the file as a whole */
  notes: { row?: number; heading?: string; note: Refusal }[]
  /** the file waits for a person to match its columns */
  match?: string
}
const nothing = (): AddedPersons => ({ added: 0, lines: [], left: [], choose: [], passed: [], notes: [] })

/** Adds study places ticked in the register, or chosen where a list left a doubt. */
export async function addPlaces(
  act: Act,
  { id, places }: z.output<typeof AddPlacesInput>,
): Promise<AddedPersons> {
  const cards = await studyPlaceCards(act.db, places, dayInTallinn(act.now))
  const result = nothing()
  const fitting = places.flatMap((place) => fit(cards.get(place), result))
  return put(act, id, fitting, result, true)
}

/**
 * Adds the persons of a pasted list: lines with personal codes, other codes or codes of study places, or a table with
 * headings. Reports on every line.
 */
export async function addByCodes(
  act: Act,
  { id, codes }: z.output<typeof AddCodesInput>,
): Promise<AddedPersons> {
  const today = dayInTallinn(act.now)
  const table = sheetOfPasted(codes, personsForm)
  const found = table && findMatching(personsForm, [table], () => undefined)
  if (!table || !found || found.asks.length > 0 || found.matching.row === 0) {
    const isCode = await codesKnown(act, codesInText(codes))
    return addListed(act, id, listedInText(codes, today, isCode), nothing())
  }
  const { rows, counts } = readLines(personsForm, table, found.matching, today)
  const listed = listedInFile(rows, quoted(table, found.matching))
  return addListed(act, id, listed, told(rows, listed, counts))
}

/** Which of these texts are learners' other codes or codes of study places. */
async function codesKnown(act: Act, codes: readonly string[]) {
  const places = await placesListed(act.db, { codes: [], otherCodes: codes, placeCodes: codes, names: [] })
  const { others, places: ofPlaces } = byWhatTheyAre(places)
  return (text: string) => others.has(text) || ofPlaces.has(text)
}

/**
 * Notes of a list beside its persons; `listed` has one person per row, with the fault that keeps the row from naming
 * anybody.
 */
const told = (
  rows: readonly LineRead<PersonColumn>[],
  listed: readonly Listed[],
  { passed, notes = [] }: LineCounts,
): AddedPersons => ({
  ...nothing(),
  passed,
  notes: [
    ...notes.map((note) => ({ note })),
    ...rows.flatMap(({ row, refusals, notes: ofRow = [] }, at) =>
      [...refusals.filter((fault) => fault !== listed[at]!.wrong), ...ofRow].map((note) => ({
        row,
        heading: personsForm.columns[note.field as PersonColumn]?.heading,
        note,
      })),
    ),
  ],
})

/**
 * Adds the persons of a file by its headings: a code in another column names nobody. When the columns are uncertain,
 * the file waits to be matched; `batch` = a file that was matched.
 */
export async function addFromSheet(
  act: Act,
  { id, file, batch }: z.output<typeof AddSheetInput>,
): Promise<AddedPersons> {
  if (batch) return addMatched(act, id, batch)
  if (!file) throw new Refused([{ code: 'fileMissing', field: 'file' }])
  // For somebody who may not draft the document nothing is read or kept.
  await inTransaction(act.db, (tx) => openForm(tx, act, id))
  const opened = await openFile(act, personsRoom, file, { documentId: id })
  return opened.asked ? { ...nothing(), match: opened.id } : addMatched(act, id, opened.id)
}

/** Takes the user's matching of the columns of a file of persons; the document's own page then adds the persons. */
export const matchPersons = (act: Act, input: z.output<typeof MatchInput>): Promise<Opened> =>
  matchFile(act, personsRoom, input)

/** Files of persons change no register: adding the persons reports the result. */
const personsRoom: ImportRoom<PersonColumn> = {
  kind: 'DOCUMENT_PERSONS',
  scope: 'DOCUMENT_PERSONS',
  form: personsForm,
  async plan(_client, _act, rows) {
    return {
      plan: rows.map(({ row }) => ({ row, who: '', outcome: 'NEW', changes: [], refusals: [] })),
      store: async () => {},
      written: [],
    }
  },
}

async function addMatched(act: Act, id: string, batchId: string): Promise<AddedPersons> {
  const batch = await ownBatch(act.db, act, personsRoom, batchId)
  if (batch.state !== 'PREVIEW' || batch.documentId !== id) throw new Refused([{ code: 'notFound' }])
  const matching = storedMatching(personsForm, batch.matching)
  const sheet = matching && storedSheets.parse(batch.sheets)[matching.sheet]
  if (!matching || !sheet) throw new Refused([{ code: 'import.changed' }])
  const { rows, counts } = readLines(personsForm, sheet, matching, dayInTallinn(act.now))
  const listed = listedInFile(rows, quoted(sheet, matching))
  const ofFile = storedCounts.parse(batch.counts).notes
  const result = await addListed(act, id, listed, told(rows, listed, { ...counts, notes: ofFile }))
  // The document now shows who was added, so the file is no longer needed.
  await spendBatch(act, batchId)
  return result
}

/** The text of a file's row in its matched columns, codes masked; if those are empty, the whole row. */
const quoted =
  ({ rows }: FileSheet, { columns }: Matching<PersonColumn>) =>
  (row: number) => {
    const cells = (rows[row - 1] ?? []).map(shownCell)
    const said = cells.filter((text, at) => text && columns[at])
    return (said.length > 0 ? said : cells.filter(Boolean)).join(', ').slice(0, 120)
  }

async function addListed(
  act: Act,
  id: string,
  listed: readonly Listed[],
  result: AddedPersons,
): Promise<AddedPersons> {
  if (listed.length > mostRows) throw new Refused([{ code: 'tooManyRows', params: { most: mostRows } }])
  const anyCodes = listed.flatMap(({ anyCode, either = [] }) => anyCode ?? either)
  const places = await placesListed(act.db, {
    codes: [...listed.flatMap(({ code }) => code ?? []), ...anyCodes],
    otherCodes: [...listed.flatMap(({ otherCode }) => otherCode ?? []), ...anyCodes],
    placeCodes: [...listed.flatMap(({ placeCode }) => placeCode ?? []), ...anyCodes],
    names: listed.flatMap((one) => (one.name && !codeOf(one) ? splits(one.name) : [])),
  })
  const found = byWhatTheyAre(places)
  const cards = await studyPlaceCards(
    act.db,
    places.map((place) => place.id),
    dayInTallinn(act.now),
  )
  const fitting: StudyPlaceCard[] = []
  const rowOf = new Map<string, number>()
  const seen = new Map<string, number>()
  for (const one of listed) {
    const { row, quote } = one
    const leave = (reason: Refusal) => result.left.push({ row, who: quote, reason })
    if (one.wrong) {
      leave(one.wrong)
      continue
    }
    const candidates = candidatesOf(one, found)
    const studying = candidates.filter((place) => isStudying(cards.get(place.id)!))
    const [first] = studying
    if (!first) {
      leave(candidates.length > 0 ? { code: 'notStudying' } : nobodyAs(one, found))
      continue
    }
    const learners = new Set(studying.map(({ learnerId }) => learnerId))
    if (learners.size === 1 && seen.has(first.learnerId)) {
      // Two codes on one line may be one person's.
      if (!one.anyCode || seen.get(first.learnerId) !== row) leave({ code: 'listedTwice' })
      continue
    }
    const why = doubtOf(one, found, studying)
    if (learners.size === 1) seen.set(first.learnerId, row)
    if (!why && studying.length === 1) {
      fitting.push(cards.get(first.id)!)
      rowOf.set(first.id, row)
      continue
    }
    result.choose.push({
      row,
      who: learners.size === 1 ? first.name : quote,
      why: why ?? undefined,
      places: studying.map((place) => choice(cards.get(place.id)!, learners.size > 1 || Boolean(why))),
    })
  }
  await put(act, id, fitting, result, false)
  // Persons already on the document are reported by name, without a line.
  const elsewhere = [...result.left, ...result.choose].flatMap(({ who, row }) =>
    row === undefined ? [who] : [],
  )
  result.lines = fitting
    .filter((card) => !elsewhere.includes(nameOf(card)))
    .map((card) => ({ row: rowOf.get(card.id)!, who: nameOf(card) }))
  return result
}

/** Places by personal code and by name, and by the codes that may be spelled in several ways. */
type Found = {
  persons: Map<string | null, ListedPlace[]>
  others: ByCode<ListedPlace[]>
  places: ByCode<ListedPlace[]>
  names: Map<string, ListedPlace[]>
}

function byWhatTheyAre(places: readonly ListedPlace[]): Found {
  const byCode = (codeOf: (place: ListedPlace) => string | null) =>
    new ByCode([...Map.groupBy(places, codeOf)].flatMap(([code, of]) => (code ? [[code, of] as const] : [])))
  return {
    persons: Map.groupBy(places, ({ personalCode }) => personalCode),
    others: byCode(({ otherCode }) => otherCode),
    places: byCode(({ placeCode }) => placeCode),
    names: Map.groupBy(places, ({ name }) => sameWords(name)),
  }
}

/** Whom a list may mean, by its most reliable particulars. */
function candidatesOf(one: Listed, found: Found): ListedPlace[] {
  if (one.either) return agreed(one.either.map((code) => placesOf(code, found)))
  if (one.anyCode) return placesOf(one.anyCode, found)
  if (one.code) return found.persons.get(one.code) ?? []
  if (one.placeCode) return found.places.get(one.placeCode) ?? []
  if (one.otherCode) return found.others.get(one.otherCode) ?? []
  const called = found.names.get(sameWords(one.name!)) ?? []
  return called.filter(
    (place) =>
      (!one.bornOn || bornOnOf(place) === one.bornOn) &&
      (!one.email || !place.email || place.email.toLowerCase() === one.email.toLowerCase()),
  )
}

/** The places of whoever has a code of any sort, and the place that has it. */
const placesOf = (code: string, { persons, others, places }: Found): ListedPlace[] => [
  ...new Set([...(persons.get(code) ?? []), ...(others.get(code) ?? []), ...(places.get(code) ?? [])]),
]

/** What several codes of one line mean: the places that all of them name, else those that any does. */
function agreed(each: readonly ListedPlace[][]): ListedPlace[] {
  const all = [...new Set(each.flat())]
  const inAll = all.filter((place) => each.every((places) => places.includes(place)))
  return inAll.length > 0 ? inAll : all
}

/** Why a list names nobody: no learner is so, or several share a code and none writes it exactly so. */
function nobodyAs({ code, placeCode, otherCode, anyCode }: Listed, { others, places }: Found): Refusal {
  if (code) return { code: 'nobodyWithCode' }
  const several = [
    [otherCode ?? anyCode, others],
    [placeCode ?? anyCode, places],
  ] as const
  return {
    code: several.some(([typed, known]) => typed && known.several(typed))
      ? 'import.codeOfSeveral'
      : 'nobodyListed',
  }
}

/**
 * Why a clerk must confirm that it is this person: only a name, a name that differs from the register's, a second code.
 */
function doubtOf(one: Listed, found: Found, places: readonly ListedPlace[]): Refusal | null {
  const learners = new Set(places.map(({ learnerId }) => learnerId)).size
  const meant = (one.either ?? (one.anyCode ? [one.anyCode] : [])).map((code) => placesOf(code, found))
  // Also of those who don't study: two codes are one person's only if the register says so.
  const persons = new Set(meant.flat().map(({ learnerId }) => learnerId))
  if (persons.size > 1 || meant.some((each) => each.length === 0)) return { code: 'listedEither' }
  if (!codeOf(one)) return { code: learners > 1 ? 'listedNamesakes' : 'listedByName' }
  const { name, bornOn } = places[0]!
  if (one.name && sameWords(one.name) !== sameWords(name))
    return { code: 'listedNameDiffers', params: { listed: one.name, name } }
  return one.bornOn && bornOn && one.bornOn !== bornOn ? { code: 'listedBirthDiffers' } : null
}

/** The code by which a list names a person; a name beside it is only compared. */
const codeOf = ({ code, placeCode, otherCode, anyCode, either }: Listed) =>
  code ?? placeCode ?? otherCode ?? anyCode ?? either?.[0]
const nameOf = ({ firstName, lastName }: StudyPlaceCard) => `${firstName} ${lastName}`
/** A study place to choose; with the person's name and day of birth when several persons are possible. */
const choice = (card: StudyPlaceCard, named: boolean) => ({
  id: card.id,
  label: [
    ...(named ? [nameOf(card), ...(card.personalCode ? [maskPersonalCode(card.personalCode)] : [])] : []),
    card.curriculum,
    card.unitName,
    // Two places of one curriculum and unit differ only in their code.
    card.placeCode,
  ].join(', '),
})
/** The recorded day of birth, or else the one in the code. */
const bornOnOf = ({ bornOn, personalCode }: ListedPlace) =>
  bornOn ?? (personalCode ? birthDayOf(personalCode) : null)
const isStudying = ({ mainState }: StudyPlaceCard) => mainState === 'STUDYING' || mainState === 'EXTENDED'

function fit(card: StudyPlaceCard | undefined, result: AddedPersons): StudyPlaceCard[] {
  if (card && isStudying(card)) return [card]
  result.left.push({ who: card ? nameOf(card) : '–', reason: { code: card ? 'notStudying' : 'notFound' } })
  return []
}

/**
 * Adds rows to the user's working copy, prefilled from the header and the contact data. Someone who is already there
 * with another study place is asked about, unless the clerk has chosen (`sure`).
 */
async function put(
  act: Act,
  id: string,
  cards: StudyPlaceCard[],
  result: AddedPersons,
  sure: boolean,
): Promise<AddedPersons> {
  const places = await placeFacts(
    act.db,
    cards.map((card) => card.id),
    { documentId: id },
  )
  await changeCopy(act, id, ({ form, drafted }) => {
    if (kindOf(drafted).ofRegistrants) throw new Refused([{ code: 'personsOfRun' }])
    if (kindOf(drafted).amends) throw new Refused([{ code: 'personsOfBase' }])
    const here = new Set(form.rows.map((row) => row.studyPlaceId))
    const persons = new Set(form.rows.map((row) => row.learnerId))
    const fresh = cards.filter((card) => {
      if (!here.has(card.id) && !sure && persons.has(card.learnerId)) {
        const why = { code: 'otherPlaceHere' }
        result.choose.push({ who: nameOf(card), why, places: [choice(card, false)] })
        return false
      }
      if (!here.has(card.id)) return here.add(card.id)
      result.left.push({ who: nameOf(card), reason: { code: 'alreadyHere' } })
      return false
    })
    if (form.rows.length + fresh.length > mostRows) {
      throw new Refused([{ code: 'tooManyRows', params: { most: mostRows } }])
    }
    result.added = fresh.length
    return { added: fresh.map((card) => prefilled(form, kindOf(drafted), card, places.get(card.id)!)) }
  })
  return result
}

/** A new row: the header's values, the account from the contact data, and the grant if the person has only one. */
function prefilled({ head }: DraftForm, kind: Kind, card: StudyPlaceCard, place: PlaceFacts): DraftRow {
  const own = place.grants.filter(({ studyPlaceId }) => studyPlaceId === card.id)
  const texts: Texts = {
    ...Object.fromEntries(kind.commonFields.filter(prefills).map((field) => [field, head[field] ?? ''])),
    ...(kind.rowFields.includes('bankAccount') ? { bankAccount: card.bankAccount } : {}),
    ...(kind.rowFields.includes('grantId') && own.length === 1 ? { grantId: own[0]!.id } : {}),
  }
  const shown = showValues(
    readValues(texts, '', () => {}),
    ['bankAccount'],
  )
  return {
    key: randomUUID(),
    learnerId: card.learnerId,
    studyPlaceId: card.id,
    seen: seenNow(place),
    ...texts,
    ...(texts.bankAccount ? shown : {}),
  }
}
