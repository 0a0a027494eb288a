import { errors, request } from 'undici'
import type { z } from 'zod'
import { storable, written, writtenValues } from '@/lib/shared/written'
import { failureCode, type Exchange, type Outcome, type Verdict } from './outcome'

const MEGABYTE = 1024 * 1024
const LONGEST_WORDS = 1000

/**
 * One question over HTTP. `noted`: the part of the body to keep, because the body itself may be too big or too secret.
 */
export type Question = {
  method: 'GET' | 'POST' | 'PUT'
  url: string
  headers: Record<string, string>
  body?: string
  noted?: string
  /** For the whole exchange, including the answer's last byte. */
  timeoutMs: number
  /** The longest answer that is read, in megabytes; 1 by default. */
  longestMb?: number
}

/** A complete answer. */
export type Answer = { status: number; text: string }

/**
 * Puts a question to a neighbour and sorts the answer, whose texts come in their written form (the exchange keeps them
 * raw): 5xx, timeouts and broken connections are `unreachable`, 4xx is `refused` with its words, 2xx must fit the
 * schema. `understand` may make exceptions (a 404 that means "we don't have it"). Throws only for a question that HTTP
 * can't carry.
 */
export async function ask<T>(
  question: Question,
  schema: z.ZodType<T>,
  understand: (answer: Answer) => Verdict<T> | undefined = () => undefined,
): Promise<Outcome<T>> {
  const { method, url, headers, body, longestMb = 1 } = question
  const at = new Date()
  const started = performance.now()
  const exchange = (answer: Answer | null): Exchange => ({
    method,
    address: url,
    request: question.noted ?? body ?? null,
    status: answer?.status ?? null,
    response: answer?.text ?? null,
    at,
    tookMs: Math.round(performance.now() - started),
  })

  let answer: Answer | null = null
  let whole: boolean
  try {
    // Redirects are not followed: a neighbour has one address, and another one would receive our key.
    const signal = AbortSignal.timeout(question.timeoutMs)
    const response = await request(url, { method, headers, body, signal })
    answer = { status: response.statusCode, text: '' }
    whole = await readCapped(response.body, answer, longestMb * MEGABYTE)
  } catch (error) {
    if (error instanceof errors.InvalidArgumentError) throw error
    return { exchange: exchange(answer), kind: 'unreachable', words: failureCode(error) }
  }
  if (!whole) return { exchange: exchange(answer), kind: 'unreadable', words: `> ${longestMb} MB` }
  return { exchange: exchange(answer), ...(understand(answer) ?? sort(answer, schema)) }
}

/** Fills in the answer's text as it comes, so that a broken answer's beginning is kept; false if it is too long. */
async function readCapped(body: AsyncIterable<Buffer>, answer: Answer, longest: number): Promise<boolean> {
  const decoder = new TextDecoder()
  let size = 0
  for await (const chunk of body) {
    const room = longest - size
    size += chunk.byteLength
    answer.text += storable(decoder.decode(chunk.subarray(0, room), { stream: true }))
    if (size > longest) return false
  }
  answer.text += decoder.decode()
  return true
}

function sort<T>(answer: Answer, schema: z.ZodType<T>): Verdict<T> {
  if (answer.status >= 500) return { kind: 'unreachable', words: wordsOf(answer) }
  if (answer.status >= 400) return { kind: 'refused', words: wordsOf(answer) }
  if (answer.status < 200 || answer.status >= 300) {
    return { kind: 'unreadable', words: `HTTP ${answer.status}` }
  }
  const json = parseJson(answer.text)
  if (json === undefined) return { kind: 'unreadable', words: 'JSON' }
  const parsed = schema.safeParse(writtenValues(json))
  if (parsed.success) return { kind: 'done', value: parsed.data }
  const fields = parsed.error.issues.map((issue) => issue.path.join('.') || 'JSON')
  return { kind: 'unreadable', words: [...new Set(fields)].join(', ').slice(0, LONGEST_WORDS) }
}

/** The neighbour's own words about an error: `message` of a JSON answer, else the plain text, else the status. */
function wordsOf(answer: Answer): string {
  const json = parseJson(answer.text)
  const message = isObject(json) && typeof json.message === 'string' ? json.message : answer.text
  const words = written(message)
  // An HTML page comes from something in between, not from the neighbour; only the exchange keeps it.
  if (words === '' || words.startsWith('<')) return `HTTP ${answer.status}`
  return words.slice(0, LONGEST_WORDS).toWellFormed()
}

/** undefined for what is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
