import { Link } from '@/components/ui/link'
import { Table, Th } from '@/components/ui/table'
import type { HistoryLine } from '@/lib/access/queries/history'
import type { Say } from '@/lib/messages/say'
import { showDay, showInstant } from '@/lib/shared/dates'
import { aboutWords, cellName, changeName, shownValue } from '../words'

/** Changes of settings, one per line: when, who, which thing, and from which value to which. */
export function HistoryTable({
  say,
  locale,
  lines,
  types,
}: {
  say: Say
  locale: 'et' | 'en'
  lines: readonly HistoryLine[]
  /** names of the grant types, by code */
  types: ReadonlyMap<string, string>
}) {
  const named = (about: readonly string[]) =>
    aboutWords(
      say,
      about.map((part) => types.get(part) ?? part),
    )
  const nameOf = (area: HistoryLine['area'], what: string) =>
    area === 'clashes' ? cellName(say, what, types) : changeName(say, area, what)
  return (
    <Table caption={say('settings.history.list')} fold>
      <thead>
        <tr>
          {(['at', 'who', 'what', 'change'] as const).map((column) => (
            <Th key={column}>{say(`settings.history.${column}`)}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ id, at, who, area, about, changes }) => (
          <tr key={id}>
            <th scope="row" className="d">
              {showInstant(at, locale)}
            </th>
            <td>{who}</td>
            <td>
              <Link href={`/settings/${area}`}>{say(`settings.${area}.title`)}</Link>
              {about.length > 0 ? <div className="sub">{named(about)}</div> : null}
            </td>
            <td className="span">
              {changes.map(({ what, from, to, on }) => (
                <div key={what} className="max-w-[80ch] break-words whitespace-normal">
                  {nameOf(area, what)}:{' '}
                  {say(on ? 'settings.history.fromToOn' : 'settings.history.fromTo', {
                    from: shortened(shownValue(say, from)),
                    to: shortened(shownValue(say, to)),
                    ...(on ? { on: showDay(on) } : {}),
                  })}
                </div>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

/** A text may have thousands of letters; its own page shows all of it. */
const shortened = (text: string) => (text.length > 200 ? `${text.slice(0, 200)}…` : text)
