import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser'
import { z } from 'zod'
import { written, writtenLines } from '@/lib/shared/written'
import type { Verdict } from '../outcome'

/*
 * The X-Road message (protocol 4.0) around an operation of EHIS, the national education registry, and the meaning of
 * its answers. Only the outermost element of the body is in the registry's namespace; those within it are in none.
 */

const namespaces = {
  soap: 'http://schemas.xmlsoap.org/soap/envelope/',
  xroad: 'http://x-road.eu/xsd/xroad.xsd',
  identifiers: 'http://x-road.eu/xsd/identifiers',
  represented: 'http://x-road.eu/xsd/representation.xsd',
  ehis: 'http://producers.ehis.xtee.riik.ee/producer/ehis',
} as const
const serviceVersion = 'v1'

/** Higher education and general education: the operations that load changes about learners. */
export type EhisOperation = 'laeKorgharidus' | 'laeYldharidus'

/**
 * Who asks whom: subsystems as `EE/GOV/70000000/olek`; `id` stays the same over retries, `userId` as `EE38001010000`.
 * `representedParty`: the registry code of the institution on whose behalf we come, if it isn't our own.
 */
export type XRoadHeader = {
  client: string
  service: string
  id: string
  userId: string
  representedParty?: string
}

/** The registry's answer when it has taken something. */
export type EhisAnswer = { teade: string; kood: string; texts: string[] }

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  format: true,
  indentBy: '  ',
})

/** The whole message as it is sent, with `data` in the operation. */
export function ehisMessage(header: XRoadHeader, operation: EhisOperation, data: object): string {
  return builder.build({
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    'soap:Envelope': {
      '@xmlns:soap': namespaces.soap,
      '@xmlns:xrd': namespaces.xroad,
      '@xmlns:id': namespaces.identifiers,
      'soap:Header': {
        'xrd:client': { '@id:objectType': 'SUBSYSTEM', ...identifier(header.client) },
        'xrd:service': {
          '@id:objectType': 'SERVICE',
          ...identifier(header.service),
          'id:serviceCode': operation,
          'id:serviceVersion': serviceVersion,
        },
        'xrd:id': header.id,
        'xrd:userId': header.userId,
        'xrd:protocolVersion': '4.0',
        ...(header.representedParty !== undefined && {
          'repr:representedParty': {
            '@xmlns:repr': namespaces.represented,
            'repr:partyCode': header.representedParty,
          },
        }),
      },
      'soap:Body': inOperation(operation, data),
    },
  })
}

/** Only the body of a message. */
export const ehisBody = (operation: EhisOperation, data: object): string =>
  builder.build(inOperation(operation, data))

const inOperation = (operation: EhisOperation, data: object) => ({
  [`ehis:${operation}`]: { '@xmlns:ehis': namespaces.ehis, data },
})

function identifier(subsystem: string) {
  const [xRoadInstance, memberClass, memberCode, subsystemCode] = subsystem.split('/')
  return {
    'id:xRoadInstance': xRoadInstance,
    'id:memberClass': memberClass,
    'id:memberCode': memberCode,
    'id:subsystemCode': subsystemCode,
  }
}

const text = z.string()
const fault = z.object({ faultcode: text, faultstring: text })
const loaded = z.strictObject({
  teade: text.default(''),
  kood: text.regex(/^-?\d*$/).default(''),
  // An empty list comes as an empty element.
  data: z
    .union([z.literal(''), z.strictObject({ item: z.union([text, z.array(text)]) })])
    .default('')
    .transform((data) => (data === '' ? [] : [data.item].flat())),
})
const faulty = z.object({ Envelope: z.object({ Body: z.object({ Fault: fault }) }) })
const answerTo = (operation: EhisOperation) =>
  z.strictObject({
    Envelope: z.strictObject({
      Header: z.object({ id: text }),
      Body: z
        .strictObject({ [`${operation}Response`]: loaded })
        .transform((body) => body[`${operation}Response`] as z.output<typeof loaded>),
    }),
  })
const answers = { laeKorgharidus: answerTo('laeKorgharidus'), laeYldharidus: answerTo('laeYldharidus') }

// The parser handles no entities: references are decoded below, and a definition makes an answer unreadable.
const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: 30,
  jPath: false,
  tagValueProcessor: (_name, value) => writtenLines(withoutReferences(value)),
})

/**
 * The meaning of an answer to the message `id` of an operation. A text with `Viga` is a refusal, in its words; an
 * X-Road fault is a failure on the way, not the registry's word; anything else, or an answer to another message, is
 * unreadable.
 */
export function readAnswer(xml: string, operation: EhisOperation, id: string): Verdict<EhisAnswer> {
  const tree = parsed(xml)
  if (tree === undefined) return { kind: 'unreadable', words: 'XML' }
  const answer = answers[operation].safeParse(tree)
  if (!answer.success) {
    const failed = faulty.safeParse(tree)
    if (failed.success) return { kind: 'unreachable', words: faultWords(failed.data.Envelope.Body.Fault) }
    const fields = answer.error.issues.map((issue) => issue.path.join('.') || 'XML')
    return { kind: 'unreadable', words: [...new Set(fields)].join(', ') }
  }
  const { Header, Body } = answer.data.Envelope
  if (Header.id !== id) return { kind: 'unreadable', words: 'Envelope.Header.id' }
  const { teade, kood, data: texts } = Body
  const refusals = [teade, ...texts].filter((each) => /Viga|VIGA/.test(each))
  if (refusals.length > 0) return { kind: 'refused', words: spoken(refusals.join(' ')) }
  // Silence is no consent: an empty answer does not say that the data were entered.
  if (teade === '' && kood === '' && texts.length === 0)
    return { kind: 'unreadable', words: `${operation}Response` }
  return { kind: 'done', value: { teade, kood, texts } }
}

/** The words of an X-Road fault; null if the text is none. */
export function xRoadFault(xml: string): string | null {
  const failed = faulty.safeParse(parsed(xml))
  return failed.success ? faultWords(failed.data.Envelope.Body.Fault) : null
}

/** undefined for what is not well-formed XML, or more than an answer needs to be. */
function parsed(xml: string): unknown {
  // A document type could define entities without end; no answer of the registry has one.
  if (/<!(?!--|\[CDATA\[)/.test(xml)) return undefined
  try {
    return XMLValidator.validate(xml) === true ? (parser.parse(xml) as unknown) : undefined
  } catch {
    return undefined
  }
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function withoutReferences(value: string): string {
  return value.replace(/&([^;\s]{1,10});/g, (_whole, name: string) => {
    const number = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name)
    if (number) return String.fromCodePoint(number[1] ? parseInt(number[1], 16) : Number(number[2]))
    const sign = named[name]
    if (sign === undefined) throw new Error(`Unknown entity ${name}`)
    return sign
  })
}

const faultWords = ({ faultcode, faultstring }: z.infer<typeof fault>) =>
  spoken(`${faultcode}: ${faultstring}`)

const spoken = (words: string) => written(words).slice(0, 1000).toWellFormed()
