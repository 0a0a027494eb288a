import type { Asked, Reply, Route } from '../http'
import type { Store } from '../store'
import { envelopeFault, readOperation } from './contract'
import { takePupils } from './pupils'
import { enter, keepMessage, type Said } from './register'
import { child, localName, escapeXml, readXml, type Element } from './xml'

/** Everything under this path is for programs: where a security server would stand. */
export const ehisApiPath = '/ehis/xroad'

/** The registry behind X-Road: takes one message at a time and keeps every one it understood. */
export function ehisApi(store: Store): Route[] {
  return [
    {
      method: 'POST',
      path: ehisApiPath,
      answer: (asked) => {
        const xml = asked.body.toString('utf8')
        const root = readXml(xml)
        const fault = envelopeFault(root)
        if (fault || !root) return soapFault(fault?.code ?? 'Client', fault?.words ?? '')
        const read = readOperation(root)
        const said: Said =
          'wrong' in read
            ? {
                taken: false,
                teade: 'VIGA: päring ei vasta skeemile',
                kood: '1',
                texts: [`Viga: ${read.wrong}`],
              }
            : take(store, root, read.operation)
        const header = child(root, 'Header')
        const answer = answerTo(root, said)
        keepMessage(store, {
          messageId: child(header, 'id')!.text,
          userId: child(header, 'userId')!.text,
          xml,
          answer,
          taken: said.taken,
        })
        return soapReply(200, answer)
      },
    },
  ]
}

function take(store: Store, root: Element, operation: Element): Said {
  if (localName(operation) === 'laeKorgharidus') return enter(store, operation)
  const header = child(root, 'Header')
  const party = child(child(header, 'representedParty'), 'partyCode')?.text ?? ''
  return takePupils(store, operation, child(header, 'id')!.text, party)
}

/** How the registry, or the security server before it, fails before doing anything. */
export const ehisFailure = () => soapFault('Server.ServerProxy.ServiceFailed', 'Teenus ei vasta')

/** A refusal of any request, in these words. */
export function ehisRefusal(asked: Asked, words: string): Reply {
  const root = readXml(asked.body.toString('utf8'))
  if (!root) return soapFault('Client.InvalidSoap', 'Malformed SOAP message')
  return soapReply(200, answerTo(root, { taken: false, teade: `VIGA: ${words}`, kood: '1', texts: [] }))
}

/** The headers of an answer repeat those of the question. */
function answerTo(root: Element, { teade, kood, texts }: Said): string {
  const id = child(child(root, 'Header'), 'id')?.text ?? ''
  const service = child(child(child(root, 'Header'), 'service'), 'serviceCode')?.text
  const name = service === 'laeYldharidus' ? 'laeYldharidusResponse' : 'laeKorgharidusResponse'
  const items = texts.map((text) => `<item>${escapeXml(text)}</item>`).join('')
  return `<?xml version="1.0" encoding="UTF-8"?>
<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xrd="http://x-road.eu/xsd/xroad.xsd">
  <SOAP-ENV:Header><xrd:id>${escapeXml(id)}</xrd:id><xrd:protocolVersion>4.0</xrd:protocolVersion></SOAP-ENV:Header>
  <SOAP-ENV:Body>
    <e:${name} xmlns:e="http://producers.ehis.xtee.riik.ee/producer/ehis">
      <teade>${escapeXml(teade)}</teade>
      <kood>${kood}</kood>
      ${items === '' ? '' : `<data>${items}</data>`}
    </e:${name}>
  </SOAP-ENV:Body>
</SOAP-ENV:Envelope>`
}

const soapFault = (code: string, words: string) =>
  soapReply(
    500,
    `<?xml version="1.0" encoding="UTF-8"?>
<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/">
  <SOAP-ENV:Body>
    <SOAP-ENV:Fault><faultcode>${escapeXml(code)}</faultcode><faultstring>${escapeXml(words)}</faultstring></SOAP-ENV:Fault>
  </SOAP-ENV:Body>
</SOAP-ENV:Envelope>`,
  )

const soapReply = (status: number, body: string): Reply => ({
  status,
  headers: { 'Content-Type': 'text/xml; charset=utf-8' },
  body,
})
