import { child, localName, namespaceOf, type Element } from './xml'

/*
 * The registry's side of the contract, written from its own end: what a message about stipends must look like. It
 * shares no code with those who send.
 */

const soap = 'http://schemas.xmlsoap.org/soap/envelope/'
const xroad = 'http://x-road.eu/xsd/xroad.xsd'
const registry = 'http://producers.ehis.xtee.riik.ee/producer/ehis'

type Model = ((text: string) => boolean) | { inOrder: Part[] } | { oneOf: Part[] }
type Part = { name: string; model: Model; least: number; most: number }

const part = (name: string, model: Model, least = 1, most = 1): Part => ({ name, model, least, most })
const anything = (text: string) => text.trim() !== ''
const whole = (text: string) => /^-?\d+$/.test(text)
const positive = (text: string) => /^0*[1-9]\d*$/.test(text)
const day = (text: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text)

const stipend: Model = {
  inOrder: [
    part('klStipendiumLiik', anything),
    part('stipendiumAlgusKp', day),
    part('stipendiumLoppKp', day),
    part('doktoranditoetusSumma', (text) => /^\d+(\.\d{1,2})?$/.test(text), 0),
    part('viimaneDoktoranditoetuseValjamakseKp', day, 0),
    part('oppeasutuseKirjeId', anything, 0),
  ],
}
const stipends: Model = {
  inOrder: [
    part('muutusKp', day),
    part('stipendium', stipend, 0, Infinity),
    part('kustutamine', { inOrder: [part('oppeasutuseKirjeId', anything, 1, Infinity)] }, 0),
  ],
}
const learner: Model = {
  oneOf: [
    part('muutmine', {
      inOrder: [
        part('isikukood', anything),
        part('klIsikukoodRiik', anything, 0),
        part('oppekava', positive, 0),
        part('korgharidus', { oneOf: [part('stipendiumid', stipends)] }),
      ],
    }),
  ],
}
const operation: Model = {
  inOrder: [
    part('data', {
      inOrder: [
        part(
          'oppeasutus',
          { inOrder: [part('koolId', whole), part('oppur', learner, 0, Infinity)] },
          1,
          Infinity,
        ),
      ],
    }),
  ],
}

/** What is wrong with the envelope and its X-Road headers, as the code and words of a fault; null if nothing is. */
export function envelopeFault(root: Element | null): { code: string; words: string } | null {
  if (!root || localName(root) !== 'Envelope' || namespaceOf(root, []) !== soap)
    return { code: 'Client.InvalidSoap', words: 'Malformed SOAP message' }
  const header = child(root, 'Header')
  for (const name of ['client', 'service', 'id', 'userId', 'protocolVersion']) {
    const field = child(header, name)
    if (!header || !field || namespaceOf(field, [root, header]) !== xroad)
      return { code: 'Client.MissingHeaderField', words: `Required field '${name}' is missing` }
  }
  const named = (of: string, ...fields: string[]) =>
    fields.every((name) => anything(child(child(header, of), name)?.text ?? ''))
  if (!named('client', 'xRoadInstance', 'memberClass', 'memberCode'))
    return { code: 'Client.UnknownMember', words: 'Client is not identified' }
  if (!named('service', 'xRoadInstance', 'memberClass', 'memberCode', 'serviceCode'))
    return { code: 'Client.UnknownService', words: 'Service is not identified' }
  if (child(child(header, 'service'), 'serviceCode')?.text !== 'laeKorgharidus')
    return { code: 'Server.ServerProxy.UnknownService', words: 'Unknown service' }
  if (child(header, 'protocolVersion')?.text !== '4.0')
    return { code: 'Client.InvalidProtocolVersion', words: 'Protocol version must be 4.0' }
  if (!/^[A-Z]{2}\S+$/.test(child(header, 'userId')?.text ?? ''))
    return { code: 'Client.InvalidHeaderField', words: 'userId must begin with a country code' }
  return null
}

/** The operation in the body; what its structure is not is told in words, an element a sentence. */
export function readOperation(root: Element): { operation: Element } | { wrong: string } {
  const body = child(root, 'Body')
  const [sent, ...others] = body?.children ?? []
  if (!body || !sent || others.length > 0) return { wrong: 'sisus peab olema üks päring' }
  if (localName(sent) !== 'laeKorgharidus' || namespaceOf(sent, [root, body]) !== registry)
    return { wrong: `tundmatu päring ${sent.name}` }
  // With a default namespace the elements inside would stand in the registry's too, where they don't belong.
  if (!sent.name.includes(':')) return { wrong: 'elemendid päringu sees peavad olema nimeruumita' }
  const wrong = objection(sent, operation)
  return wrong ? { wrong } : { operation: sent }
}

/** The first thing about the element that its model does not allow. */
function objection(element: Element, model: Model): string | null {
  if (typeof model === 'function') {
    return element.children.length === 0 && model(element.text)
      ? null
      : `elemendi ${element.name} väärtus ei sobi`
  }
  if ('oneOf' in model) {
    const [chosen, ...others] = element.children
    const allowed = model.oneOf.find(({ name }) => name === chosen?.name)
    if (!chosen || !allowed || others.length > 0) return `elemendi ${element.name} sisu ei sobi`
    return objection(chosen, allowed.model)
  }
  let at = 0
  for (const { name, model: inner, least, most } of model.inOrder) {
    let count = 0
    while (element.children[at]?.name === name && count < most) {
      const wrong = objection(element.children[at]!, inner)
      if (wrong) return wrong
      at += 1
      count += 1
    }
    if (count < least) return `elemendis ${element.name} puudub ${name}`
  }
  const left = element.children[at]
  return left ? `elemendis ${element.name} ei ole siin lubatud ${left.name}` : null
}
