import { ask, type Question } from '../http'
import type { Outcome } from '../outcome'
import { juhanPage, juhanTold, pageSize, type JuhanPage, type JuhanTelling, type JuhanTold } from './wire'

/** Where Juhan is, the key by which it knows us, and how long we wait for a whole answer. */
export type JuhanAddress = { url: string; key: string; timeoutMs: number }

// 500 registrations with every field at its longest, each letter written as \uXXXX.
const longestPageMb = 8

/**
 * One page of a run's registrations, counted from 1. whole.ts checks for all pages together that they are of this run
 * and make up one list.
 */
export function readPage(at: JuhanAddress, runId: string, page: number): Promise<Outcome<JuhanPage>> {
  const query = new URLSearchParams({ page: String(page), size: String(pageSize) })
  const path = `/runs/${encodeURIComponent(runId)}/registrations?${query}`
  return ask({ ...asking(at, 'GET', path), longestMb: longestPageMb }, juhanPage)
}

/**
 * Tells Juhan the outcome of one registration. `key` stays the same over every retry of one message; Juhan answers a
 * repeated one with its present state. Done only if that state is what we told.
 */
export function tellStatus(
  at: JuhanAddress,
  registrationId: string,
  { status, documentNumber, documentOn }: JuhanTelling,
  key: string,
): Promise<Outcome<JuhanTold>> {
  const question = asking(at, 'PUT', `/registrations/${encodeURIComponent(registrationId)}/status`)
  const same = juhanTold
    .refine((answer) => answer.id === registrationId, { path: ['id'] })
    .refine((answer) => answer.status === status, { path: ['status'] })
    .refine((answer) => answer.documentNumber === (documentNumber ?? null), { path: ['documentNumber'] })
    .refine((answer) => answer.documentOn === (documentOn ?? null), { path: ['documentOn'] })
  return ask(
    {
      ...question,
      headers: { ...question.headers, 'Content-Type': 'application/json', 'Idempotency-Key': key },
      body: JSON.stringify({ status, documentNumber, documentOn }),
    },
    same,
  )
}

function asking(at: JuhanAddress, method: Question['method'], path: string): Question {
  return {
    method,
    url: at.url.replace(/\/+$/, '') + path,
    headers: { Authorization: `Bearer ${at.key}`, Accept: 'application/json' },
    timeoutMs: at.timeoutMs,
  }
}
