import { z } from 'zod'
import { ask } from '../http'
import type { Outcome } from '../outcome'
import { readAnswer, xRoadFault, type EhisAnswer, type EhisOperation, type XRoadHeader } from './envelope'
import { stipendMessage, type EhisChange } from './wire'
import { learnerMessage, type LearnerChange } from './wire-person'
import { pupilMessage, type PupilChange } from './wire-pupil'

/** Our X-Road security server, the two subsystems (`EE/GOV/70000000/olek`), and how long we wait for an answer. */
export type EhisAddress = { url: string; client: string; service: string; timeoutMs: number }

/**
 * Tells the registry about one stipend. `id` stays the same over every retry of one message; the registry identifies
 * the stipend by `oppeasutuseKirjeId`, so that repeating it changes nothing. `userId`: on whose behalf, as
 * `EE38001010000`.
 */
export const tellStipend = (
  address: EhisAddress,
  change: EhisChange,
  about: { id: string; userId: string },
): Promise<Outcome<EhisAnswer>> =>
  tell(address, 'laeKorgharidus', stipendMessage({ ...subsystems(address), ...about }, change), about.id)

/** Tells the registry about one learner of higher education. */
export const tellLearner = (
  address: EhisAddress,
  change: LearnerChange,
  about: { id: string; userId: string },
): Promise<Outcome<EhisAnswer>> =>
  tell(address, 'laeKorgharidus', learnerMessage({ ...subsystems(address), ...about }, change), about.id)

/**
 * Tells the registry what changed about one pupil, on behalf of the house whose registry code is `representedParty`.
 */
export const tellPupil = (
  address: EhisAddress,
  change: PupilChange,
  about: { id: string; userId: string; representedParty: string },
): Promise<Outcome<EhisAnswer>> =>
  tell(address, 'laeYldharidus', pupilMessage({ ...subsystems(address), ...about }, change), about.id)

const subsystems = ({ client, service }: EhisAddress): Pick<XRoadHeader, 'client' | 'service'> => ({
  client,
  service,
})

function tell({ url, timeoutMs }: EhisAddress, operation: EhisOperation, body: string, id: string) {
  const headers = { 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: '""', Accept: 'text/xml' }
  const question = { method: 'POST' as const, url, headers, body, timeoutMs }
  return ask<EhisAnswer>(question, z.never(), ({ status, text }) => {
    if (status >= 200 && status < 300) return readAnswer(text, operation, id)
    const words = xRoadFault(text)
    return words === null ? undefined : { kind: 'unreachable', words }
  })
}
