import { Notice } from '@/components/ui/notice'
import { Textarea } from '@/components/ui/textarea'
import type { JuhanBefore } from '@/lib/documents/queries-juhan'
import { refusalText } from '@/lib/messages/refusal-text'
import type { Say } from '@/lib/messages/say'

/** How old what Juhan told is, and what differs: settled first, or answered with a reason. */
export function JuhanFirst({ say, asked }: { say: Say; asked: readonly JuhanBefore[] }) {
  if (asked.length === 0) return null
  const objects = asked.some(({ objections }) => objections.length > 0)
  return (
    <div className="mb-4 flex max-w-[760px] flex-col gap-3">
      {asked.map(({ runId, at, objections }) => (
        <Notice
          key={runId}
          tone={objections.length > 0 ? 'warn' : undefined}
          title={say('registrants.directive.juhanTitle')}
          act={<a href={`/continuing-education/runs/${runId}/comparison`}>{say('refreshes.comparison')}</a>}
        >
          {objections.length > 0
            ? objections.map((refusal) => refusalText(say, refusal)).join(' ')
            : say('registrants.directive.juhanAge', { at })}
        </Notice>
      ))}
      {objects ? <Textarea name="reason" label={say('registrants.directive.juhanReason')} rows={2} /> : null}
    </div>
  )
}
