import { isUuid } from './ids'
import { Refused } from './refusal'
import { sameName, written } from './written'

/** One of those that can be chosen; `name` tells it apart from all others. `code`: another text that names it alone. */
export type Offered = { id: string; name: string; code?: string }

/**
 * Fetches at most `most` of what can be chosen, told apart: those in whose name the text stands, the one of an id with its
 * namesakes, or any.
 */
export type Offers<One extends Offered> = (asked: { id?: string; q?: string; most: number }) => Promise<One[]>

/** More than this can't be looked through: they are searched by name and not listed. */
export const mostListed = 30
/** The most that a search by name offers. */
export const mostOffered = 20
/** The most characters that can name one: the longest name of a unit or user, and what tells it apart, have fewer. */
export const mostTyped = 500

/** What stands in a field that chooses one of a few or of many. */
export type AskedChoice<One extends Offered = Offered> = {
  /** every choice, if there are few; null = they are searched */
  all: readonly One[] | null
  /** the chosen one's id: of an unknown one too, so that nothing matches */
  id: string | undefined
  /** what stands in the search field: the chosen one's name, or what was typed */
  text: string
  /** the typed text names none, or several */
  wrong?: 'none' | 'several'
  /** what the typed text may mean, if it names several */
  offered: readonly One[]
}

/** How an address names a choice: its id or code, or typed text of at most 500 characters; anything else counts as nothing. */
export function typedChoice(asked: unknown): string {
  const [first] = Array.isArray(asked) ? asked : [asked]
  const text = typeof first === 'string' ? written(first) : ''
  return text.length > mostTyped ? '' : text
}

/** Reads a choice from an address or a form. At most three fetches, one if nothing is asked. */
export async function askedChoice<One extends Offered>(
  asked: unknown,
  offers: Offers<One>,
): Promise<AskedChoice<One>> {
  const typed = typedChoice(asked)
  const some = await offers({ most: mostListed + 1 })
  const all = some.length <= mostListed ? some : null
  const chosen = async (id: string) => {
    const among = all ?? (await offers({ id, most: mostOffered }))
    return { all, id, text: among.find((one) => one.id === id)?.name ?? '', offered: [] }
  }
  if (typed === '') return { all, id: undefined, text: '', offered: [] }
  if (isUuid(typed)) return chosen(typed)
  const coded = all?.find(({ code }) => code === typed)
  if (coded) return chosen(coded.id)
  const matching = await offers({ q: typed, most: mostOffered })
  const named = matching.filter(({ name }) => bare(name) === bare(typed))
  const exact = named.length > 0 ? named : matching.filter(({ code }) => code === typed)
  const [one, another] = exact.length === 1 ? exact : matching
  // Who is found by the whole name is told apart from all; a part of it may have left out namesakes.
  if (one && one === named[0]) return { all, id: one.id, text: one.name, offered: [] }
  if (one && !another) return chosen(one.id)
  return { all, id: undefined, text: typed, wrong: one ? 'several' : 'none', offered: matching }
}

/**
 * The id that a form's field names; undefined if it is empty. Throws the refusal of a text that names `none`, or
 * `several`, which lists the names that fit.
 */
export function idChosen(
  { id, wrong, offered }: AskedChoice,
  field: string,
  codes: Readonly<Record<'none' | 'several', string>>,
): string | undefined {
  if (wrong === 'none') throw new Refused([{ code: codes.none, field }])
  if (wrong === 'several')
    throw new Refused([
      { code: codes.several, params: { names: offered.map(({ name }) => name).join('; ') }, field },
    ])
  return id
}

/** A name as searches see it: without accents and case. */
const bare = (name: string) => sameName(name).normalize('NFD').replace(/\p{M}/gu, '')
