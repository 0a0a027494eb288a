import { RecordForm } from '@/components/record-form'
import { Link } from '@/components/ui/link'
import { Section } from '@/components/ui/section'
import { Table, Th } from '@/components/ui/table'
import type { Collided } from '@/lib/desk/collisions/queries'
import type { wayToPart } from '@/lib/desk/collisions/schema'
import type { Say } from '@/lib/messages/say'
import { part } from '../actions'
import { formTexts } from '../words'

/** What the user may do about the records of a place. */
type Way = ReturnType<typeof wayToPart>

/** The records with one code, and below them the acts on the chosen one. */
export function OneCode({
  say,
  records,
  way,
  chosen,
}: {
  say: Say
  records: readonly Collided[]
  way: Way
  chosen: string | undefined
}) {
  const [first] = records
  if (!first) return null
  const { place } = first
  const one = records.find(({ id }) => id === chosen)
  const writing = say('settings.collisions.writing')
  const act = say(`settings.collisions.act.${way ?? 'NONE'}`)
  return (
    <Section title={first.writing} aside={say(`settings.collisions.place.${place}`)}>
      <Table
        caption={`${first.writing}, ${say(`settings.collisions.place.${place}`)}`}
        fold
        labels={[false, writing]}
      >
        <thead>
          <tr>
            <Th>{say('settings.collisions.of')}</Th>
            <Th>{writing}</Th>
            <Th>
              <span className="sr-only">{act}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {records.map(({ id, path, label, writing: written }) => (
            <tr key={id}>
              <th scope="row">{path ? <Link href={path}>{label}</Link> : label}</th>
              <td>{written}</td>
              <td className="n">
                <Link href={`/settings/collisions?id=${encodeURIComponent(id)}#part`}>
                  {act} <span className="sr-only">{`${label}, ${written}`}</span>
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      {one ? <Parting say={say} record={one} way={way} /> : null}
    </Section>
  )
}

function Parting({
  say,
  record: { place, id, label, writing },
  way,
}: {
  say: Say
  record: Collided
  way: Way
}) {
  const submit = say(way === 'TAKE_BACK' ? 'settings.collisions.takeBack' : 'settings.collisions.part')
  return (
    <div id="part" className="mt-4">
      <header className="mb-3 flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h3>{`${label}, ${writing}`}</h3>
        <a href="/settings/collisions">{say('pupils.closeForm')}</a>
      </header>
      <p className="mb-3 max-w-[80ch]">{say(`settings.collisions.way.${way ?? 'NONE'}`)}</p>
      {way ? (
        <RecordForm
          key={id}
          label={submit}
          save={part}
          hidden={{ place, id }}
          texts={formTexts(say, submit)}
          fields={
            way === 'CODE'
              ? [
                  {
                    as: 'text',
                    name: 'code',
                    label: say('settings.collisions.code'),
                    value: '',
                    required: true,
                  },
                ]
              : []
          }
        />
      ) : null}
    </div>
  )
}
