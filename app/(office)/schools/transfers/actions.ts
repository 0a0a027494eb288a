'use server'

import { officeAction } from '@/lib/access/action'
import { endPlaces } from '@/lib/schools/groups/commands/places'
import { copyToNextYear } from '@/lib/schools/pupils/commands/next-year'
import { NextYearInput } from '@/lib/schools/pupils/schema/next-year'
import { markArrived, moveDay, takeBack } from '@/lib/schools/transfers/commands/changes'
import { foreseeTransfer, transferOfPlan } from '@/lib/schools/transfers/commands/foresee'
import { askTransfer } from '@/lib/schools/transfers/commands/transfers'
import { EndPlacesInput, PlanInput } from '@/lib/schools/transfers/schema/planner'
import {
  ArrivedInput,
  MoveDayInput,
  TakeBackInput,
  TransferInput,
} from '@/lib/schools/transfers/schema/transfers'
import {
  afterPlan,
  arrivalMarked,
  copied,
  dayMoved,
  foreseen,
  placesEnded,
  takenBack,
  toTransfer,
} from '../words'

export const transfer = officeAction('act schools.transfer', TransferInput, askTransfer, toTransfer)
export const transferPlanned = officeAction('act schools.transfer', PlanInput, transferOfPlan, afterPlan)
export const foresee = officeAction('act schools.transfer', TransferInput, foreseeTransfer, foreseen, {
  again: 'FREELY',
})
export const changeDay = officeAction('act schools.transfer', MoveDayInput, moveDay, dayMoved)
export const undo = officeAction('act schools.transfer', TakeBackInput, takeBack, takenBack)
export const endStopping = officeAction('act schools.transfer', EndPlacesInput, endPlaces, placesEnded)
export const arrive = officeAction('act schools.arrive', ArrivedInput, markArrived, arrivalMarked)
export const copy = officeAction('act schools.copy', NextYearInput, copyToNextYear, copied)
