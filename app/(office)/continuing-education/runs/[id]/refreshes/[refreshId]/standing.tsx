import { ActForm } from '@/components/act-form'
import { Fresh } from '@/components/fresh'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Say } from '@/lib/messages/say'
import type { RefreshSheet } from '@/lib/registrants/queries/refresh'
import { showInstant } from '@/lib/shared/dates'
import { discard } from '../actions'
import { problemOf, sumText } from '../words'

/** The standing of a refresh, by its state; the plan shows what waits for a person. */
export function Standing({
  say,
  locale,
  sheet: { refresh, sums, plan, about, latest },
  here,
}: {
  say: Say
  locale: 'et' | 'en'
  sheet: RefreshSheet
  here: string
}) {
  const at = showInstant(refresh.endedAt ?? refresh.startedAt, locale)
  switch (refresh.state) {
    case 'FETCHING':
      return (
        <Notice>
          {/* Without script the page reloads itself. */}
          <noscript>
            <meta httpEquiv="refresh" content={`3;url=${here}`} />
          </noscript>
          <Fresh />
          {say('refreshes.asking')}{' '}
          {refresh.expected === null
            ? null
            : say('refreshes.progress', { fetched: refresh.fetched, expected: refresh.expected })}{' '}
          {say('refreshes.mayLeave')}
        </Notice>
      )
    case 'PLANNED':
      if (plan?.stale) return <Notice tone="stop">{say('refreshes.stale')}</Notice>
      return plan && plan.changed.length > 0 ? (
        <Notice tone="warn">
          {say('refreshes.planChanged', { names: plan.changed.slice(0, 10).join(', ') })}
        </Notice>
      ) : null
    case 'APPLIED':
      return (
        <Notice tone="done" title={sumText(say, sums)}>
          {say('refreshes.startedBy', { who: refresh.endedBy ?? refresh.who, at })}
        </Notice>
      )
    case 'FAILED':
      return (
        <Notice
          tone="stop"
          title={say('refreshes.failed')}
          act={
            about ? (
              <LinkButton href={here.replace(/refreshes.*/, `registrants/${about}`)}>
                {say('registrants.form')}
              </LinkButton>
            ) : undefined
          }
        >
          {refresh.problems.map((problem) => problemOf(say, problem)).join(' ')}
        </Notice>
      )
    case 'DISCARDED':
      return (
        <Notice
          act={
            latest === refresh.id ? (
              <LinkButton href={here.replace(/\/refreshes.*/, '')}>
                {say('registrants.registrants')}
              </LinkButton>
            ) : (
              <LinkButton href={here.replace(refresh.id, latest)}>{say('refreshes.toLatest')}</LinkButton>
            )
          }
        >
          {say('refreshes.discarded', { who: refresh.endedBy ?? '', at })}
        </Notice>
      )
  }
}

/** Drops an unfinished refresh. */
export function GiveUp({ say, refresh }: { say: Say; refresh: string }) {
  return (
    <ActForm
      act={discard}
      hidden={{ name: 'refresh', value: refresh }}
      errors={say('refreshes.errors')}
      titleMark={say('refreshes.errorMark')}
    >
      <SubmitButton>{say('refreshes.giveUp')}</SubmitButton>
    </ActForm>
  )
}
