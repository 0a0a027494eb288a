import { ActForm } from '@/components/act-form'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { SubmitButton } from '@/components/ui/submit-button'
import { Table, Th } from '@/components/ui/table'
import type { Say } from '@/lib/messages/say'
import type { Classifiers } from '@/lib/schools/houses/queries/classifiers'
import type { ShownLine, ShownPlacement } from '@/lib/schools/pupils/placement-block'
import { showDay, showInstant, showPeriod } from '@/lib/shared/dates'
import { stay } from '../actions'
import { codeText, stateText, yearText } from '../words'
import { formAddress, type PartOf } from './part'

/**
 * The placement block (spec 5): each placement with its days and state, and where a transfer moved the pupil; for an
 * official, the log lines.
 */
export function PlacementSection({
  of,
  lists,
  locale,
}: {
  of: PartOf
  lists: Classifiers
  locale: 'et' | 'en'
}) {
  const { say, pupil, asked } = of
  const { placements, leavingId, leavingWaits } = pupil
  return (
    <Section
      id="placements"
      title={say('pupils.placements.title')}
      acts={
        leavingId && asked.edit !== 'leaving' ? (
          <LinkButton href={formAddress(of, 'leaving', 'leaving')}>{say('pupils.leaving.act')}</LinkButton>
        ) : leavingWaits ? (
          <Button
            reasons={[
              say('pupils.leaving.waits', { house: leavingWaits.house, day: showDay(leavingWaits.day) }),
            ]}
          >
            {say('pupils.leaving.act')}
          </Button>
        ) : undefined
      }
    >
      {asked.done === 'leaving' ? <Notice tone="done">{say('pupils.saved', { count: 1 })}</Notice> : null}
      {asked.done === 'staying' ? <Notice tone="done">{say('pupils.leaving.stayed')}</Notice> : null}
      {placements.map(({ id, cameBy }) =>
        cameBy ? (
          <p key={id} className="mb-2">
            {say('pupils.placements.move', { ...cameBy, day: showDay(cameBy.day) })}
          </p>
        ) : null,
      )}
      {placements.length === 0 ? (
        <p className="text-ink-3">{say('pupils.placements.none')}</p>
      ) : (
        <Table caption={say('pupils.placements.title')} fold>
          <thead>
            <tr>
              <Th>{say('pupils.placements.house')}</Th>
              <Th>{say('pupils.placements.class')}</Th>
              <Th>{say('pupils.placements.year')}</Th>
              <Th>{say('pupils.placements.period')}</Th>
              <Th>{say('pupils.placements.state')}</Th>
            </tr>
          </thead>
          <tbody>
            {placements.map((placement) => (
              <PlacementRow
                key={placement.id}
                say={say}
                lists={lists}
                locale={locale}
                placement={placement}
              />
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  )
}

function PlacementRow({
  say,
  lists,
  locale,
  placement,
}: {
  say: Say
  lists: Classifiers
  locale: 'et' | 'en'
  placement: ShownPlacement
}) {
  const { id, house, class: own, year, from, to, state, leftReason, canStay, wentTo, log } = placement
  return (
    <tr>
      <th scope="row">
        {house.name}
        {log.length > 0 ? (
          <ul className="sub" aria-label={say('pupils.placements.log')}>
            {log.map((line) => (
              <li key={String(line.id)}>
                {lineText(say, line)} (
                {say('pupils.placements.who', { at: showInstant(line.at, locale), who: line.who })})
              </li>
            ))}
          </ul>
        ) : null}
      </th>
      <td data-l={say('pupils.placements.class')}>
        {state === 'VOID' ? (
          <s className="text-ink-3">{own.label}</s>
        ) : (
          <Link href={`/schools/classes/${own.id}`}>{own.label}</Link>
        )}
      </td>
      <td data-l={say('pupils.placements.year')}>{yearText(year)}</td>
      <td data-l={say('pupils.placements.period')} className="span whitespace-nowrap">
        {state === 'VOID' ? (
          <s className="text-ink-3">{showPeriod({ from, to })}</s>
        ) : (
          showPeriod({ from, to })
        )}
      </td>
      <td data-l={say('pupils.placements.state')} className="span">
        <Badge>{stateText(say, { state, from, to })}</Badge>
        {wentTo ? <div className="sub">{say('pupils.placements.wentTo', { house: wentTo })}</div> : null}
        {leftReason ? (
          <div className="sub">
            {say('pupils.leaving.reasonShown', { reason: codeText(lists, 'klLahkumisePohjus', leftReason) })}
          </div>
        ) : null}
        {canStay ? (
          <ActForm
            act={stay}
            hidden={{ name: 'placementId', value: id }}
            errors={say('settings.refused')}
            titleMark={say('settings.refusedMark')}
          >
            <SubmitButton size="small">{say('pupils.leaving.takeBack')}</SubmitButton>
          </ActForm>
        ) : null}
      </td>
    </tr>
  )
}

/** "tõstetud: Mäe maja 3.a → Jõe maja 3.b, alates 01.11.2026" */
function lineText(say: Say, { act, day, dayBefore, fromHouse, fromClass, toHouse, toClass }: ShownLine) {
  const place = (house: string, label: string) => [house, label].filter(Boolean).join(' ')
  return say(`pupils.placements.line.${act}`, {
    from: place(fromHouse, fromClass),
    to: place(toHouse, toClass),
    day: showDay(day),
    dayBefore: dayBefore ? showDay(dayBefore) : '',
  })
}
