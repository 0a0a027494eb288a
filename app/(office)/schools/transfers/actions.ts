'use server'

import { foreseeTransfer, transferOfPlan } from '@/lib/schools/commands-foresee'
import { copyToNextYear } from '@/lib/schools/commands-next-year'
import { markArrived, moveDay, takeBack } from '@/lib/schools/commands-transfer-changes'
import { askTransfer } from '@/lib/schools/commands-transfers'
import { endPlaces } from '@/lib/schools/commands-places'
import { NextYearInput } from '@/lib/schools/schema-next-year'
import { EndPlacesInput, PlanInput } from '@/lib/schools/schema-planner'
import { ArrivedInput, MoveDayInput, TakeBackInput, TransferInput } from '@/lib/schools/schema-transfers'
import { officeAction } from '@/lib/office/action'
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
