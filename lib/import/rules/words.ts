import { writtenName } from '@/lib/shared/written'

/** Values with the ways each is written; the first is how we write it. */
export type Words = Readonly<Record<string, readonly string[]>>

/**
 * The value that a text means: an exact match, else the only one equal when ignoring case, accents, spaces and dots. An
 * ambiguous text means none; '15 EAP' isn't '1,5 EAP', nor 'A+' 'A'.
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
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    // Signs between digits separate or join numbers, and signs after a letter tell grades apart.
    .replace(/(?<=\d),(?=\d)/g, '.')
    .replace(/(?<!\d) | (?!\d)/g, '')
    .replace(/(?<=\p{L})-(?=\p{L})/gu, '')
    .replace(/(?<!\d)\.|\.(?!\d)|[^\p{L}\p{N}.+\- ]/gu, '')

const likenesses = [writtenName, (text: string) => writtenName(text).toLowerCase(), loose]
