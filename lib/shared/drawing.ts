import pdfmake from 'pdfmake'
// @ts-expect-error the package's types leave out the font descriptors it ships
import roboto from 'pdfmake/fonts/Roboto.js'
import type { TDocumentDefinitions } from 'pdfmake/interfaces'

// Roboto comes with pdfmake and has every Estonian letter; nothing else may be read from the disk or the net.
const fontFiles: string[] = Object.values(roboto.Roboto)
pdfmake.setFonts(roboto)
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path) => fontFiles.includes(path))

/** A4 and its usual margins, lengths in points. */
export const a4 = { portrait: 595.28, landscape: 841.89 }
export const margin = { side: 56, top: 62, bottom: 74 }

/** Draws pages as a PDF; the same pages give the same bytes. */
export async function drawPdf(pages: TDocumentDefinitions): Promise<Uint8Array> {
  const { info, ...rest } = pages
  // Not declared as tagged: pdfmake writes no structure tree, and the mark without one leads readers astray.
  const pdf = pdfmake.createPdf({
    ...rest,
    language: 'et',
    displayTitle: true,
    pageSize: 'A4',
    info: { ...info, creator: 'Olek', producer: 'Olek', creationDate: new Date(0) },
  })
  // A paper has no time of its own, and the time of drawing would make each drawing a different file. pdfkit needs a
  // date for the file's identifier and lists the enumerable entries.
  Object.defineProperty((await pdf.getStream()).info, 'CreationDate', { enumerable: false })
  return pdf.getBuffer()
}

/** The data with every text made fit for setting pages. Loses nothing readable. */
export const settableTexts = <Of>(data: Of): Of =>
  JSON.parse(JSON.stringify(data), (_, value) => (typeof value === 'string' ? settable(value) : value))

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
