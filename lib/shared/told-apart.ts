import { sameName } from './written'

/** A mark that tells options of one text apart: a code, an address, a day; '' or null if there is none. */
type Mark<O> = (option: O) => string | null | undefined

/**
 * The lines of a choice or a list, in its order, made different as far as the marks allow: when several have one text
 * (ignoring case), the marks that differ follow it, as many as needed.
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
