import type { Address } from '@/components/list-page'
import { ListPages } from '@/components/list-pages'
import { ListTable } from '@/components/ui/list-table'
import { Selection } from '@/components/ui/selection'
import type { Say } from '@/lib/messages/say'
import type { ClassPupil, ClassSheet } from '@/lib/schools/houses/queries/classes'
import { aPage, type ClassAsked } from '@/lib/schools/houses/schema/lists'
import { sortBy } from '../../../list-address'
import { placementText } from '../../words'
import { pupilForm } from './dialog-texts'

/** The pupils of a class, to tick for the acts above; a pupil who has left can't be ticked. */
export function PupilTable({
  say,
  sheet,
  asked,
  pupils,
  address,
}: {
  say: Say
  sheet: ClassSheet
  asked: ClassAsked
  pupils: readonly ClassPupil[]
  address: Address
}) {
  const first = (asked.page - 1) * aPage
  const shown = pupils.slice(first, first + aPage)
  const all = { count: String(pupils.filter((pupil) => pupil.pickable).length) }
  return (
    <>
      <form id={pupilForm} action="/schools/transfers/new">
        <input type="hidden" name="class" value={sheet.id} />
        <input type="hidden" name="ticking" value="1" />
        <Selection
          texts={{
            chosen: say('schools.class.chosen', { count: '{count}' }),
            clear: say('schools.class.clearChosen'),
            all: say('schools.class.chooseAll', all),
            allChosen: say('schools.class.allChosen', all),
          }}
          acts={null}
        >
          <ListTable
            caption={say('schools.class.title', { class: sheet.label })}
            columns={[
              {
                head: say('schools.class.name'),
                kind: 'name',
                href: '/schools/pupils/{id}',
                sort: sortBy(asked.sort, 'name', address),
              },
              { head: say('schools.class.personalCode') },
              { head: say('schools.class.groups'), labelled: true },
              { head: say('schools.class.placement'), labelled: true },
            ]}
            rows={shown.map((pupil) => [
              pupil.id,
              `${pupil.firstName} ${pupil.lastName}`,
              pupil.personalCode,
              pupil.groups.join(', '),
              placementText(say, pupil),
            ])}
            pick={{
              name: 'pupil',
              all: say('schools.class.pickAll'),
              sent: true,
              one: say('schools.class.pick', { name: '{name}' }),
              not: shown.flatMap((pupil) => (pupil.pickable ? [] : [pupil.id])),
            }}
          />
        </Selection>
      </form>
      {pupils.length > aPage ? (
        <ListPages
          say={say}
          rows={{ page: asked.page, perPage: aPage, shown: shown.length, count: pupils.length }}
          counted={say('schools.class.count', { count: pupils.length })}
          href={address({ page: '{page}' })}
        />
      ) : null}
    </>
  )
}
