import { XMLParser, XMLValidator } from 'fast-xml-parser'

/** An element as received: its name with the prefix, its children in order, or its text. */
export type Element = { name: string; attributes: Record<string, string>; children: Element[]; text: string }

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
})

type Node = Record<string, unknown> & { ':@'?: Record<string, string> }

/** The outermost element; null if the text is no well-formed XML, or has a document type. */
export function readXml(text: string): Element | null {
  try {
    if (text.includes('<!DOCTYPE') || XMLValidator.validate(text) !== true) return null
    const [root, ...others] = elements(parser.parse(text) as Node[])
    return root && others.length === 0 ? root : null
  } catch {
    return null
  }
}

/** The first child of this name, whatever its prefix. */
export const child = (of: Element | undefined, name: string) =>
  of?.children.find((each) => localName(each) === name)

export const localName = ({ name }: Element) => name.split(':').at(-1)!

/** The namespace of the element's prefix, looked up in it and in the surrounding elements, outermost first. */
export function namespaceOf(of: Element, around: readonly Element[]): string {
  const prefix = of.name.includes(':') ? `xmlns:${of.name.split(':')[0]}` : 'xmlns'
  const named = [...around, of].toReversed().find(({ attributes }) => attributes[prefix] !== undefined)
  return named?.attributes[prefix] ?? ''
}

export const escapeXml = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

function elements(nodes: readonly Node[]): Element[] {
  return nodes.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ':@')
    if (name === undefined || name.startsWith('#')) return []
    const inside = node[name] as Node[]
    const text = inside.map((each) => each['#text'] ?? '').join('')
    return [{ name, attributes: node[':@'] ?? {}, children: elements(inside), text }]
  })
}
