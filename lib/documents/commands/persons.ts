import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Act } from '@/lib/office/action'
import { seenNow } from '@/lib/grants/changes'
import { placeFacts, type PlaceFacts } from '@/lib/grants/queries'
import { placesByPersonalCode, studyPlaceCards, type StudyPlaceCard } from '@/lib/learners/queries'
import { dayInTallinn } from '@/lib/shared/dates'
import { checkPersonalCode } from '@/lib/shared/personal-code'
import { Refused, type Refusal } from '@/lib/shared/refusal'
import { readSheet } from '@/lib/import/first-sheet'
import { prefills, readValues, showValues, type Texts } from '../fields'
import { mostRows, type DraftForm, type DraftRow } from '../form'
import { kindOf, type Kind } from '../kinds'
import type { AddCodesInput, AddPlacesInput, AddSheetInput } from '../schema'
import { changeCopy } from './drafting'

/** What came of `Lisa isikuid`: who was added, who was not and why, and who has to be asked about. */
export type AddedPersons = {
  added: number
  /** `who`: the name, or where in the list they stood; never a personal code */
  left: { who: string; reason: Refusal }[]
  /** persons with several fitting study places */
  choose: { who: string; places: { id: string; label: string }[] }[]
}

/** Adds study places ticked in the register. */
export async function addPlaces(
  act: Act,
  { id, places }: z.output<typeof AddPlacesInput>,
): Promise<AddedPersons> {
  const cards = await studyPlaceCards(act.db, places, dayInTallinn(act.now))
  const result: AddedPersons = { added: 0, left: [], choose: [] }
  const fitting = places.flatMap((place) => fit(cards.get(place), result))
  return put(act, id, fitting, result)
}

/** Adds the persons of a pasted list of personal codes, parted by anything that isn't a letter or a figure. */
export function addByCodes(act: Act, { id, codes }: z.output<typeof AddCodesInput>): Promise<AddedPersons> {
  return addListed(
    act,
    id,
    codes
      .split(/[^\p{L}\d]+/u)
      .filter(Boolean)
      .map((code) => [code]),
  )
}

/** Adds the persons of a sheet: the first cell of each line that is a personal code counts. */
export async function addFromSheet(
  act: Act,
  { id, file }: z.output<typeof AddSheetInput>,
): Promise<AddedPersons> {
  const sheet = await readSheet(new Uint8Array(await file.arrayBuffer()))
  if ('refusal' in sheet) throw new Refused([{ ...sheet.refusal, field: 'file' }])
  return addListed(
    act,
    id,
    sheet.rows.filter((row) => row.some((cell) => cell.trim() !== '')),
  )
}

async function addListed(act: Act, id: string, lines: string[][]): Promise<AddedPersons> {
  if (lines.length > mostRows) throw new Refused([{ code: 'tooManyRows', params: { most: mostRows } }])
  const codes = lines.map((cells) => cells.map((cell) => cell.trim()).find(looksLikeCode) ?? '')
  const found = await placesByPersonalCode(act.db, codes)
  const cards = await studyPlaceCards(act.db, [...found.values()].flat(), dayInTallinn(act.now))
  const result: AddedPersons = { added: 0, left: [], choose: [] }
  const fitting: StudyPlaceCard[] = []
  const seen = new Set<string>()

  codes.forEach((code, index) => {
    const who = `${index + 1}.`
    const leave = (reason: string) => result.left.push({ who, reason: { code: reason } })
    // The head of a sheet and empty cells are no persons.
    if (code === '') return index > 0 || lines.length === 1 ? leave('codeWrong') : undefined
    if (!checkPersonalCode(code)) return leave('codeWrong')
    if (seen.has(code)) return leave('listedTwice')
    seen.add(code)
    const places = (found.get(code) ?? []).map((place) => cards.get(place)!)
    if (places.length === 0) return leave('nobodyWithCode')
    const studying = places.filter(isStudying)
    if (studying.length === 1 || studying.length === 0) fitting.push(...fit(studying[0] ?? places[0], result))
    else result.choose.push({ who: nameOf(studying[0]!), places: studying.map(choice) })
  })
  return put(act, id, fitting, result)
}

const looksLikeCode = (cell: string) => /^\d{11}$/.test(cell)
const nameOf = ({ firstName, lastName }: StudyPlaceCard) => `${firstName} ${lastName}`
const choice = (card: StudyPlaceCard) => ({ id: card.id, label: `${card.curriculum}, ${card.unitName}` })
const isStudying = ({ mainState }: StudyPlaceCard) => mainState === 'STUDYING' || mainState === 'EXTENDED'

function fit(card: StudyPlaceCard | undefined, result: AddedPersons): StudyPlaceCard[] {
  if (card && isStudying(card)) return [card]
  result.left.push({ who: card ? nameOf(card) : '–', reason: { code: card ? 'notStudying' : 'notFound' } })
  return []
}

/** New rows in the user's working copy, prefilled from the header and the contact data. */
async function put(
  act: Act,
  id: string,
  cards: StudyPlaceCard[],
  result: AddedPersons,
): Promise<AddedPersons> {
  const places = await placeFacts(
    act.db,
    cards.map((card) => card.id),
    { documentId: id },
  )
  await changeCopy(act, id, (form, drafted) => {
    if (kindOf(drafted).ofRegistrants) throw new Refused([{ code: 'personsOfRun' }])
    if (kindOf(drafted).amends) throw new Refused([{ code: 'personsOfBase' }])
    const here = new Set(form.rows.map((row) => row.studyPlaceId))
    const fresh = cards.filter((card) => {
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

/** A new row: what the header says, the account of the contact data, the person's only grant. */
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
