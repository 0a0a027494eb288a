'use server'

import { officeAction } from '@/lib/access/action'
import { confirmRefresh, discardRefresh, startRefresh } from '@/lib/registrants/commands/refresh'
import { ConfirmRefreshInput, RefreshInput, StartRefreshInput } from '@/lib/registrants/schema/refresh'
import { toRefresh } from './words'

export const start = officeAction('act registrants.refresh', StartRefreshInput, startRefresh, toRefresh)
export const confirm = officeAction('act registrants.refresh', ConfirmRefreshInput, confirmRefresh, toRefresh)
export const discard = officeAction('act registrants.refresh', RefreshInput, discardRefresh, toRefresh)
