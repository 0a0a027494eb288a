import type { ReactNode } from 'react'
import { Notice } from '@/components/ui/notice'
import { Textarea } from '@/components/ui/textarea'
import type { JuhanBefore } from '@/lib/documents/sending/queries/juhan'
import { refusalText } from '@/lib/messages/refusal-text'
import type { Say } from '@/lib/messages/say'
import { showInstant } from '@/lib/shared/dates'

/**
 * The age of Juhan's answer, and who differs: to be settled first, or answered with a reason once. Stands outside the
 * form, because it has its own: `refresh` is the button that asks Juhan about the run.
 */
export function JuhanFirst({
  say,
  asked,
  refresh,
}: {
  say: Say
  asked: readonly JuhanBefore[]
  refresh: (runId: string) => ReactNode
}) {
  if (asked.length === 0) return null
  return (
    <div id="juhan" tabIndex={-1} className="mb-4 flex max-w-[760px] flex-col gap-3">
      {asked.map(({ runId, at, objections, given }) => (
        <Notice
          key={runId}
          tone={objections.length > 0 ? 'warn' : undefined}
          title={say('registrants.directive.juhanTitle')}
          act={objections.some(({ code }) => code === 'juhanStale') ? refresh(runId) : undefined}
        >
          {objections.length > 0
            ? objections.map((refusal) => refusalText(say, refusal)).join(' ')
            : say('registrants.directive.juhanAge', { at })}{' '}
          <a href={`/continuing-education/runs/${runId}/comparison`}>{say('refreshes.comparison')}</a>
          {given.map(({ reason, who, at: when }) => (
            <div key={reason} className="sub">
              {say('registrants.directive.juhanGiven', { reason, who, at: showInstant(when) })}
            </div>
          ))}
        </Notice>
      ))}
    </div>
  )
}

/** The reason, inside the form that it allows to be sent. */
export const JuhanReason = ({ say, asked }: { say: Say; asked: readonly JuhanBefore[] }) =>
  asked.some(({ objections }) => objections.length > 0) ? (
    <div className="mb-4 max-w-[760px]">
      <Textarea name="reason" label={say('registrants.directive.juhanReason')} rows={2} />
    </div>
  ) : null
