import { createHash } from 'node:crypto'
import { ask, parseJson, type Question } from '../http'
import type { Outcome } from '../outcome'
import {
  dhisNotFound,
  dhisRecord,
  dhisRegistered,
  type DhisDocument,
  type DhisRecord,
  type DhisRegistered,
} from './wire'

/** Where DHIS is, the key by which it knows us, and how long we wait for a whole answer. */
export type DhisAddress = { url: string; key: string; timeoutMs: number }

/**
 * Sends the first version of a document. `key` stays the same over every retry of one sending: for a known key, and for
 * a known `ourId` and version, DHIS answers with its existing document.
 */
export function createDocument(
  at: DhisAddress,
  document: DhisDocument,
  key: string,
): Promise<Outcome<DhisRegistered>> {
  return ask(sending(at, '/documents', document, key), dhisRegistered)
}

/** Sends a later version; the number stays, and only this version can be confirmed from now on. */
export function addVersion(
  at: DhisAddress,
  id: string,
  document: DhisDocument,
  key: string,
): Promise<Outcome<DhisRegistered>> {
  const same = dhisRegistered.refine((answer) => answer.id === id, { path: ['id'] })
  return ask(sending(at, `${pathOf(id)}/versions`, document, key), same)
}

/** Keeps a version from being confirmed while it is changed here. Refused with status 409 if it is confirmed. */
export function lockDocument(
  at: DhisAddress,
  id: string,
  version: number,
  reason: string,
): Promise<Outcome<DhisRecord>> {
  const locked = recordOf(id).refine(({ state }) => state === 'locked' || state === 'cancelled', {
    path: ['state'],
  })
  return ask(posting(at, `${pathOf(id)}/lock`, { version, reason }), locked)
}

/** Withdraws a version for good; harmless to repeat. */
export function cancelDocument(
  at: DhisAddress,
  id: string,
  version: number,
  reason: string,
): Promise<Outcome<DhisRecord>> {
  // A version that a newer one replaced can't be confirmed, whatever the newer one's state.
  const withdrawn = recordOf(id).refine(
    (record) => record.state === 'cancelled' || record.version > version,
    { path: ['state'] },
  )
  return ask(posting(at, `${pathOf(id)}/cancel`, { version, reason }), withdrawn)
}

/** The document as DHIS has it now: this is how a missed event is found. */
export function readDocument(at: DhisAddress, id: string): Promise<Outcome<DhisRecord>> {
  return ask(reading(at, pathOf(id)), recordOf(id))
}

/**
 * Whether DHIS has this version of ours, asked after a sending with an unknown outcome. `done` with null only when DHIS
 * itself says it has none: any other 404 is `refused`, because mistaking a wrong address for "it never arrived" would
 * leave a confirmable copy there.
 */
export function findVersion(
  at: DhisAddress,
  ourId: string,
  version: number,
): Promise<Outcome<DhisRecord | null>> {
  const query = new URLSearchParams({ ourId, version: String(version) })
  const ours = dhisRecord
    .refine((record) => record.ourId === ourId, { path: ['ourId'] })
    .refine((record) => record.version >= version, { path: ['version'] })
  return ask<DhisRecord | null>(reading(at, `/documents?${query}`), ours, ({ status, text }) =>
    status === 404 && dhisNotFound.safeParse(parseJson(text)).success
      ? { kind: 'done', value: null }
      : undefined,
  )
}

/** Whether DHIS itself says that it has no such document: another 404 may come from anything between us and it. */
export const saysNotFound = <T>({ kind, exchange: { status, response } }: Outcome<T>): boolean =>
  kind === 'refused' && status === 404 && dhisNotFound.safeParse(parseJson(response ?? '')).success

function sending(at: DhisAddress, path: string, document: DhisDocument, key: string): Question {
  const { pdf, ...rest } = document
  const sha256 = createHash('sha256').update(pdf).digest('hex')
  const question = posting(at, path, { ...rest, pdf: Buffer.from(pdf).toString('base64') })
  return {
    ...question,
    headers: { ...question.headers, 'Idempotency-Key': key },
    noted: JSON.stringify({ ...rest, pdf: { bytes: pdf.byteLength, sha256 } }),
  }
}

function posting(at: DhisAddress, path: string, body: object): Question {
  const question = reading(at, path)
  return {
    ...question,
    method: 'POST',
    headers: { ...question.headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  }
}

function reading(at: DhisAddress, path: string): Question {
  return {
    method: 'GET',
    url: at.url.replace(/\/+$/, '') + path,
    headers: { Authorization: `Bearer ${at.key}`, Accept: 'application/json' },
    timeoutMs: at.timeoutMs,
  }
}

function pathOf(id: string): string {
  return `/documents/${encodeURIComponent(id)}`
}

function recordOf(id: string) {
  return dhisRecord.refine((record) => record.id === id, { path: ['id'] })
}
