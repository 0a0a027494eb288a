import { z } from 'zod'
import { dhisEvent } from '@/lib/outside/dhis/wire'

/**
 * Our side of the contracts with the neighbours, as OpenAPI 3.1, made from the schemas that really read what comes.
 * `address`: where the application runs. DHIS calls us; EHIS, Juhan and mail are only called by us.
 */
export function openApi(address: string) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Olek',
      version: '1',
      description: 'What other systems may ask or tell Olek.',
    },
    servers: [{ url: address }],
    paths: {
      '/api/dhis/events': { post: dhisEvents },
      '/api/health': { get: health },
    },
    components: {
      schemas: { DhisEvent: z.toJSONSchema(dhisEvent), DhisEventAnswer: z.toJSONSchema(eventAnswer) },
    },
  }
}

const eventAnswer = z.object({
  outcome: z.enum(['taken', 'known', 'parked', 'unreadable', 'bad-signature', 'outside-window']),
  /** why it was parked, in Estonian */
  reasons: z.array(z.string()),
})

const answered = (description: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/DhisEventAnswer' } } },
})

const header = (name: string, description: string) => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
})

const dhisEvents = {
  summary: 'DHIS tells that a document was confirmed, rejected or routed',
  description:
    'The same event may be sent again: it is answered the same and applied once. `to` is there for a routing and only then.',
  parameters: [
    header('X-DHIS-Timestamp', 'Unix seconds at the sending, at most five minutes away.'),
    header('X-DHIS-Signature', 'HMAC-SHA256 in hex over `timestamp.body`, the body byte for byte.'),
  ],
  requestBody: {
    required: true,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/DhisEvent' } } },
  },
  responses: {
    200: answered('Taken now, or known already.'),
    401: answered('The signature is wrong or too old.'),
    409: answered('Kept for a person to decide about, with the reasons; or longer than 64 kB.'),
  },
} as const

const health = {
  summary: 'Whether the application can work',
  responses: { 200: { description: 'It can.' }, 503: { description: 'The database does not answer.' } },
} as const
