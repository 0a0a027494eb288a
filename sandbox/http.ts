import { timingSafeEqual, createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { z } from 'zod'

/** A request that has come in whole. */
export type Asked = {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  body: Buffer
  /** The parts of the path that the route names with a colon. */
  params: Record<string, string>
}
export type Reply = { status: number; headers: Record<string, string>; body: string | Uint8Array }
export type Route = {
  method: 'GET' | 'POST' | 'PUT'
  path: string
  answer: (asked: Asked) => Reply | Promise<Reply>
}

/** A no with a status, thrown by whoever finds the reason; `message` is for the one who asked. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

/** Finds the route and lets it answer; null if there is no such path. */
export async function answerBy(routes: Route[], asked: Asked): Promise<Reply | null> {
  let pathKnown = false
  for (const route of routes) {
    const params = match(route.path, asked.path)
    if (params === null) continue
    pathKnown = true
    if (route.method === asked.method) return await route.answer({ ...asked, params })
  }
  if (pathKnown) throw new Refusal(405, 'method', 'Seda siin teha ei saa')
  return null
}

function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? ''
    if (part.startsWith(':')) params[part.slice(1)] = value
    else if (part !== value) return null
  }
  return params
}

/** Reads the body, refusing what is larger than `limit` bytes. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limit) throw new Refusal(413, 'too-large', 'Päring on liiga suur')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The JSON body by its schema; 400 naming the fields at fault. */
export function jsonBody<T>(asked: Asked, schema: z.ZodType<T>): T {
  let json: unknown
  try {
    json = JSON.parse(asked.body.toString('utf8') || '{}')
  } catch {
    throw new Refusal(400, 'json', 'Päringu sisu ei ole JSON')
  }
  const parsed = schema.safeParse(json)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map((issue) => issue.path.join('.') || issue.message)
  throw new Refusal(400, 'fields', `Vigased väljad: ${[...new Set(fields)].join(', ')}`)
}

export function formBody(asked: Asked): URLSearchParams {
  return new URLSearchParams(asked.body.toString('utf8'))
}

export function requireBearer(asked: Asked, token: string): void {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  const given = asked.headers.authorization ?? ''
  if (!timingSafeEqual(digest(given), digest(`Bearer ${token}`))) {
    throw new Refusal(401, 'unauthorized', 'Võti ei sobi')
  }
}

/** Lets through only what a page of our own has sent: browsers name the origin of every form they post. */
export function requireSameOrigin(asked: Asked): void {
  if (asked.method !== 'GET' && asked.headers.origin !== `http://${asked.headers.host}`) {
    throw new Refusal(403, 'origin', 'Vorm ei ole saadetud liivakasti lehelt')
  }
}

export function json(status: number, value: unknown): Reply {
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: JSON.stringify(value),
  }
}

export function seeOther(location: string): Reply {
  return { status: 303, headers: { Location: location }, body: '' }
}
