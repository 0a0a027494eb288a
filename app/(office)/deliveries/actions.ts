'use server'

import { officeAction } from '@/lib/access/action'
import { endNews as end } from '@/lib/documents/sending/commands/ending-news'
import { EndNewsInput } from '@/lib/documents/sending/schema'
import {
  leaveOutDelivery as leaveOut,
  pauseNeighbour as pause,
  retryDelivery as retry,
  releaseDeliveries as releaseAll,
  releaseDelivery as release,
} from '@/lib/telling/commands/acts'
import { DeliveryInput, LeaveOutInput, PauseInput, ReleaseInput } from '@/lib/telling/schema'

export const retryDelivery = officeAction('act deliveries.retry', DeliveryInput, retry)
export const leaveOutDelivery = officeAction('act deliveries.leaveOut', LeaveOutInput, leaveOut)
export const releaseDelivery = officeAction('act deliveries.release', DeliveryInput, release)
export const releaseDeliveries = officeAction(
  'act deliveries.release',
  ReleaseInput,
  releaseAll,
  (count, say) => ({ notice: say('deliveries.release.done', { count }) }),
)
export const pauseNeighbour = officeAction('act deliveries.pause', PauseInput, pause)
export const endNews = officeAction('act deliveries.endNews', EndNewsInput, end)
