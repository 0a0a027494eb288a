import { deliveries } from './en/deliveries'
import { documents } from './en/documents'
import { grants } from './en/grants'
import { imports } from './en/imports'
import { learnerRefusals, learners } from './en/learners'
import { mendingRefusals } from './en/mending'
import { lists } from './en/lists'
import { office } from './en/office'
import { ownOffice, ownOfficeRefusals } from './en/own-office'
import { refreshRefusals, refreshes } from './en/refreshes'
import { pushRefusals, pushes } from './en/pushes'
import { refusals } from './en/refusals'
import { registrantRefusals, registrants } from './en/registrants'
import { schoolsImport, schoolsImportRefusals } from './en/schools-import'
import { pupilRefusals, pupils } from './en/schools-pupils'
import { schools } from './en/schools'
import { movingRefusals, transfers } from './en/schools-moving'
import { ehisLog } from './en/schools-registry'
import { transferRefusals } from './en/schools-transfers'
import { sending } from './en/sending'
import { settings, settingsRefusals } from './en/settings'
import { grantRefusals, warnings } from './en/warnings'
import type { Messages } from './et'

/** The second language of the interface; a missing sentence doesn't compile. */
export const en = {
  office,
  lists,
  documents,
  learners,
  imports,
  registrants,
  refreshes,
  pushes,
  schoolsImport,
  pupils,
  schools,
  transfers,
  grants,
  deliveries,
  ehisLog,
  sending,
  settings: { ...settings, ...ownOffice },
  warnings,
  refusal: {
    ...refusals,
    ...grantRefusals,
    ...learnerRefusals,
    ...registrantRefusals,
    ...refreshRefusals,
    ...pushRefusals,
    ...transferRefusals,
    ...schoolsImportRefusals,
    ...pupilRefusals,
    ...mendingRefusals,
    ...movingRefusals,
    ...settingsRefusals,
    ...ownOfficeRefusals,
  },
} as const satisfies Messages
