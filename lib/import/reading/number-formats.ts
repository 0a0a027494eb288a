import { hearXml } from './xml.ts'
import type { Part } from './unzip.ts'

/** How a style shows numbers: as days, or with at least `digits` digits (4 for `0000`). */
export type NumberFormat = { isDay: boolean; digits: number }

/** Formats that every spreadsheet knows by number and shows as days; 18 to 21 and 45 to 47 are times of day. */
const days = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58])

/** The formats of a workbook's styles, by the style's place, which is what a cell names. */
export function numberFormats(part: Part): NumberFormat[] {
  const codes = new Map<number, string>()
  const formats: NumberFormat[] = []
  let within = false
  hearXml(part, {
    open(tag, attributes) {
      if (tag === 'cellXfs') within = true
      else if (tag === 'numFmt') {
        const { numFmtId, formatCode } = attributes()
        codes.set(Number(numFmtId), formatCode ?? '')
      } else if (tag === 'xf' && within) formats.push(formatOf(Number(attributes().numFmtId ?? 0), codes))
    },
    close(tag) {
      if (tag === 'cellXfs') within = false
    },
  })
  return formats
}

function formatOf(id: number, codes: ReadonlyMap<number, string>): NumberFormat {
  const code = codes.get(id)
  if (code === undefined) return { isDay: days.has(id), digits: 0 }
  // Text in quotes, escaped letters, paddings, colours and languages say nothing about the kind of number.
  const bare = code.replace(/"[^"]*"|\\.|[_*].|\[[^\]]*\]/g, '').split(';')[0]!
  return {
    isDay: /[dy]/i.test(bare) && !/General/i.test(bare),
    digits: /^0{2,30}$/.test(bare) ? bare.length : 0,
  }
}
