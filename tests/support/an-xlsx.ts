import { strToU8, zipSync } from 'fflate'

type Book = { sheets: { name: string; state?: string; rows: string }[]; strings?: string; from1904?: boolean }

/**
 * The least that a reader accepts as an XLSX file, with the rows' XML as given. Style 1 is a day, 2 shows at least four
 * digits, 3 is a time of day, 4 a sum.
 */
export function anXlsx({ sheets, strings, from1904 }: Book): Uint8Array {
  const xml = (text: string) => strToU8(`<?xml version="1.0" encoding="UTF-8"?>${text}`)
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'
  const kind = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const part = (id: number, sort: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${kind}/${sort}" Target="${target}"/>`
  const named = sheets.map(
    ({ name, state = 'visible' }, at) =>
      `<sheet name="${name}" sheetId="${at + 1}" state="${state}" r:id="rId${at + 10}"/>`,
  )
  const parts = sheets.map((_, at) => part(at + 10, 'worksheet', `worksheets/sheet${at + 1}.xml`))
  return zipSync({
    '[Content_Types].xml': xml(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    ),
    'xl/workbook.xml': xml(
      `<workbook xmlns="${main}" xmlns:r="${kind}"><workbookPr${from1904 ? ' date1904="1"' : ''}/>` +
        `<sheets>${named.join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': xml(
      `<Relationships xmlns="${relations}">${parts.join('')}${part(1, 'styles', 'styles.xml')}` +
        `${part(2, 'sharedStrings', '/xl/sharedStrings.xml')}</Relationships>`,
    ),
    'xl/styles.xml': xml(
      `<styleSheet xmlns="${main}"><numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/>` +
        '<numFmt numFmtId="165" formatCode="0000"/><numFmt numFmtId="166" formatCode="#,##0.00\\ [$€-425]"/></numFmts>' +
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/><xf numFmtId="166"/></cellXfs></styleSheet>',
    ),
    'xl/sharedStrings.xml': xml(`<sst xmlns="${main}">${strings ?? ''}</sst>`),
    ...Object.fromEntries(
      sheets.map(({ rows }, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        xml(`<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`),
      ]),
    ),
  })
}
