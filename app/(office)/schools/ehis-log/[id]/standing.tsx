import { DescriptionList } from '@/components/ui/description-list'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { problemText } from '@/lib/messages/problem-text'
import type { Say } from '@/lib/messages/say'
import { dayFromDate, showDay } from '@/lib/shared/dates'
import type { pupilMessageSheet } from '@/lib/telling/queries/pupil-sheet'

type Shown = {
  say: Say
  sheet: NonNullable<Awaited<ReturnType<typeof pupilMessageSheet>>>
  at: (instant: Date) => string
}

/** What went wrong and what happens next, or what the message waits for. */
export function Standing({ say, sheet, at }: Shown) {
  const { state, problem, dueAt, pausedAt } = sheet
  if (state === 'HELD') return <Notice>{say('ehisLog.sheet.held')}</Notice>
  const paused = pausedAt !== null && state === 'WAITING' ? say('ehisLog.sheet.paused') : ''
  if (!problem || (state !== 'WAITING' && state !== 'NEEDS_PERSON'))
    return paused ? <Notice tone="warn">{paused}</Notice> : null
  const next =
    state === 'NEEDS_PERSON'
      ? say('ehisLog.sheet.needsPerson')
      : paused || say('ehisLog.sheet.againAt', { at: at(dueAt) })
  return (
    <Notice tone={state === 'NEEDS_PERSON' ? 'stop' : 'warn'} title={say('ehisLog.sheet.problemTitle')}>
      {problemText(say, 'EHIS', problem)}. {next}
    </Notice>
  )
}

/** The pupil of the message, its house, when it has to be sent, and what caused it. */
export function MessageFacts({ say, sheet, at }: Shown) {
  const { house, by, waitsFor } = sheet
  const why = say(`ehisLog.sheet.cause.${sheet.cause.act}`)
  return (
    <Section title={say('ehisLog.sheet.facts')}>
      <DescriptionList
        facts={[
          {
            term: say('ehisLog.pupil'),
            value: <Link href={`/schools/pupils/${sheet.pupil.id}`}>{sheet.pupil.name}</Link>,
          },
          { term: say('ehisLog.house'), value: house.name },
          ...sheet.housesBefore.map((before) => ({
            term: say('ehisLog.sheet.before'),
            value: say('ehisLog.sheet.beforeText', { house: before }),
          })),
          { term: say('ehisLog.sheet.ehisId'), value: house.ehisId },
          { term: say('ehisLog.sheet.party'), value: house.registryCode },
          { term: say('ehisLog.due'), value: showDay(dayFromDate(sheet.dueOn)) },
          {
            term: say('ehisLog.sheet.why'),
            value: by ? say('ehisLog.sheet.by', { why, who: by }) : why,
          },
          { term: say('ehisLog.sheet.created'), value: at(sheet.createdAt) },
          ...(sheet.settledAt ? [{ term: say('ehisLog.settled'), value: at(sheet.settledAt) }] : []),
          { term: say('ehisLog.attempts'), value: sheet.attempts },
          ...(waitsFor
            ? [
                {
                  term: say('ehisLog.sheet.waitsFor'),
                  value: (
                    <Link href={`/schools/ehis-log/${waitsFor}`}>{say('ehisLog.sheet.waitsForText')}</Link>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}
