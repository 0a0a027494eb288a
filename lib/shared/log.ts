import pino from 'pino'
import { maskCodesIn } from './personal-code'

/** Structured log of the process. Masks personal codes anywhere in a text. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  redact: ['personalCode', '*.personalCode', 'authorization', '*.authorization'],
  hooks: {
    logMethod(args, method) {
      method.apply(this, args.map(masked) as typeof args)
    },
  },
})

/** Bounds of whatever is logged: depth, number of parts, length of texts. */
const most = { depth: 8, parts: 200, text: 20_000 }

/**
 * The value with personal codes masked everywhere: in texts, numbers, keys, lists, maps and sets, errors with their
 * causes and other properties. Parts too deep, too many, too long or circular are cut off with `…`; bytes become their
 * number. Never throws.
 */
export const masked = (value: unknown): unknown => mask(value, [])

function mask(value: unknown, above: readonly object[]): unknown {
  if (typeof value === 'string') return maskText(value)
  if (typeof value === 'number' || typeof value === 'bigint') {
    const text = String(value)
    return maskCodesIn(text) === text ? value : maskCodesIn(text)
  }
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (above.includes(value) || above.length === most.depth) return '…'
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`
  try {
    return maskThing(value, [...above, value])
  } catch {
    return '…'
  }
}

function maskThing(value: object, above: readonly object[]): unknown {
  const inside = (part: unknown) => mask(part, above)
  if (Array.isArray(value) || value instanceof Set) return bounded([...value]).map(inside)
  if (value instanceof Error) return maskError(value, inside)
  if (value instanceof Map)
    return maskParts(
      [...value].map(([key, part]) => [textOf(key), part]),
      inside,
    )
  if ('toJSON' in value && typeof value.toJSON === 'function') return inside(value.toJSON())
  return maskParts(Object.entries(value), inside)
}

const maskParts = (parts: [string, unknown][], inside: (part: unknown) => unknown) =>
  Object.fromEntries(bounded(parts).map(([name, part]) => [maskText(name), inside(part)]))

const textOf = (key: unknown) => (typeof key === 'object' ? JSON.stringify(mask(key, [])) : String(key))

/** An error of the same kind, so that the log says what it was. */
function maskError(error: Error, inside: (part: unknown) => unknown): Error {
  const copy = Object.create(Object.getPrototypeOf(error) as object) as Error
  const parts: Record<string, unknown> = { message: error.message, stack: error.stack, cause: error.cause }
  for (const name of bounded(Object.keys(error))) parts[name] = (error as unknown as typeof parts)[name]
  if (error instanceof AggregateError) parts.errors = error.errors
  for (const [name, part] of Object.entries(parts))
    if (part !== undefined)
      Object.defineProperty(copy, maskText(name), {
        value: inside(part),
        enumerable: name !== 'message' && name !== 'stack',
      })
  return copy
}

const bounded = <T>(parts: readonly T[]) => parts.slice(0, most.parts)

const maskText = (text: string) =>
  maskCodesIn(text.length > most.text ? `${text.slice(0, most.text)}…` : text)
