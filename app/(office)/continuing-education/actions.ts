'use server'

import { officeAction } from '@/lib/access/action'
import { directiveOfRegistrants } from '@/lib/documents/drafting/commands/from-registrants'
import { FromRegistrantsInput, OffDirectiveInput } from '@/lib/documents/schema'
import { takeOffAndRefresh } from '@/lib/documents/sending/commands/off-directive'
import { MatchInput } from '@/lib/import/schema'
import { settleApart, settleIdentity } from '@/lib/registrants/commands/identity'
import {
  applyRegistrants,
  discardRegistrants,
  matchRegistrants,
  previewRegistrants,
  takeBackRegistrants,
} from '@/lib/registrants/commands/imports'
import {
  addProgramme,
  addQuestion,
  changeProgramme,
  changeQuestion,
} from '@/lib/registrants/commands/programmes'
import { createProtocol, givePapers, setResults } from '@/lib/registrants/commands/protocol'
import { pushStatuses as push } from '@/lib/registrants/commands/push'
import {
  addRegistrant,
  cancelRegistrant,
  changeAnswers,
  changeRegistrant,
} from '@/lib/registrants/commands/registrants'
import { addRun, changeRun } from '@/lib/registrants/commands/runs'
import { PushInput } from '@/lib/registrants/schema/push'
import * as schema from '@/lib/registrants/schema/runs'
import { toBatch } from '../import/to-batch'
import {
  afterTakenOff,
  changed,
  madeDirective,
  pushed,
  toProgramme,
  toProtocol,
  toRegistrant,
  toRun,
} from './words'

export const newProgramme = officeAction(
  'act programmes.change',
  schema.NewProgrammeInput,
  addProgramme,
  toProgramme,
)
export const saveProgramme = officeAction(
  'act programmes.change',
  schema.ProgrammeInput,
  changeProgramme,
  changed,
)
export const newQuestion = officeAction(
  'act programmes.change',
  schema.NewQuestionInput,
  addQuestion,
  toProgramme,
)
export const saveQuestion = officeAction(
  'act programmes.change',
  schema.QuestionInput,
  changeQuestion,
  toProgramme,
)
export const newRun = officeAction('act runs.change', schema.NewRunInput, addRun, toRun)
export const saveRun = officeAction('act runs.change', schema.RunInput, changeRun, changed)

export const newRegistrant = officeAction(
  'act registrants.change',
  schema.NewRegistrantInput,
  addRegistrant,
  toRegistrant,
)
export const saveRegistrant = officeAction(
  'act registrants.change',
  schema.RegistrantInput,
  changeRegistrant,
  changed,
)
export const saveAnswers = officeAction(
  'act registrants.change',
  schema.OwnAnswersInput,
  changeAnswers,
  changed,
)
export const settle = officeAction(
  'act registrants.settle',
  schema.SettleInput,
  settleIdentity,
  (_runId, say) => ({ notice: say('registrants.identity.settled') }),
)
export const apart = officeAction(
  'act registrants.settle',
  schema.ApartInput,
  settleApart,
  (_runId, say) => ({ notice: say('registrants.identity.apartDone') }),
)
export const newProtocol = officeAction(
  'act protocols.create',
  schema.NewProtocolInput,
  createProtocol,
  toProtocol,
)
export const results = officeAction('act protocols.change', schema.ResultsInput, setResults, changed)
export const papers = officeAction('act protocols.change', schema.PapersInput, givePapers, (count, say) => ({
  notice: say('registrants.protocol.papersGiven', { count }),
}))
export const previewImport = officeAction(
  'act registrants.import',
  schema.RegistrantFileInput,
  previewRegistrants,
  toBatch,
)
export const matchRegistrantFile = officeAction(
  'act registrants.import',
  MatchInput,
  matchRegistrants,
  toBatch,
)
export const applyImport = officeAction(
  'act registrants.import',
  schema.RegistrantBatchInput,
  applyRegistrants,
  toBatch,
)
export const discardImport = officeAction(
  'act registrants.import',
  schema.RegistrantBatchInput,
  discardRegistrants,
  toBatch,
)
export const takeBackImport = officeAction(
  'act registrants.import',
  schema.RegistrantBatchInput,
  takeBackRegistrants,
  toBatch,
)
export const cancel = officeAction('act registrants.cancel', schema.CancelInput, cancelRegistrant, toRun)
export const pushStatuses = officeAction('act registrants.push', PushInput, push, pushed)
export const makeDirective = officeAction(
  'act registrants.makeDirective',
  FromRegistrantsInput,
  directiveOfRegistrants,
  madeDirective,
)
export const takeOff = officeAction(
  'act registrants.takeOff',
  OffDirectiveInput,
  takeOffAndRefresh,
  afterTakenOff,
)
