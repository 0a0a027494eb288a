import type { Metadata } from 'next'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHead } from '@/components/ui/page-head'
import { requirePerson } from '@/lib/access/session'
import { kindsToDraft, unitsOfDocuments } from '@/lib/documents/drafting/queries/choices'
import { documentList, ownNewForms } from '@/lib/documents/list/queries/list'
import { addressQuery, filterOf, readAddress } from '@/lib/documents/list/schema'
import { sayIn } from '@/lib/messages/say'
import { now } from '@/lib/shared/clock'
import { db } from '@/lib/shared/db'
import { actsOf, selectionTexts } from './choose'
import { ChooseForm } from './choose-form'
import { filterChoices, kindNames, typeNames } from './filter-choices'
import { ListFilters } from './list-filters'
import { DocumentTable } from './list-table'
import { NewDocument } from './new-document'
import { OwnForms } from './own-forms'

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await requirePerson('page /documents')
  return { title: sayIn(locale)('documents.list.title') }
}

/** Where a document is begun (the seed's "üliõpilasolekute mooduli esileht"), and the list of those there are. */
export default async function DocumentsPage({ searchParams }: { searchParams: Promise<object> }) {
  const person = await requirePerson('page /documents')
  const say = sayIn(person.locale)
  const asked = await searchParams
  const address = readAddress(asked)
  const at = now()
  const [list, kinds, units] = await Promise.all([
    documentList(db(), person, filterOf(address)),
    kindsToDraft(db(), person, at),
    unitsOfDocuments(db(), person),
  ])
  const names = kindNames(say)
  const types = typeNames(say)
  const query = addressQuery(address)
  const filtered = addressQuery(address, { sort: 'changed' }) !== ''
  return (
    <>
      <PageHead title={say('documents.list.title')} />
      {kinds.length > 0 ? (
        <>
          <NewDocument
            texts={{
              title: say('documents.list.newTitle'),
              type: say('documents.list.type'),
              kind: say('documents.list.kind'),
              add: say('documents.list.add'),
            }}
            types={kinds.map(({ type, kinds: ofType }) => ({
              value: type,
              kinds: ofType.map(({ code, subkind, subkindLabel = '' }) =>
                subkind ? [code, subkind, subkindLabel] : [code],
              ),
            }))}
            names={names}
            typeNames={types}
          />
          <OwnForms say={say} forms={await ownNewForms(db(), person)} now={at} />
        </>
      ) : null}
      <ListFilters
        q={address.q}
        choices={filterChoices(say, address, { types, kinds: names }, units)}
        mine={address.mine === '1'}
        sort={address.sort === 'changed' ? undefined : address.sort}
        clears={filtered}
        file={list.count > 0 ? `/api/exports/documents${query && `?${query}`}` : undefined}
        texts={{
          label: say('documents.list.filters'),
          q: say('documents.list.q'),
          any: say('documents.list.any'),
          mine: say('documents.list.mine'),
          submit: say('documents.list.submit'),
          clear: say('documents.list.clear'),
          file: say('documents.list.export'),
        }}
      />
      {list.count > 0 ? (
        <ChooseForm
          key={query}
          list={query}
          acts={actsOf(person).map((act) => ({ act, text: say(`sending.many.submit.${act}`) }))}
          texts={{ refused: say('sending.many.refused') }}
          selection={selectionTexts(say, list)}
        >
          <DocumentTable say={say} address={address} list={list} now={at} boxes={'boxes' in asked} />
        </ChooseForm>
      ) : (
        <EmptyState title={say(filtered ? 'documents.list.noneTitle' : 'documents.list.emptyTitle')}>
          {filtered
            ? say('documents.list.noneAdvice')
            : say(kinds.length > 0 ? 'documents.list.emptyAdvice' : 'documents.list.emptyReader')}
        </EmptyState>
      )}
    </>
  )
}
