import { anything, day, objection, part, positive, whole, type Model, type Part } from './model'
import { pupil } from './pupil-contract'
import { child, localName, namespaceOf, type Element } from './xml'

/*
 * The registry's side of the contract, written from its own end: what a message must look like, envelope and body. It
 * shares no code with those who send.
 */

const soap = 'http://schemas.xmlsoap.org/soap/envelope/'
const xroad = 'http://x-road.eu/xsd/xroad.xsd'
const representation = 'http://x-road.eu/xsd/representation.xsd'
const registry = 'http://producers.ehis.xtee.riik.ee/producer/ehis'

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
const personalData: Model = {
  inOrder: [
    part('muutusKp', day),
    part('eesnimi', anything, 0),
    part('perenimi', anything, 0),
    part('synniKp', day, 0),
  ],
}
const learner: Model = {
  oneOf: [
    part('muutmine', {
      inOrder: [
        part('isikukood', anything),
        part('klIsikukoodRiik', anything, 0),
        part('oppekava', positive, 0),
        part('korgharidus', {
          oneOf: [part('stipendiumid', stipends), part('isikuandmeteMuutus', personalData)],
        }),
      ],
    }),
    part('muutmineIsikukood', {
      inOrder: [part('oppurKoolId', anything), part('isikukood', (text) => /^\d{11}$/.test(text))],
    }),
  ],
}
/** The operations, with the content of an institution's part in each. */
const operations: Record<string, Model> = {
  laeKorgharidus: ofSchools(part('oppur', learner, 0, Infinity)),
  laeYldharidus: ofSchools(part('oppur', pupil, 1, Infinity)),
}

function ofSchools(learners: Part): Model {
  const school = part('oppeasutus', { inOrder: [part('koolId', whole), learners] }, 1, Infinity)
  return { inOrder: [part('data', { inOrder: [school] })] }
}

/** The fault of the envelope and its X-Road headers, as code and words; null if there is none. */
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
  if (!Object.hasOwn(operations, serviceOf(root)))
    return { code: 'Server.ServerProxy.UnknownService', words: 'Unknown service' }
  if (child(header, 'protocolVersion')?.text !== '4.0')
    return { code: 'Client.InvalidProtocolVersion', words: 'Protocol version must be 4.0' }
  if (!/^[A-Z]{2}\S+$/.test(child(header, 'userId')?.text ?? ''))
    return { code: 'Client.InvalidHeaderField', words: 'userId must begin with a country code' }
  const party = child(header, 'representedParty')
  if (
    party &&
    (namespaceOf(party, [root, header!]) !== representation || !named('representedParty', 'partyCode'))
  )
    return { code: 'Client.InvalidHeaderField', words: 'representedParty is not identified' }
  return null
}

const serviceOf = (root: Element) => child(child(child(root, 'Header'), 'service'), 'serviceCode')?.text ?? ''

/** The operation in the body; faults of its structure in words, one sentence per element. */
export function readOperation(root: Element): { operation: Element } | { wrong: string } {
  const body = child(root, 'Body')
  const [sent, ...others] = body?.children ?? []
  if (!body || !sent || others.length > 0) return { wrong: 'sisus peab olema üks päring' }
  const name = localName(sent)
  if (name !== serviceOf(root) || namespaceOf(sent, [root, body]) !== registry)
    return { wrong: `tundmatu päring ${sent.name}` }
  // With a default namespace the elements inside would be in the registry's namespace too, where they don't belong.
  if (!sent.name.includes(':')) return { wrong: 'elemendid päringu sees peavad olema nimeruumita' }
  const wrong = objection(sent, operations[name]!)
  return wrong ? { wrong } : { operation: sent }
}
