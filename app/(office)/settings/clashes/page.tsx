import type { Metadata } from 'next'
import { requirePerson, voice } from '@/lib/access/session'
import { clashTrial } from '@/lib/documents/queries/trial'
import { clashMatrix } from '@/lib/grants/queries/rules'
import { ClashTrial } from '@/lib/grants/schema/rules'
import { sayIn, type Say } from '@/lib/messages/say'
import { now } from '@/lib/shared/clock'
import { dayInTallinn, showDay, type Day } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { Changes } from '../../changes'
import { saveClashes, tryMatrix } from '../actions'
import { clashTrialAddress } from '../addresses'
import { SettingsHead } from '../parts'
import { TrialView } from '../trial'
import { cellName, formTexts } from '../words'
import { MatrixForm } from './matrix-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('settings.clashes.title') }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/**
 * The clash matrix: the given grant × the person's other grants; with a trial in the address, the effects of the
 * change.
 */
export default async function ClashesPage({ searchParams }: Props) {
  const person = await requirePerson('page /settings/clashes')
  const say = sayIn(person.locale)
  const asked = ClashTrial.parse(await searchParams)
  const { types, lasting, planned, changes } = await clashMatrix(db(), now())
  const known = (cell: string) => cell.split(':').every((code) => types.some((type) => type.code === code))
  const on = (asked.on ?? []).filter((cell) => known(cell) && !lasting.has(cell))
  const off = (asked.off ?? []).filter((cell) => lasting.has(cell))
  const tried = asked.on ?? asked.off
  const trial = on.length + off.length > 0 ? await clashTrial(db(), person, { on, off }, now()) : null
  const names = new Map(types.map(({ code, name }) => [code, name]))
  const nameOf = (cell: string) => cellName(say, cell, names)
  const listed = (cells: readonly string[]) => cells.map(nameOf).join('; ')
  return (
    <>
      <SettingsHead say={say} title={say('settings.clashes.title')} />
      <p className="max-w-[80ch] text-ink-2">{say('settings.clashes.how')}</p>
      <p className="mb-4 max-w-[80ch] text-ink-2">{say('settings.clashes.ownFunds')}</p>
      <MatrixForm
        acts={{ save: saveClashes, attempt: tryMatrix }}
        seen={changes[0]?.id ?? ''}
        types={types}
        cells={[...[...lasting].filter((cell) => !off.includes(cell)), ...on]}
        planned={Object.fromEntries([...planned].map(([cell, rule]) => [cell, plannedWords(say, rule)]))}
        texts={{
          ...formTexts(say, say('settings.clashes.submit')),
          table: say('settings.clashes.table'),
          given: say('settings.clashes.given'),
          cell: say('settings.clashes.cell', { given: '{given}', existing: '{existing}' }),
          from: say('settings.clashes.from'),
          fromHint: say('settings.clashes.fromHint'),
          calendar: say('settings.grants.calendar', { label: say('settings.clashes.from') }),
          attempt: say('settings.trial.submit'),
        }}
      />
      {tried ? (
        <TrialView
          say={say}
          trial={trial}
          lines={[
            ...(on.length > 0 ? [say('settings.trial.switchedOn', { cells: listed(on) })] : []),
            ...(off.length > 0 ? [say('settings.trial.switchedOff', { cells: listed(off) })] : []),
          ]}
          page={asked.page}
          href={clashTrialAddress({ on, off, page: '{page}' }).go.replace('%7Bpage%7D', '{page}')}
        />
      ) : null}
      <Changes say={say} locale={person.locale} changes={changes} nameOf={nameOf} />
    </>
  )
}

function plannedWords(say: Say, { validFrom, validTo }: { validFrom: Day; validTo: Day | null }) {
  return validFrom > dayInTallinn(now())
    ? say('settings.clashes.plannedFrom', { day: showDay(validFrom) })
    : say('settings.clashes.plannedTo', { day: showDay(validTo!) })
}
