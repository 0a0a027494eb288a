import { mayOpen } from '@/lib/access/rights'
import { currentPerson } from '@/lib/access/session'
import { documentsForFile, type documentList } from '@/lib/documents/list/queries/list'
import { filterOf, readAddress } from '@/lib/documents/list/schema'
import { stateGroup, stateWord } from '@/lib/documents/rules/lifecycle'
import type { KindCode } from '@/lib/documents/schema'
import { sayIn, type Say } from '@/lib/messages/say'
import { showInstant } from '@/lib/shared/dates'
import { inPieces } from '@/lib/shared/write-sheet'
import { sentFile } from '../sent-file'

/** The documents of the list with the same filter and order, all pages, as a file. */
export async function GET(request: Request): Promise<Response> {
  const person = await currentPerson()
  if (!person) return new Response(null, { status: 401 })
  if (!mayOpen(person, 'route GET /api/exports/documents')) return new Response(null, { status: 404 })
  const say = sayIn(person.locale)
  const filter = filterOf(readAddress(Object.fromEntries(new URL(request.url).searchParams)))
  return sentFile(request, person, 'dokumendid', (rows) => [
    {
      name: say('documents.list.sheet'),
      headings: columns.map((column) => say(column)),
      rows: inPieces(documentsForFile(rows, person, filter), (document) => [
        line(say, person.locale, document),
      ]),
      wide: [44, 14, 44, 26, 34, 10, 24, 24, 22],
    },
  ])
}

const columns = [
  'documents.list.document',
  'documents.list.number',
  'documents.list.type',
  'documents.list.state',
  'documents.field.unitId',
  'documents.list.persons',
  'documents.list.signer',
  'documents.list.drafter',
  'documents.list.changed',
] as const

type Listed = Awaited<ReturnType<typeof documentList>>['documents'][number]

function line(say: Say, locale: 'et' | 'en', document: Listed): string[] {
  const name = ({ firstName, lastName }: { firstName: string; lastName: string }) =>
    `${firstName} ${lastName}`
  return [
    say(`documents.kind.${document.kind as KindCode}`),
    document.number ?? '',
    say(`documents.type.${document.type}`),
    say(`documents.state.${stateWord(document)}.${stateGroup[document.state]}`),
    document.unit.name,
    String(document.persons),
    name(document.signer),
    name(document.drafter),
    showInstant(document.changedAt, locale),
  ]
}
