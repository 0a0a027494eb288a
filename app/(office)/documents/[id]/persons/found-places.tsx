import { EmptyState } from '@/components/ui/empty-state'
import { Pagination } from '@/components/ui/pagination'
import { PickAllBox, PickBox } from '@/components/ui/pick-box'
import { Selection } from '@/components/ui/selection'
import { SubmitButton } from '@/components/ui/submit-button'
import { Table, Th } from '@/components/ui/table'
import type { registerSearch } from '@/lib/learners/queries/list'
import type { LearnerFilter } from '@/lib/learners/schema'
import { isMessageKey, type Say } from '@/lib/messages/say'
import { showCount } from '@/lib/shared/money'
import { seekAddress } from '../../seek-address'
import { AddForm } from './add-form'
import type { AddTexts } from './added-persons'

type Found = Awaited<ReturnType<typeof registerSearch>>

/** So many can be added at once (spec 2 "The document form"). */
const mostAtOnce = 5_000

/** Study places found in the register, to be ticked; who can't be added is found too, with the reason. */
export function FoundPlaces({
  id,
  say,
  filter,
  found,
  perPage,
  texts,
}: {
  id: string
  say: Say
  filter: LearnerFilter
  /** null until something is searched for */
  found: Found | null
  perPage: number
  texts: AddTexts
}) {
  if (!found) {
    return (
      <EmptyState title={say('documents.add.searchFirst')}>{say('documents.add.searchAdvice')}</EmptyState>
    )
  }
  if (found.total === 0) {
    return <EmptyState title={say('documents.add.none')}>{say('documents.add.noneAdvice')}</EmptyState>
  }
  const { page, sort: _, ...asked } = filter
  const pages = Math.ceil(found.total / perPage)
  const count = showCount(found.total)
  const first = (page - 1) * perPage + 1
  const all = found.total > found.places.length && found.total <= mostAtOnce
  return (
    <AddForm key={JSON.stringify(filter)} way="ticked" id={id} texts={texts}>
      {Object.entries(asked).map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      {found.total > mostAtOnce ? <p className="text-ink-2">{say('documents.add.tooMany')}</p> : null}
      <Selection
        texts={{
          chosen: say('documents.persons.chosen', { count: '{count}' }),
          clear: say('documents.persons.clear'),
          ...(all
            ? {
                all: say('documents.persons.chooseAll', { count }),
                allChosen: say('documents.persons.allChosen', { count }),
              }
            : {}),
        }}
        acts={<SubmitButton size="small">{say('documents.add.addPicked')}</SubmitButton>}
      >
        <Places say={say} places={found.places} />
      </Selection>
      <Pagination
        page={page}
        pages={pages}
        href={seekAddress({ ...asked, id, page: '{page}' }).go.replace('%7Bpage%7D', '{page}')}
        texts={{
          summary: say('documents.add.summary', {
            from: first,
            to: first + found.places.length - 1,
            count: found.total,
          }),
          label: say('documents.list.pages'),
          previous: say('documents.list.previous'),
          next: say('documents.list.next'),
        }}
      />
    </AddForm>
  )
}

function Places({ say, places }: { say: Say; places: Found['places'] }) {
  const word = (group: string, value: string | null) => {
    const key = `learners.${group}.${value}`
    return value && isMessageKey(key) ? say(key) : (value ?? '–')
  }
  return (
    <Table caption={say('documents.add.filters')} fold>
      <thead>
        <tr>
          <th>
            <PickAllBox label={say('documents.add.pickAll')} />
          </th>
          <Th>{say('documents.field.person')}</Th>
          <Th>{say('learners.column.unit')}</Th>
          <Th>{say('learners.column.level')}</Th>
          <Th>{say('learners.column.load')}</Th>
          <Th>{say('learners.column.funding')}</Th>
          <Th>{say('learners.column.mainState')}</Th>
        </tr>
      </thead>
      <tbody>
        {places.map((place) => {
          const name = `${place.firstName} ${place.lastName}`
          const curriculum = place.curriculum ?? '–'
          const studying = place.mainState === 'STUDYING' || place.mainState === 'EXTENDED'
          return (
            <tr key={place.id}>
              <td>
                {studying ? (
                  <PickBox
                    name="places"
                    value={place.id}
                    label={say('documents.add.pick', { name, curriculum })}
                  />
                ) : null}
              </td>
              <th scope="row">
                <b>{name}</b>
                <div className="sub">{curriculum}</div>
                {studying ? null : <div className="sub">{say('refusal.notStudying')}</div>}
              </th>
              <td data-l={say('learners.column.unit')}>{place.unitName}</td>
              <td data-l={say('learners.column.level')}>{word('level', place.level)}</td>
              <td data-l={say('learners.column.load')}>{word('load', place.load)}</td>
              <td data-l={say('learners.column.funding')}>{word('funding', place.funding)}</td>
              <td data-l={say('learners.column.mainState')}>{word('mainState', place.mainState)}</td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}
