import { ActForm } from '@/components/act-form'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import { problemText } from '@/lib/messages/problem-text'
import type { Say } from '@/lib/messages/say'
import type { deliverySheet } from '@/lib/telling/queries/exchanges'
import { releaseDelivery, retryDelivery } from '../actions'
import { refusal } from '../words'
import { LeaveOutDialog } from './leave-out'

type Sheet = NonNullable<Awaited<ReturnType<typeof deliverySheet>>>

/** What went wrong and what happens next, or what the delivery waits for. */
export function Problem({ say, sheet, at }: { say: Say; sheet: Sheet; at: (instant: Date) => string }) {
  const { state, problem, neighbour, content, dueAt, pausedAt, leftOut, advice } = sheet
  if (leftOut) return <Notice>{say('deliveries.sheet.leftOut', { ...leftOut, at: at(leftOut.at) })}</Notice>
  const advised = advice ? say(`deliveries.sheet.advice.${advice}`, { at: at(dueAt) }) : ''
  if (state === 'HELD') return <Notice>{advised}</Notice>
  const paused =
    pausedAt && state === 'WAITING'
      ? say('deliveries.sheet.pausedReason', { neighbour: say(`deliveries.neighbour.${neighbour}`) })
      : ''
  if (!problem || (state !== 'WAITING' && state !== 'NEEDS_PERSON'))
    return paused ? <Notice tone="warn">{paused}</Notice> : null
  return (
    <Notice tone={state === 'NEEDS_PERSON' ? 'stop' : 'warn'} title={say('deliveries.sheet.problemTitle')}>
      {problemText(say, neighbour, problem, { bare: !content })}. {paused || advised}
    </Notice>
  )
}

/** `Saada uuesti` */
function Retry({ say, sheet: { id, inHand } }: { say: Say; sheet: Sheet }) {
  return (
    <ActForm act={retryDelivery} hidden={{ name: 'id', value: id }} {...refusal(say)}>
      <SubmitButton variant="main" reasons={inHand ? [say('deliveries.sheet.inHand')] : []}>
        {say('deliveries.sheet.retry')}
      </SubmitButton>
    </ActForm>
  )
}

/** The acts that are possible, the main one first. */
export function Acts({ say, sheet }: { say: Say; sheet: Sheet }) {
  const { id, inHand, ways } = sheet
  return (
    <>
      {ways.includes('leaveOut') ? (
        <>
          <Button opens="leave-out" reasons={inHand ? [say('deliveries.sheet.inHand')] : []}>
            {say('deliveries.sheet.leaveOut')}
          </Button>
          <LeaveOutDialog
            id={id}
            texts={{
              title: say('deliveries.sheet.leaveOutTitle'),
              body: say('deliveries.sheet.leaveOutBody'),
              reason: {
                label: say('deliveries.news.reasonLabel'),
                hint: say('deliveries.sheet.leaveOutHint'),
              },
              giveUp: say('deliveries.sheet.giveUp'),
              submit: say('deliveries.sheet.leaveOut'),
            }}
          />
        </>
      ) : null}
      {ways.includes('retry') ? <Retry say={say} sheet={sheet} /> : null}
      {ways.includes('release') ? <ReleaseOne say={say} sheet={sheet} /> : null}
    </>
  )
}

/** `Luba saatmine` */
function ReleaseOne({ say, sheet: { id } }: { say: Say; sheet: Sheet }) {
  return (
    <ActForm act={releaseDelivery} hidden={{ name: 'id', value: id }} {...refusal(say)}>
      <SubmitButton variant="main">{say('deliveries.release.submit')}</SubmitButton>
    </ActForm>
  )
}
