'use server'

import { pauseNeighbour as pause, retryDelivery as retry } from '@/lib/deliveries/commands'
import { DeliveryInput, EndNewsInput, PauseInput } from '@/lib/deliveries/schema'
import { endNews as end } from '@/lib/documents/commands/news'
import { officeAction } from '@/lib/office/action'

export const retryDelivery = officeAction('act deliveries.retry', DeliveryInput, retry)
export const pauseNeighbour = officeAction('act deliveries.pause', PauseInput, pause)
export const endNews = officeAction('act deliveries.endNews', EndNewsInput, end)
