import { ActForm } from '@/components/act-form'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Say } from '@/lib/messages/say'
import { start } from './actions'

/**
 * `Uuenda registreerunute nimekirja Juhanist` of a linked run: begins a refresh, or leads to the one that is under way.
 */
export function RefreshButton({ say, run, main }: { say: Say; run: string; main?: boolean }) {
  return (
    <ActForm
      act={start}
      hidden={{ name: 'run', value: run }}
      errors={say('refreshes.errors')}
      titleMark={say('refreshes.errorMark')}
    >
      <SubmitButton variant={main ? 'main' : undefined}>{say('refreshes.act')}</SubmitButton>
    </ActForm>
  )
}
