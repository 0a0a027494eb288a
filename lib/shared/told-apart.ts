import { sameName } from './written'

/** What tells something from another that reads alike: a code, an address, a day; '' or null where it has none. */
type Mark<O> = (option: O) => string | null | undefined

/**
 * The lines of a choice or a list, in its order, no two of which read alike as far as anything is known that tells them
 * apart: where several have one text (whatever the case), the marks on which they differ stand behind it, as many as it takes.
 */
export function toldApart<O>(
  options: readonly O[],
  textOf: (option: O) => string,
  ...marks: readonly Mark<O>[]
): string[] {
  const texts = options.map(textOf)
  for (const mark of marks)
    for (const alike of Map.groupBy(texts.keys(), (at) => sameName(texts[at]!)).values()) {
      const told = alike.map((at) => mark(options[at]!) ?? '')
      if (new Set(told).size === 1) continue
      alike.forEach((at, place) => {
        if (told[place]) texts[at] += `, ${told[place]}`
      })
    }
  return texts
}
