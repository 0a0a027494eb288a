import type { Say } from '@/lib/messages/say'
import type { StudyOutcome } from '@/lib/registrants/rules/outcomes'
import { showDay } from '@/lib/shared/dates'

/** An outcome in Juhan's form: `Lõpetatud, 11441-18, 24.10.2018`. */
export const outcomeText = (say: Say, outcome: StudyOutcome) =>
  outcome.status === 'COMPLETED'
    ? say('pushes.completed', { number: outcome.documentNumber, on: showDay(outcome.documentOn) })
    : say(`registrants.status.${outcome.status}`)
