import { dayAsked } from '@/components/day-asked'
import { DateField } from '@/components/ui/date-field'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import type { Say } from '@/lib/messages/say'
import { dayInTallinn, parseDay, showDay, type Day } from '@/lib/shared/dates'

/** The day a page is asked about; `typed` is the text for its field, '' for today. */
export type AsOf = { on: Day; today: Day; typed: string; wrong: boolean }

/**
 * Reads `?on=`, a day in any accepted spelling. Without one, or with a text that is no day, it is today; the page
 * reports the latter.
 */
export function asOf(asked: string | string[] | undefined, at: Date): AsOf {
  const today = dayInTallinn(at)
  const typed = (Array.isArray(asked) ? asked[0] : asked)?.trim() ?? ''
  const on = typed === '' ? today : parseDay(typed)
  if (on === null) return { on: today, today, typed: typed.slice(0, 10), wrong: true }
  return { on, today, typed: on === today ? '' : showDay(on), wrong: false }
}

/** The day as a list's filter; `AsOfNotice` shows it. */
export const asOfAsked = (say: Say, asked: AsOf) =>
  dayAsked(say, {
    name: 'on',
    label: say('learners.asOf.label'),
    value: asked.typed,
    untold: true,
    placeholder: showDay(asked.today),
    error: asked.wrong ? say('learners.asOf.wrong') : undefined,
  })

export function AsOfField({ say, asked }: { say: Say; asked: AsOf }) {
  return (
    <DateField
      name="on"
      label={say('learners.asOf.label')}
      calendar={say('learners.asOf.calendar')}
      placeholder={showDay(asked.today)}
      defaultValue={asked.typed}
      error={asked.wrong ? say('learners.asOf.wrong') : undefined}
    />
  )
}

/** Says that the page shows another day than today, with a link back to today, or that the text is no day. */
export function AsOfNotice({ say, asked, today }: { say: Say; asked: AsOf; today: string }) {
  if (asked.wrong) {
    return (
      <ErrorSummary
        title={say('learners.asOf.title')}
        titleMark={say('learners.titleMark')}
        errors={[{ text: say('learners.asOf.wrong'), field: 'on' }]}
      />
    )
  }
  if (asked.on === asked.today) return null
  return (
    <Notice>
      {say('learners.asOf.shown', { on: showDay(asked.on) })}{' '}
      <Link href={today}>{say('learners.asOf.today')}</Link>
    </Notice>
  )
}
