'use server'

import {
  addGrantType,
  changeClashes,
  changeGrantType,
  changeTypeRules,
  tryClashes,
  tryWarnings,
} from '@/lib/grants/commands-rules'
import * as rules from '@/lib/grants/schema-rules'
import { officeAction } from '@/lib/office/action'
import { changeLetters, changeOffice } from '@/lib/office/change-settings'
import { addUnit, changeUnit } from '@/lib/office/commands-units'
import { addUser, changeAccount, changeUser } from '@/lib/office/commands-users'
import * as people from '@/lib/office/schema-people'
import { LettersInput, OfficeInput } from '@/lib/office/schema-settings'
import { clashTrialAddress, warningTrialAddress } from './addresses'
import { added, changed, rulesSwitched, switched } from './words'

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
)
export const saveOffice = officeAction('act settings.changeOffice', OfficeInput, changeOffice, changed)
export const saveLetters = officeAction('act settings.changeOffice', LettersInput, changeLetters, changed)

export const newUnit = officeAction('act settings.changeUnit', people.NewUnitInput, addUnit, changed)
export const saveUnit = officeAction('act settings.changeUnit', people.UnitInput, changeUnit, changed)
export const newUser = officeAction('act settings.changeUser', people.NewUserInput, addUser, changed)
export const saveUser = officeAction('act settings.changeUser', people.UserInput, changeUser, changed)
export const saveAccount = officeAction(
  'act settings.changeUser',
  people.AccountInput,
  changeAccount,
  changed,
)
