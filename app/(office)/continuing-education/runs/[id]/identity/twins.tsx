import { RecordForm } from '@/components/record-form'
import { Link } from '@/components/ui/link'
import { Section } from '@/components/ui/section'
import { Table, Th } from '@/components/ui/table'
import type { Say } from '@/lib/messages/say'
import type { TwinsAsked } from '@/lib/registrants/queries/identity'
import { showDay } from '@/lib/shared/dates'
import { apart } from '../../../actions'
import { formTexts } from '../../../words'
import { placeText } from '../standing-words'

/**
 * Two registrations of what is, or looks like, one person, side by side; where that is open, the user can say that they
 * are two persons.
 */
export function Twins({
  say,
  run,
  twins: { pair, by, seen },
}: {
  say: Say
  run: { id: string; juhanId: string | null }
  twins: TwinsAsked
}) {
  const [{ id, firstName, lastName }, { id: other }] = pair
  const juhan = run.juhanId ? 'yes' : 'no'
  const columns = {
    registration: say(`registrants.field.${run.juhanId ? 'registrationId' : 'registeredOn'}`),
    code: say('registrants.field.personalCode'),
    email: say('registrants.field.email'),
    workplace: say('registrants.field.workplace'),
    ours: say('registrants.column.ours'),
  }
  return (
    <Section title={`${firstName} ${lastName}`} aside={say('registrants.identity.twins')}>
      <p className="mb-3 max-w-[80ch]">
        {say(by === 'ADDRESS' ? 'registrants.identity.twinsAsked' : 'registrants.identity.twinsOne', {
          juhan,
        })}
      </p>
      <Table
        caption={say('registrants.identity.twins')}
        fold
        labels={[false, columns.code, columns.email, columns.workplace, columns.ours]}
      >
        <thead>
          <tr>
            {Object.values(columns).map((text) => (
              <Th key={text}>{text}</Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {pair.map((one) => (
            <tr key={one.id} id={`t${one.id}`}>
              <th scope="row">
                <Link href={`/continuing-education/runs/${run.id}/registrants/${one.id}`}>
                  {one.juhanId ?? (one.registeredOn ? showDay(one.registeredOn) : '–')}
                </Link>
              </th>
              <td>{one.personalCode ?? '–'}</td>
              <td>{one.email || '–'}</td>
              <td>{one.workplace || '–'}</td>
              <td>{placeText(say, one.standing).join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      {by === 'ADDRESS' ? (
        <div className="mt-3">
          <RecordForm
            label={say('registrants.identity.apart')}
            save={apart}
            hidden={{ id, other, seen }}
            texts={formTexts(say, say('registrants.identity.apart'))}
            fields={[]}
          />
        </div>
      ) : null}
    </Section>
  )
}
