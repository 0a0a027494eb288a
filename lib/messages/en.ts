import { deliveries } from './en/deliveries'
import { documents } from './en/documents'
import { learnerRefusals, learners } from './en/learners'
import { office } from './en/office'
import { refusals } from './en/refusals'
import { grantRefusals, warnings } from './en/warnings'
import type { Messages } from './et'

/** The second language of the interface; a missing sentence doesn't compile. */
export const en = {
  office,
  documents,
  learners,
  deliveries,
  warnings,
  refusal: { ...refusals, ...grantRefusals, ...learnerRefusals },
} as const satisfies Messages
