import pino from 'pino'
import { maskPersonalCode } from './personal-code'

/** Structured log of the process. Personal codes are masked wherever they stand in a text. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  redact: ['personalCode', '*.personalCode', 'authorization', '*.authorization'],
  hooks: {
    logMethod(args, method) {
      method.apply(this, args.map(masked) as typeof args)
    },
  },
})

/** The same with personal codes masked in every text, message and stack. */
export function masked(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\b[1-8]\d{10}\b/g, maskPersonalCode)
  if (value instanceof Error) {
    const copy = new Error(masked(value.message) as string)
    copy.stack = masked(value.stack ?? '') as string
    return copy
  }
  if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, masked(part)]))
  }
  return value
}
