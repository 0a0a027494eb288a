import { ActForm } from '@/components/act-form'
import { Badge } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import { Section } from '@/components/ui/section'
import { SubmitButton } from '@/components/ui/submit-button'
import { Table, Th } from '@/components/ui/table'
import type { Locale, Say } from '@/lib/messages/say'
import { showInstant } from '@/lib/shared/dates'
import type { NeighbourStanding } from '@/lib/telling/queries/list'
import { pauseNeighbour } from './actions'
import { refusal } from './words'

/** The standing of each system, and the administrator's switch. */
export function Systems({
  say,
  locale,
  standings,
}: {
  say: Say
  locale: Locale
  standings: readonly NeighbourStanding[]
}) {
  const title = say('deliveries.systems.title')
  return (
    <Section title={title}>
      <Table caption={title} fold>
        <thead>
          <tr>
            <Th>{say('deliveries.systems.system')}</Th>
            <Th num>{say('deliveries.systems.waiting')}</Th>
            <Th num>{say('deliveries.systems.needsPerson')}</Th>
            <Th>{say('deliveries.systems.lastDone')}</Th>
            <Th>{say('deliveries.systems.standing')}</Th>
            <Th>
              <span className="sr-only">{say('deliveries.systems.act')}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {standings.map(({ neighbour, waiting, needsPerson, lastDoneAt, pausedAt }) => {
            const name = say(`deliveries.neighbour.${neighbour}`)
            return (
              <tr key={neighbour}>
                <th scope="row">
                  <Link href={`/deliveries?neighbour=${neighbour}`}>{name}</Link>
                </th>
                <td className="n" data-l={say('deliveries.systems.waiting')}>
                  {waiting}
                </td>
                <td className="n" data-l={say('deliveries.systems.needsPerson')}>
                  {needsPerson > 0 ? (
                    <Link href={`/deliveries?neighbour=${neighbour}&state=NEEDS_PERSON`}>{needsPerson}</Link>
                  ) : (
                    0
                  )}
                </td>
                <td className="d" data-l={say('deliveries.systems.lastDone')}>
                  {lastDoneAt ? showInstant(lastDoneAt, locale) : '–'}
                </td>
                <td data-l={say('deliveries.systems.standing')}>
                  {pausedAt ? (
                    <Badge tone="warn">
                      {say('deliveries.systems.paused', { at: showInstant(pausedAt, locale) })}
                    </Badge>
                  ) : (
                    say('deliveries.systems.running')
                  )}
                </td>
                <td className="n">
                  <ActForm
                    act={pauseNeighbour}
                    hidden={[
                      { name: 'neighbour', value: neighbour },
                      { name: 'paused', value: pausedAt ? 'no' : 'yes' },
                    ]}
                    {...refusal(say)}
                  >
                    <SubmitButton
                      size="small"
                      variant="bare"
                      aria-label={say(
                        pausedAt ? 'deliveries.systems.resumeLabel' : 'deliveries.systems.pauseLabel',
                        {
                          neighbour: name,
                        },
                      )}
                    >
                      {say(pausedAt ? 'deliveries.systems.resume' : 'deliveries.systems.pause')}
                    </SubmitButton>
                  </ActForm>
                </td>
              </tr>
            )
          })}
        </tbody>
      </Table>
    </Section>
  )
}
