import { inflateSync } from 'node:zlib'

/**
 * The text of each page of one of our PDFs, in the order drawn and without blanks (the end of a line leaves none). It
 * reads only what pdfkit writes.
 */
export function pdfPages(bytes: Uint8Array): string[] {
  const file = Buffer.from(bytes).toString('latin1')
  const objects = new Map(
    [...file.matchAll(/^(\d+) 0 obj\n([^]*?)\nendobj$/gm)].map(([, id, body]) => [id!, body!]),
  )
  const refer = (body: string, name: string) =>
    objects.get(new RegExp(`/${name} (\\d+) 0 R`).exec(body)?.[1] ?? '')
  const letters = new Map<string, Map<string, string>>()
  for (const [, name, id] of file.matchAll(/^\/(F\d+) (\d+) 0 R$/gm)) {
    letters.set(name!, lettersOf(unpacked(refer(objects.get(id!)!, 'ToUnicode')!)))
  }
  return [...objects.values()]
    .filter((body) => body.includes('/Type /Page\n'))
    .map((body) => drawn(unpacked(refer(body, 'Contents')!), letters))
}

function unpacked(body: string): string {
  const [head, packed] = body.split(/\nstream\n/) as [string, string]
  const content = Buffer.from(packed.slice(0, packed.lastIndexOf('\nendstream')), 'latin1')
  return (head.includes('FlateDecode') ? inflateSync(content) : content).toString('latin1')
}

/** Maps each glyph (four hex digits) to the letters it stands for. */
function lettersOf(map: string): Map<string, string> {
  const glyphs = new Map<string, string>()
  for (const [, first, list] of map.matchAll(/<(\w{4})> <\w{4}> \[([^\]]*)\]/g)) {
    for (const [index, [, codes]] of [...list!.matchAll(/<([\w ]*)>/g)].entries()) {
      const glyph = (parseInt(first!, 16) + index).toString(16).padStart(4, '0')
      const units = codes!.replaceAll(' ', '').match(/.{4}/g) ?? []
      glyphs.set(glyph, String.fromCharCode(...units.map((unit) => parseInt(unit, 16))))
    }
  }
  return glyphs
}

function drawn(content: string, letters: Map<string, Map<string, string>>): string {
  let font = new Map<string, string>()
  let text = ''
  for (const [, name, glyphs] of content.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9a-f]+)>/g)) {
    if (name) font = letters.get(name)!
    else text += (glyphs!.match(/.{4}/g) ?? []).map((glyph) => font.get(glyph) ?? '').join('')
  }
  return text.replace(/\s|\u200b/g, '')
}
