import { Section } from '@/components/ui/section'
import { Table, Th } from '@/components/ui/table'
import type { ImportedSheet } from '@/lib/import/queries'
import type { Say } from '@/lib/messages/say'

/** The number of lines in the file, and the result of each: every line is accounted for. */
export function LinesTold({ say, batch }: { say: Say; batch: ImportedSheet }) {
  const { lines, above = 0, blank = 0, passed = [] } = batch.counts
  if (lines === undefined) return null
  const counts = [
    ['above', above],
    ['headings', 1],
    ['NEW', batch.added],
    ['CHANGED', batch.changed],
    ['SAME', batch.same],
    ['REFUSED', batch.refused],
    ['blank', blank],
    ['passed', passed.length],
  ] as const
  return (
    <Section title={say('imports.lines.title')} aside={say('imports.lines.all', { lines })}>
      <div className="max-w-[440px]">
        <Table caption={say('imports.lines.title')}>
          <thead>
            <tr>
              <Th>{say('imports.lines.what')}</Th>
              <Th num>{say('imports.lines.count')}</Th>
            </tr>
          </thead>
          <tbody>
            {counts
              .filter(([, count]) => count > 0)
              .map(([what, count]) => (
                <tr key={what}>
                  <th scope="row">{say(`imports.lines.${what}`)}</th>
                  <td className="n">{count}</td>
                </tr>
              ))}
          </tbody>
        </Table>
      </div>
      {passed.length > 0 ? (
        <>
          <h3 className="mt-4 mb-1">{say('imports.lines.passedTitle')}</h3>
          <ul>
            {passed.slice(0, 50).map(({ row, as, text }) => (
              <li key={row}>
                {say('imports.lines.at', { row })} ({say(`imports.lines.as.${as}`)}): {text}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Section>
  )
}
