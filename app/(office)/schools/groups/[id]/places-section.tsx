import { RecordForm } from '@/components/record-form'
import { Link } from '@/components/ui/link'
import { Section } from '@/components/ui/section'
import { Table, Th } from '@/components/ui/table'
import type { Say } from '@/lib/messages/say'
import type { GroupSheet, ShownPlace } from '@/lib/schools/groups/queries'
import { showDay, showPeriod, type Day } from '@/lib/shared/dates'
import { calendarOf, formTexts } from '../../pupils/words'
import { placeEnd } from '../actions'

/** The places of a group, ended ones last; the place in the address can be ended below the list. */
export function PlacesSection({
  say,
  group,
  today,
  ending,
}: {
  say: Say
  group: GroupSheet
  today: Day
  ending: string | undefined
}) {
  const { id, places, kind } = group
  const over = ({ to }: ShownPlace) => to !== null && to < today
  const ended = places.find((place) => place.id === ending && !over(place))
  return (
    <Section
      id="places"
      title={say('pupils.groups.placesTitle')}
      aside={places.length > 0 ? String(places.filter((place) => !over(place)).length) : undefined}
    >
      {places.length === 0 ? (
        <p className="text-ink-3">{say('pupils.groups.noPlaces')}</p>
      ) : (
        <Table caption={say('pupils.groups.placesTitle')} fold>
          <thead>
            <tr>
              <Th>{say('pupils.groups.pupil')}</Th>
              <Th>{say('pupils.field.period')}</Th>
              <Th>
                <span className="sr-only">{say('pupils.groups.end')}</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {places.map((place) => (
              <tr key={place.id}>
                <th scope="row">
                  {kind === 'HOBBY_SCHOOL' ? (
                    place.name
                  ) : (
                    <Link href={`/schools/pupils/${place.pupilId}`} className="name">
                      {place.name}
                    </Link>
                  )}
                </th>
                <td data-l={say('pupils.field.period')} className="span">
                  {place.to
                    ? showPeriod({ from: place.from, to: place.to })
                    : say('pupils.openEnd', { from: showDay(place.from) })}
                </td>
                <td className="n">
                  {over(place) ? (
                    <span className="text-ink-3">{say('pupils.groups.over')}</span>
                  ) : (
                    <Link href={`/schools/groups/${id}?end=${place.id}#ending`}>
                      {say('pupils.groups.end')} <span className="sr-only">{place.name}</span>
                    </Link>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {ended ? <Ending say={say} groupId={id} place={ended} today={today} /> : null}
    </Section>
  )
}

function Ending({
  say,
  groupId,
  place,
  today,
}: {
  say: Say
  groupId: string
  place: ShownPlace
  today: Day
}) {
  const title = say('pupils.groups.ending', { name: place.name })
  const label = say('pupils.groups.lastOn')
  return (
    <div id="ending" className="mt-4 border-t border-line pt-4">
      <header className="mb-3 flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h3>{title}</h3>
        <a href={`/schools/groups/${groupId}`}>{say('pupils.closeForm')}</a>
      </header>
      <RecordForm
        key={place.id}
        label={title}
        save={placeEnd}
        hidden={{ id: place.id }}
        texts={formTexts(say, say('pupils.groups.end'))}
        fields={[
          {
            as: 'day',
            name: 'lastOn',
            label,
            value: showDay(today),
            required: true,
            hint: say('pupils.hint.lastOn'),
            calendar: calendarOf(say, label),
          },
        ]}
      />
    </div>
  )
}
