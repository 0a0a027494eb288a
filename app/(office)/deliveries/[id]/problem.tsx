import { ActForm } from '@/components/act-form'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import type { deliverySheet } from '@/lib/deliveries/queries/exchanges'
import { problemText } from '@/lib/messages/problem-text'
import type { Say } from '@/lib/messages/say'
import { releaseDelivery, retryDelivery } from '../actions'
import { refusal } from '../words'

type Sheet = NonNullable<Awaited<ReturnType<typeof deliverySheet>>>

/** What went wrong and what happens next, or what it waits for. */
export function Problem({ say, sheet, at }: { say: Say; sheet: Sheet; at: (instant: Date) => string }) {
  const { state, problem, neighbour, content, dueAt, pausedAt } = sheet
  if (state === 'HELD') return <Notice>{say('deliveries.sheet.held')}</Notice>
  const paused =
    pausedAt && state === 'WAITING'
      ? say('deliveries.sheet.pausedReason', { neighbour: say(`deliveries.neighbour.${neighbour}`) })
      : ''
  if (!problem || (state !== 'WAITING' && state !== 'NEEDS_PERSON'))
    return paused ? <Notice tone="warn">{paused}</Notice> : null
  const next =
    paused ||
    say(state === 'NEEDS_PERSON' ? 'deliveries.sheet.needsPerson' : 'deliveries.sheet.againAt', {
      at: at(dueAt),
    })
  return (
    <Notice tone={state === 'NEEDS_PERSON' ? 'stop' : 'warn'} title={say('deliveries.sheet.problemTitle')}>
      {problemText(say, neighbour, problem, { bare: !content })}. {next}
    </Notice>
  )
}

/** `Saada uuesti` */
export function Retry({ say, sheet: { id, inHand } }: { say: Say; sheet: Sheet }) {
  return (
    <ActForm act={retryDelivery} hidden={{ name: 'id', value: id }} {...refusal(say)}>
      <SubmitButton variant="main" reasons={inHand ? [say('deliveries.sheet.inHand')] : []}>
        {say('deliveries.sheet.retry')}
      </SubmitButton>
    </ActForm>
  )
}

/** `Luba saatmine` */
export function ReleaseOne({ say, sheet: { id } }: { say: Say; sheet: Sheet }) {
  return (
    <ActForm act={releaseDelivery} hidden={{ name: 'id', value: id }} {...refusal(say)}>
      <SubmitButton variant="main">{say('deliveries.release.submit')}</SubmitButton>
    </ActForm>
  )
}
