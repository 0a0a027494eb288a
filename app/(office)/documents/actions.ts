'use server'

import { officeAction } from '@/lib/access/action'
import { addBaseRows, beginAmendment } from '@/lib/documents/drafting/commands/amending'
import {
  addBasis as newBasis,
  addSigner as newSigner,
  endSigner as lastSigner,
} from '@/lib/documents/drafting/commands/choices'
import {
  beginDraft,
  deleteDraft,
  discardTyping,
  keepTyping,
  saveDraft,
} from '@/lib/documents/drafting/commands/drafting'
import { changeForm, chooseBasis as chosenBasis, issueForm } from '@/lib/documents/drafting/commands/form'
import { createDirective as newDirective } from '@/lib/documents/drafting/commands/from-proposal'
import { addByCodes, addFromSheet, matchPersons } from '@/lib/documents/drafting/commands/persons'
import { repairRow } from '@/lib/documents/drafting/commands/repairing'
import { actOnMany, chooseMany } from '@/lib/documents/list/commands'
import * as input from '@/lib/documents/schema'
import { recheckConfirmation } from '@/lib/documents/sending/commands/ending-news'
import {
  acceptAnswer,
  callOffSending,
  cancelDocument,
  cancelledThere as markCancelledThere,
  changeNotified,
  checkOver,
  commentDocument,
  markFinanceTold,
  reopenDocument,
  resumeSending,
  retrySending,
  sendAnew,
  sendToDhis,
  stayIssued,
} from '@/lib/documents/sending/commands/issuing'
import { MatchInput } from '@/lib/import/schema'
import { addFound, seekPersons } from '@/lib/register/commands/find'
import { toBatch } from '../import/to-batch'
import { addedTexts } from './added'
import { seekAddress } from './seek-address'

const page = (id: string) => ({ go: `/documents/${id}` })
const list = () => ({ go: '/documents' })
const many = (id: string) => ({ go: `/documents/many/${id}` })

/** The acts of the form first keep the typing. */
const inSteps = { again: 'STEPS' } as const
const freely = { again: 'FREELY' } as const

export const begin = officeAction('act documents.begin', input.BeginInput, beginDraft, page)
export const keep = officeAction('act documents.keep', input.KeepInput, keepTyping, undefined, freely)
export const change = officeAction(
  'act documents.change',
  input.ChangeInput,
  changeForm,
  ({ id, go }) => (go ? { go: `/documents/${id}/${go}` } : { result: null }),
  inSteps,
)
export const discard = officeAction('act documents.discard', input.DocumentInput, discardTyping)
export const discardNew = officeAction('act documents.discard', input.DocumentInput, discardTyping, list)
export const save = officeAction('act documents.save', input.SaveInput, saveDraft, undefined, inSteps)
export const saveOver = officeAction('act documents.save', input.SaveOverInput, saveDraft, undefined, inSteps)
export const issue = officeAction(
  'act documents.check',
  input.SaveInput,
  issueForm,
  (id) => ({ go: `/documents/${id}/send` }),
  inSteps,
)
export const checkAgain = officeAction('act documents.check', input.ActInput, checkOver)
export const notify = officeAction('act documents.notify', input.NotifyInput, changeNotified)
export const send = officeAction('act documents.send', input.SendInput, sendToDhis, page)
export const retry = officeAction('act documents.retry', input.ActInput, retrySending)
export const callOff = officeAction('act documents.callOff', input.ActInput, callOffSending)
export const reopen = officeAction('act documents.reopen', input.SendInput, reopenDocument)
export const stay = officeAction('act documents.reopen', input.SendInput, stayIssued)
export const resume = officeAction('act documents.callOff', input.ActInput, resumeSending)
export const accept = officeAction('act documents.retry', input.ReasonInput, acceptAnswer, undefined, inSteps)
export const anew = officeAction('act documents.reopen', input.ReasonInput, sendAnew)
export const recheck = officeAction('act documents.recheck', input.ActInput, recheckConfirmation)
export const cancel = officeAction('act documents.cancel', input.ReasonInput, cancelDocument)
export const cancelledThere = officeAction('act documents.retry', input.ReasonInput, markCancelledThere)
export const cancelRegistered = officeAction('act documents.cancel', input.ReasonInput, cancelDocument, page)
export const createDirective = officeAction(
  'act documents.createDirective',
  input.MakeDirectiveInput,
  newDirective,
  page,
)
export const choose = officeAction('act documents.chooseMany', input.ChooseManyInput, chooseMany, many)
export const actMany = officeAction('act documents.actOnMany', input.ActOnManyInput, actOnMany, many, inSteps)
export const amend = officeAction('act documents.amend', input.AmendInput, beginAmendment, page)
export const addBase = officeAction('act documents.addPersons', input.AmendRowsInput, addBaseRows, page)
export const repair = officeAction('act documents.change', input.RepairInput, repairRow, page, inSteps)
export const remove = officeAction('act documents.delete', input.DocumentInput, deleteDraft, list)
export const comment = officeAction('act documents.comment', input.CommentInput, commentDocument)
export const financeTold = officeAction('act documents.financeTold', input.ActInput, markFinanceTold)

export const seek = officeAction(
  'act documents.addPersons',
  input.SeekInput,
  seekPersons,
  seekAddress,
  freely,
)
export const addTicked = officeAction('act documents.addPersons', input.AddTickedInput, addFound, addedTexts)
export const addCodes = officeAction('act documents.addPersons', input.AddCodesInput, addByCodes, addedTexts)
export const addSheet = officeAction(
  'act documents.addPersons',
  input.AddSheetInput,
  addFromSheet,
  addedTexts,
)

export const matchPersonsFile = officeAction('act documents.addPersons', MatchInput, matchPersons, toBatch)

export const chooseBasis = officeAction('act documents.keep', input.ChooseBasisInput, chosenBasis, page)
export const addBasis = officeAction('act documents.addBasis', input.BasisInput, newBasis)
export const addSigner = officeAction('act documents.addSigner', input.SignerInput, newSigner)
export const endSigner = officeAction('act documents.endSigner', input.EndSignerInput, lastSigner)
