import type { Metadata } from 'next'
import { fieldsSent } from '@/components/list-asked'
import { ListPage } from '@/components/list-page'
import { rowsShown } from '@/components/list-pages'
import { PageHead } from '@/components/ui/page-head'
import { requirePerson } from '@/lib/access/session'
import { kindsToDraft, unitsOfDocuments } from '@/lib/documents/drafting/queries/choices'
import { documentList, documentsAPage, documentsLimit, ownNewForms } from '@/lib/documents/list/queries/list'
import { addressQuery, filterOf, readAddress } from '@/lib/documents/list/schema'
import { sayIn } from '@/lib/messages/say'
import { unitChoice } from '@/lib/settings/queries/units'
import { now } from '@/lib/shared/clock'
import { showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { counted } from '../counted'
import { listAddress, type Asked } from '../list-address'
import { Begin } from './begin'
import { actsOf, selectionTexts } from './choose'
import { ChooseForm } from './choose-form'
import { documentsAsked, filterChoices, kindNames, typeNames, unitOfList } from './filter-choices'
import { ListFields } from './list-fields'
import { DocumentTable } from './list-table'
import { OwnForms } from './own-forms'

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await requirePerson('page /documents')
  return { title: sayIn(locale)('documents.list.title') }
}

/** The page to begin a document (the seed's "üliõpilasolekute mooduli esileht"), and the list of documents. */
export default async function DocumentsPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const person = await requirePerson('page /documents')
  const say = sayIn(person.locale)
  const asked = await searchParams
  const unit = await unitChoice(db(), asked.unit, (most) => unitsOfDocuments(db(), person, most))
  const filter = { ...readAddress(asked), unit: unit.id }
  const address = listAddress<typeof filter & { boxes?: string }>('/documents', filter, { sort: 'changed' })
  const at = now()
  const [list, kinds] = await Promise.all([
    documentList(db(), person, filterOf(filter)),
    kindsToDraft(db(), person, at),
  ])
  const names = kindNames(say)
  const types = typeNames(say)
  const choices = filterChoices(say, filter, { types, kinds: names })
  return (
    <ListPage
      say={say}
      head={<PageHead title={say('documents.list.title')} />}
      above={
        kinds.length > 0 ? (
          <Begin say={say} kinds={kinds} names={names} typeNames={types}>
            <OwnForms say={say} forms={await ownNewForms(db(), person)} now={at} />
          </Begin>
        ) : null
      }
      address={address}
      asked={documentsAsked(say, filter, choices, unit)}
      fields={
        <ListFields
          q={filter.q}
          choices={choices}
          unit={fieldsSent(say, unitOfList(say, unit))}
          mine={filter.mine === '1'}
          texts={{ q: say('documents.list.q'), any: say('lists.any'), mine: say('documents.list.mine') }}
        />
      }
      rows={rowsShown(
        { page: filter.page, perPage: documentsAPage, count: list.count, limit: documentsLimit(filter) },
        list.documents,
        list.more,
      )}
      counted={counted(say, 'documents.list', list.count, documentsLimit(filter))}
      file="/api/exports/documents"
      printed={{ at: showInstant(at, person.locale) }}
      none={{
        found: { title: say('documents.list.noneTitle'), advice: say('documents.list.noneAdvice') },
        yet: {
          title: say('documents.list.emptyTitle'),
          advice: say(kinds.length > 0 ? 'documents.list.emptyAdvice' : 'documents.list.emptyReader'),
        },
      }}
    >
      <ChooseForm
        key={address()}
        list={addressQuery(filter)}
        acts={actsOf(person).map((act) => ({ act, text: say(`sending.many.submit.${act}`) }))}
        texts={{ refused: say('sending.many.refused') }}
        selection={selectionTexts(say, list)}
      >
        <DocumentTable
          say={say}
          address={address}
          sorted={filter.sort}
          list={list}
          page={filter.page}
          now={at}
          boxes={'boxes' in asked}
        />
      </ChooseForm>
    </ListPage>
  )
}
