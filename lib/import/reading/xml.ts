import { Parser } from 'saxen'
import { Unreadable } from './limits.ts'
import type { Part } from './unzip.ts'

type Attributes = Record<string, string>
/** Called for each tag and text of a part's XML; names come without their prefixes, text with its entities decoded. */
export type Listener = {
  open?(name: string, attributes: () => Attributes): void
  close?(name: string): void
  text?(text: string): void
}

/** The most letters of a tag, text or comment: the parser keeps each in memory until it is complete. */
const longest = 2_000_000
/** How deep tags may be nested: no spreadsheet needs more. */
const deepest = 100

/** Reads the XML of a part piece by piece. Throws if it isn't XML. */
export function hearXml(part: Part, listener: Listener): void {
  const parser = new Parser()
  parser.on('error', (error) => {
    throw error
  })
  // How many letters the parser got since it last called a listener, and how many tags are open.
  let silent = 0
  let depth = 0
  parser.on('openTag', (name, attributes) => {
    silent = 0
    depth += 1
    if (depth > deepest) throw new Unreadable('sheet.endless')
    listener.open?.(local(name), () => decoded(attributes()))
  })
  parser.on('text', (text) => {
    silent = 0
    listener.text?.(decode(text))
  })
  parser.on('cdata', (text) => {
    silent = 0
    listener.text?.(text)
  })
  parser.on('closeTag', (name) => {
    silent = 0
    depth -= 1
    listener.close?.(local(name))
  })

  const decoder = new TextDecoder('utf-8', { fatal: true })
  part.pieces((piece) => {
    const xml = decoder.decode(piece, { stream: true })
    for (let at = 0; at < xml.length; at += longest / 2) {
      const some = xml.slice(at, at + longest / 2)
      silent += some.length
      if (silent > longest) throw new Unreadable('sheet.endless')
      parser.write(some)
    }
  })
  parser.write(decoder.decode())
  parser.end()
}

const local = (name: string) => name.slice(name.indexOf(':') + 1)

function decoded(attributes: Attributes): Attributes {
  const found: Attributes = {}
  for (const name in attributes) found[local(name)] = decode(attributes[name]!)
  return found
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The parser's own decoding knows no letters beyond U+FFFF. */
function decode(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex, decimal, name) => {
    if (name) return entities[name] ?? whole
    const code = hex ? parseInt(hex, 16) : Number(decimal)
    return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code)
  })
}
