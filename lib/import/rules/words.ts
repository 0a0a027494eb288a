import { writtenName } from '@/lib/shared/written'

/** Values with the ways each is written; the first is how we write it. */
export type Words = Readonly<Record<string, readonly string[]>>

/**
 * The value that a text means: an exact match, else the only one equal when ignoring case, accents, spaces, hyphens between
 * letters, and a full stop, comma, colon or bracket at the end. An ambiguous text means none. Every other sign has a
 * meaning: '1/2 EAP' isn't '12 EAP', nor '>18' '<18', nor 'A+' 'A'.
 */
export function matchWord(words: Words, text: string): string | null {
  for (const alike of likenesses) {
    const found = Object.keys(words).filter((value) =>
      words[value]!.some((each) => alike(each) === alike(text)),
    )
    if (found.length > 0) return found.length === 1 ? found[0]! : null
  }
  return null
}

const loose = (text: string) =>
  writtenName(text)
    .normalize('NFD')
    // Of letters alone: without its mark, ≠ would be an equals sign.
    .replace(/(?<=\p{L}\p{M}*)\p{M}/gu, '')
    .toLowerCase()
    .replace(/(?<=\d),(?=\d)/g, '.')
    // A space between digits joins or separates numbers.
    .replace(/(?<!\d) | (?!\d)/g, '')
    .replace(/(?<=\p{L})-(?=\p{L})/gu, '')
    .replace(/[.,:()[\]{}]+$/, '')

const likenesses = [writtenName, (text: string) => writtenName(text).toLowerCase(), loose]
