import { deliveries } from './et/deliveries'
import { documents } from './et/documents'
import { grants } from './et/grants'
import { imports } from './et/imports'
import { learnerRefusals, learners } from './et/learners'
import { mendingRefusals } from './et/mending'
import { lists } from './et/lists'
import { office } from './et/office'
import { ownOffice, ownOfficeRefusals } from './et/own-office'
import { refreshRefusals, refreshes } from './et/refreshes'
import { pushRefusals, pushes } from './et/pushes'
import { refusals } from './et/refusals'
import { registrantRefusals, registrants } from './et/registrants'
import { schoolsImport, schoolsImportRefusals } from './et/schools-import'
import { pupilRefusals, pupils } from './et/schools-pupils'
import { schools } from './et/schools'
import { movingRefusals, transfers } from './et/schools-moving'
import { ehisLog } from './et/schools-registry'
import { transferRefusals } from './et/schools-transfers'
import { sending } from './et/sending'
import { settings, settingsRefusals } from './et/settings'
import { grantRefusals, warnings } from './et/warnings'

/** Every sentence of the application in Estonian, whole, with parameters (ICU). The keys are the pattern of `en`. */
export const et = {
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
} as const

/** The same shape with any texts. */
export type Texts<T> = { readonly [K in keyof T]: T[K] extends string ? string : Texts<T[K]> }
export type Messages = Texts<typeof et>
