import type { Paper } from './paper'

/** The paper with every text such that pages can be set from it. Nothing that can be read is lost. */
export const settablePaper = (paper: Paper): Paper =>
  JSON.parse(JSON.stringify(paper), (_, value) => (typeof value === 'string' ? settable(value) : value))

/**
 * Line ends as '\n'; control and direction marks left out (they could make a text read otherwise than it was typed);
 * half letters shown as '\ufffd'. Runs of blanks become one, and in a word of more than 200 letters a line may break:
 * measuring one stretch of 20,000 without a break takes seconds.
 */
const settable = (text: string) =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/(?![\n\t])[\p{Cc}\p{Cf}]/gu, '')
    .replace(/\t/g, ' ')
    .replace(/([^\S\n])[^\S\n]+/g, '$1')
    .replace(/\S{200}/gu, '$&\u200b')

/** doktoranditoetus → Doktoranditoetus */
export const capitalised = (text: string) => text.charAt(0).toLocaleUpperCase('et') + text.slice(1)
