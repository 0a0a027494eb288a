'use server'

import { officeAction } from '@/lib/access/action'
import { addUser, changeAccount, changeUser } from '@/lib/access/commands/users'
import { partCollision } from '@/lib/desk/collisions/commands'
import { PartInput } from '@/lib/desk/collisions/schema'
import * as office from '@/lib/documents/drafting/commands/office-choices'
import * as choices from '@/lib/documents/drafting/schema'
import {
  addGrantType,
  changeClashes,
  changeGrantType,
  changeTypeRules,
  tryClashes,
  tryWarnings,
} from '@/lib/grants/commands/rules'
import * as rules from '@/lib/grants/schema/rules'
import { changeMunicipality } from '@/lib/schools/houses/commands/municipality'
import { MunicipalityInput } from '@/lib/schools/houses/schema/municipality'
import { changeLetters, changeOffice, changeTechnical } from '@/lib/settings/commands/office'
import { addUnit, changeUnit } from '@/lib/settings/commands/units'
import { addYear, changeYear } from '@/lib/settings/commands/years'
import {
  LettersInput,
  NewYearInput,
  OfficeInput,
  TechnicalInput,
  YearInput,
} from '@/lib/settings/schema/office'
import { AccountInput, NewUserInput, UserInput } from '@/lib/access/schema'
import { NewUnitInput, UnitInput } from '@/lib/settings/schema/units'
import { clashTrialAddress, warningTrialAddress } from './addresses'
import { added, changed, parted, rulesSwitched, switched } from './words'

/** Tries the filled-in rules on a past year; writes nothing. */
const freely = { again: 'FREELY' } as const

export const addType = officeAction('act settings.addType', rules.NewTypeInput, addGrantType, added)
export const saveType = officeAction('act settings.changeType', rules.TypeInput, changeGrantType, changed)
export const saveTypeRules = officeAction(
  'act settings.changeType',
  rules.TypeRulesInput,
  changeTypeRules,
  rulesSwitched,
)
export const tryTypeWarnings = officeAction(
  'act settings.try',
  rules.TryWarningsInput,
  tryWarnings,
  warningTrialAddress,
  freely,
)
export const saveClashes = officeAction(
  'act settings.changeClashes',
  rules.ClashesInput,
  changeClashes,
  switched,
)
export const tryMatrix = officeAction(
  'act settings.try',
  rules.TryClashesInput,
  tryClashes,
  clashTrialAddress,
  freely,
)
export const saveOffice = officeAction('act settings.changeOffice', OfficeInput, changeOffice, changed)
export const saveLetters = officeAction('act settings.changeOffice', LettersInput, changeLetters, changed)

export const newUnit = officeAction('act settings.changeUnit', NewUnitInput, addUnit, changed)
export const saveUnit = officeAction('act settings.changeUnit', UnitInput, changeUnit, changed)
export const newUser = officeAction('act settings.changeUser', NewUserInput, addUser, changed)
export const saveUser = officeAction('act settings.changeUser', UserInput, changeUser, changed)
export const saveAccount = officeAction('act settings.changeUser', AccountInput, changeAccount, changed)

export const saveSeries = officeAction(
  'act settings.changeChoices',
  choices.SeriesInput,
  office.setSeries,
  changed,
)
export const saveFooter = officeAction(
  'act settings.changeChoices',
  choices.FooterInput,
  office.setFooter,
  changed,
)
export const newBasis = officeAction(
  'act settings.changeChoices',
  choices.NewBasisInput,
  office.addOfficeBasis,
  changed,
)
export const saveBasis = officeAction(
  'act settings.changeChoices',
  choices.ChangedBasisInput,
  office.changeBasis,
  changed,
)
export const newSigning = officeAction(
  'act settings.changeChoices',
  choices.NewSigningInput,
  office.addSigning,
  changed,
)
export const saveSigning = officeAction(
  'act settings.changeChoices',
  choices.SigningInput,
  office.changeSigning,
  changed,
)

export const part = officeAction('act settings.part', PartInput, partCollision, parted)
export const newYear = officeAction('act settings.changeYears', NewYearInput, addYear, changed)
export const saveYear = officeAction('act settings.changeYears', YearInput, changeYear, changed)
export const saveTechnical = officeAction(
  'act settings.changeTechnical',
  TechnicalInput,
  changeTechnical,
  changed,
)
export const saveMunicipality = officeAction(
  'act settings.changeMunicipality',
  MunicipalityInput,
  changeMunicipality,
  changed,
)
