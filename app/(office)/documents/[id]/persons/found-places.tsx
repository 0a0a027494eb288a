import { EmptyState } from '@/components/ui/empty-state'
import { Pagination } from '@/components/ui/pagination'
import { Selection } from '@/components/ui/selection'
import { SubmitButton } from '@/components/ui/submit-button'
import { isMessageKey, type Say } from '@/lib/messages/say'
import type { registerSearch } from '@/lib/register/queries/list'
import type { LearnerFilter } from '@/lib/register/schema/learners'
import { showCount } from '@/lib/shared/money'
import { mostCounted } from '@/lib/shared/paging'
import { seekAddress, seekOf } from '../../seek-address'
import { AddForm } from './add-form'
import type { AddTexts } from './add-texts'
import { PlaceRows, type PlaceRow } from './place-rows'

type Found = Awaited<ReturnType<typeof registerSearch>>

/** The largest number that can be added at once (spec 2 "The document form"). */
const mostAtOnce = 5_000

/** Study places found in the register, to tick; a person who can't be added is listed too, with the reason. */
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
  /** null until the user searches */
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
  const { page, ...asked } = seekOf(filter)
  if (found.places.length === 0) {
    return <EmptyState title={say('lists.noPage')}>{say('documents.add.noneAdvice')}</EmptyState>
  }
  const many = found.total > mostCounted
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
        <PlaceRows
          rows={found.places.map((place) => placeRow(say, place))}
          texts={{
            caption: say('documents.add.filters'),
            pickAll: say('documents.add.pickAll'),
            pick: say('documents.add.pick', { name: '{name}', curriculum: '{curriculum}' }),
            person: say('documents.field.person'),
          }}
          heads={(['unit', 'level', 'load', 'funding', 'mainState'] as const).map((column) =>
            say(`learners.column.${column}`),
          )}
        />
      </Selection>
      <Pagination
        page={page}
        pages={many ? undefined : Math.ceil(found.total / perPage)}
        href={seekAddress({ ...asked, id, page: '{page}' }).go.replace('%7Bpage%7D', '{page}')}
        texts={{
          summary: say(many ? 'documents.add.summaryOver' : 'documents.add.summary', {
            from: first,
            to: first + found.places.length - 1,
            count: many ? mostCounted : found.total,
          }),
          label: say('lists.pages'),
          previous: say('lists.previous'),
          next: say('lists.next'),
        }}
      />
    </AddForm>
  )
}

/** A study place in words; a person who can't be added now is listed too, with the reason. */
function placeRow(say: Say, place: Found['places'][number]): PlaceRow {
  const word = (group: string, value: string | null) => {
    const key = `learners.${group}.${value}`
    return value && isMessageKey(key) ? say(key) : (value ?? '–')
  }
  const studying = place.mainState === 'STUDYING' || place.mainState === 'EXTENDED'
  return {
    id: place.id,
    name: `${place.firstName} ${place.lastName}`,
    curriculum: place.curriculum ?? '–',
    cells: [
      place.unitName,
      word('level', place.level),
      word('load', place.load),
      word('funding', place.funding),
      word('mainState', place.mainState),
    ],
    reason: studying ? undefined : say('refusal.notStudying'),
  }
}
