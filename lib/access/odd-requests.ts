import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'

/*
 * Requests that no browser of ours makes get a proper refusal with the usual headers, whatever Next would do with them.
 * proxy.ts judges those that show in the request's head; a few kinds break Next before it calls proxy.ts, so their
 * address is replaced by one that reaches it.
 */

/** Headers of every answer, also of those that Next gives before it calls proxy.ts, which sets them again. */
const headersOfAll = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
}

/** The address where proxy.ts receives what would break Next; no page has it. */
export const oddAddress = '/api/odd-request'

/** Installs the check in the serving process: looks at every request before anything else does. */
export function watchRequests() {
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    for (const [name, value] of Object.entries(headersOfAll)) response.setHeader(name, value)
    const { url = '', method } = request
    // `*`, and a whole address as though we were a proxy, are no paths of ours.
    if (url.startsWith('/') && isDecodable(url) && method !== 'TRACE') return
    request.url = oddAddress
    request.method = 'GET'
  })
}

/** Whether an address, without its query, is percent-encoded UTF-8. */
export function isDecodable(address: string): boolean {
  try {
    decodeURIComponent(address.split('?')[0]!)
    return true
  } catch {
    return false
  }
}

type Head = { method: string; pathname: string; search: string; headers: Headers }

/** The most that a form may weigh: a spreadsheet of 5 MB and the form around it (bodySizeLimit of next.config.ts). */
const mostBytes = 6 * 1024 * 1024

/** The status with which to refuse a request, judging by its head alone; null when nothing is odd about it. */
export function oddityOf({ method, pathname, search, headers }: Head): number | null {
  // No text holds a NUL, and PostgreSQL keeps none.
  if (pathname === oddAddress || /%00/.test(pathname + search)) return 400
  // What Next shows of itself, as a fault, when it is asked for.
  if (/^\/_(error|global-error|not-found)$/.test(pathname)) return 404
  // Routes answer unknown requests themselves.
  if (pathname.startsWith('/api/')) return null
  if (!['GET', 'HEAD', 'POST'].includes(method)) return 405
  return method === 'POST' ? oddityOfPost(headers) : null
}

/** A post to a page is an act, sent by the page's script or by the browser itself. */
function oddityOfPost(headers: Headers): number | null {
  // A page of somebody else's sent it; without an origin the act itself says so.
  const origin = headers.get('origin')
  if (origin !== null && hostOf(origin) !== (headers.get('x-forwarded-host') ?? headers.get('host')))
    return 403
  if (Number(headers.get('content-length')) > mostBytes) return 413
  const type = headers.get('content-type') ?? ''
  return /^multipart\/form-data;.*boundary=\S/i.test(type) ? null : 415
}

/**
 * Whether the values beside a form are the arguments of an act as a page's script writes them (components/use-act.ts):
 * a state of a few texts, and the form. React treats arguments that it can't read as a fault of ours.
 */
export function areArguments(told: unknown): boolean {
  if (typeof told !== 'string') return false
  try {
    const all: unknown = JSON.parse(told)
    if (!Array.isArray(all) || all.length !== 2) return false
    const [state, form] = all as unknown[]
    return /^\$K[\da-f]+$/.test(String(form)) && isState(state)
  } catch {
    return false
  }
}

/** Whether no field's or file's name has a control letter, which would make the parts of a form unreadable. */
export const hasSoundNames = (form: FormData) =>
  [...form].every(
    ([name, value]) => !control.test(name) && !(value instanceof File && control.test(value.name)),
  )

const control = /[\u0000-\u001f\u007f]/

/** Texts that begin with `$` are React's own words. */
const isState = (state: unknown) =>
  typeof state === 'object' &&
  state !== null &&
  Object.values(state).every((part) => typeof part === 'string' && !part.startsWith('$'))

/** A path of ours or a whole address, readable: where signing in may lead to. */
export const isAddress = (address: string) =>
  isDecodable(address) && (address.startsWith('/') || /^https?:\/\//.test(address))

const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : null)
