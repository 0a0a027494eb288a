import { z } from 'zod'
import { ask } from '../http'
import type { Outcome } from '../outcome'
import { readStipendAnswer, stipendMessage, xRoadFault, type EhisAnswer, type EhisChange } from './wire'

/** Our X-Road security server, the subsystems that talk (`EE/GOV/70000000/olek`), and how long we wait for an answer. */
export type EhisAddress = { url: string; client: string; service: string; timeoutMs: number }

/**
 * Tells the registry of one stipend. `id` is the same over every retry of the same message; the registry knows the
 * stipend by `oppeasutuseKirjeId`, so that telling it again changes nothing. `userId` is for whom it is done, as
 * `EE38001010000`.
 */
export function tellStipend(
  { url, timeoutMs, client, service }: EhisAddress,
  change: EhisChange,
  { id, userId }: { id: string; userId: string },
): Promise<Outcome<EhisAnswer>> {
  const question = {
    method: 'POST' as const,
    url,
    headers: { 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: '""', Accept: 'text/xml' },
    body: stipendMessage({ client, service, id, userId }, change),
    timeoutMs,
  }
  return ask<EhisAnswer>(question, z.never(), ({ status, text }) => {
    if (status >= 200 && status < 300) return readStipendAnswer(text, id)
    const words = xRoadFault(text)
    return words === null ? undefined : { kind: 'unreachable', words }
  })
}
