import path from 'node:path'
import fc from 'fast-check'
import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { PreferencesInput } from '@/lib/access/commands/preferences'
import { formFields } from '@/lib/access/form-fields'
import { addressQuery, readAddress } from '@/lib/documents/list/schema'
import { readBytes } from '@/lib/import/reading/bytes'
import { readLines } from '@/lib/import/rules/lines'
import { findMatching } from '@/lib/import/rules/matching'
import { RowsAsked } from '@/lib/import/schema'
import { refusalText } from '@/lib/messages/refusal-text'
import { sayIn } from '@/lib/messages/say'
import { importKindCodes } from '@/lib/register/import/columns'
import { learnerForm } from '@/lib/register/import/read'
import { LearnerFilter } from '@/lib/register/schema/learners'
import { parseDay } from '@/lib/shared/dates'
import { parseAmount } from '@/lib/shared/money'
import { checkPersonalCode } from '@/lib/shared/personal-code'
import { csvFile, xlsxFile } from '@/lib/shared/write-sheet'
import { writtenLines } from '@/lib/shared/written'
import * as deliveryFilter from '@/lib/telling/queries/filter'
import { projectFolder } from '@/scripts/engine-place'
import { firstSheet } from '../support/first-sheet'
import { hostileText } from '../support/hostile'
import { sources } from '../support/source'

/** Every schema of every room, by its file. */
const rooms: Record<string, Record<string, unknown>> = { preferences: { PreferencesInput } }
for (const { path: at } of sources('lib/**/schema.ts', 'lib/**/schema/*.ts'))
  rooms[at] = (await import(path.join(projectFolder, at))) as Record<string, unknown>
const schemas = Object.entries(rooms).flatMap(([room, exported]) =>
  Object.entries(exported).flatMap(([name, schema]): [string, z.ZodType][] =>
    schema instanceof z.ZodType ? [[`${room}.${name}`, schema]] : [],
  ),
)

/** The field names of all schemas, and some that no schema should have. */
const fieldNames = [
  ...new Set(
    schemas.flatMap(([, schema]) => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : [])),
  ),
  '__proto__',
  'constructor',
  'toString',
  'length',
  '',
]
const hostileValue = fc.oneof(
  hostileText,
  fc.array(hostileText, { maxLength: 4 }),
  fc.anything(),
  fc.dictionary(fc.oneof(fc.uuid(), fc.constantFrom(...fieldNames)), hostileText, { noNullPrototype: true }),
)
/** Removes fields called `length`, as `formFields` and `writtenValues` do for forms and JSON. */
const withoutLength = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutLength)
  if (Object.prototype.toString.call(value) !== '[object Object]') return value
  const fields = Object.entries(value as object).filter(([name]) => name !== 'length')
  return Object.fromEntries(fields.map(([name, each]) => [name, withoutLength(each)]))
}
const hostileObject = fc
  .oneof(
    fc.dictionary(fc.constantFrom(...fieldNames), hostileValue, { noNullPrototype: true }),
    fc
      .array(fc.tuple(fc.constantFrom(...fieldNames), hostileValue))
      .map((pairs) => Object.fromEntries(pairs)),
    fc.anything(),
  )
  .map(withoutLength)

describe('the schemas', () => {
  test('of every room are found', () => {
    expect(Object.keys(rooms).length).toBeGreaterThan(20)
    expect(schemas.length).toBeGreaterThan(80)
  })

  test.each(schemas)('include %s, which accepts or refuses anything and never throws', (_, schema) => {
    fc.assert(
      fc.property(hostileObject, (value) => {
        schema.safeParse(value)
      }),
      { numRuns: 300 },
    )
  })

  test('refuse with words in both languages', () => {
    fc.assert(
      fc.property(fc.constantFrom(...schemas), hostileObject, ([, schema], value) => {
        const { error } = schema.safeParse(value)
        for (const issue of error?.issues ?? []) {
          const code = issue.code === 'custom' ? issue.message : 'malformed'
          for (const locale of ['et', 'en'] as const) {
            const text = refusalText(sayIn(locale), {
              code,
              params: issue.code === 'custom' ? issue.params : undefined,
            })
            expect(text).not.toContain(code)
            expect(text).not.toBe('')
          }
        }
      }),
      { numRuns: 500 },
    )
  })

  test('of addresses ignore what makes no sense, and give the same list when read again', () => {
    const asked = fc.dictionary(fc.constantFrom(...fieldNames), fc.oneof(hostileText, fc.array(hostileText)))
    fc.assert(
      fc.property(asked, (query) => {
        const address = readAddress(query)
        const again = readAddress(Object.fromEntries(new URLSearchParams(addressQuery(address))))
        expect(addressQuery(again)).toBe(addressQuery(address))
        LearnerFilter.parse(query)
        RowsAsked.parse(query)
        deliveryFilter.filterFields(deliveryFilter.readFilter(query))
      }),
      { numRuns: 1000 },
    )
  })
})

describe('the fields of a form', () => {
  test('become a plain object, whatever their names, and add nothing to other objects', () => {
    const name = fc.oneof(
      hostileText,
      fc
        .array(fc.constantFrom('a', 'b', 'rows', '__proto__', 'constructor', 'prototype', ''), {
          maxLength: 6,
        })
        .map((parts) => parts.join('.')),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(name, hostileText), { maxLength: 12 }), (entries) => {
        const form = new FormData()
        for (const [key, value] of entries) form.append(key, value)
        const fields = formFields(form)
        expect(Object.getPrototypeOf(fields)).toBeNull()
        expect(Object.keys(Object.prototype)).toEqual([])
        // What the database can't hold is replaced on the way in.
        expect(textsOf(fields).filter((text) => text.includes('\u0000'))).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })
})

const textsOf = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Object.values(value as object).flatMap(textsOf)

describe('a typed text', () => {
  test('is read as a day, an amount or a personal code or refused, and nothing is thrown', () => {
    fc.assert(
      fc.property(hostileText, (typed) => {
        expect(parseDay(typed) ?? '2026-01-01').toMatch(/^\d{4}-\d\d-\d\d$/)
        expect(parseAmount(typed) ?? '0.00').toMatch(/^\d+\.\d\d$/)
        expect(typeof checkPersonalCode(typed)).toBe('boolean')
      }),
      { numRuns: 2000 },
    )
  })
})

describe('an uploaded file', () => {
  const limits = { rows: 20_001, columns: 100 }
  const readSheet = (file: Uint8Array) => {
    const read = readBytes(file)
    return 'sheets' in read ? firstSheet(read) : { refusal: { ...read, field: 'file' } }
  }
  async function readOrRefused(file: Uint8Array) {
    const sheet = readSheet(file)
    if ('refusal' in sheet) {
      expect(refusalText(sayIn('et'), sheet.refusal)).not.toContain(sheet.refusal.code)
      return
    }
    expect(sheet.rows.length).toBeLessThanOrEqual(limits.rows)
    // A sheet that was read can be read as every kind of import.
    for (const kind of importKindCodes) {
      const form = learnerForm(kind)
      const whole = { name: '', hidden: false, rows: sheet.rows }
      readLines(form, whole, findMatching(form, [whole], () => undefined).matching, '2026-11-21')
    }
  }

  test('of any bytes is read or refused with a sentence', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), readOrRefused), { numRuns: 500 })
  })

  test('that is a spreadsheet with some bytes changed is read or refused with a sentence', async () => {
    const good = await xlsxFile([
      { name: 'Leht', headings: ['Isikukood', 'Eesnimi'], rows: [['49205130232', 'Õie']] },
    ])
    const changes = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(changes, async (bytes) => {
        const broken = Uint8Array.from(good)
        for (const [at, value] of bytes) broken[at] = value
        await readOrRefused(broken)
      }),
      { numRuns: 150 },
    )
  })

  test('with hostile cells gives these cells back in their written form, from XLSX and from CSV', async () => {
    // XML can't hold control characters; the XLSX writer drops noncharacters, and makes an unreadable file of names
    // that every object has.
    const carried = hostileText
      .filter((text) => !(text in {}))
      .map((text) => text.toWellFormed().replace(/\p{C}|\uFFFD/gu, ' '))
    const table = fc.array(fc.tuple(carried, carried), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const headings = ['Eesnimi', 'Perekonnanimi']
        const wanted = [headings, ...rows].map((row) => row.map(writtenLines))
        const csv = readSheet(new TextEncoder().encode(csvFile({ headings, rows })))
        const xlsx = readSheet(await xlsxFile([{ name: 'Leht', headings, rows }]))
        for (const sheet of [csv, xlsx]) {
          const read = 'rows' in sheet ? sheet.rows : []
          expect(wanted.map((_, at) => [read[at]?.[0] ?? '', read[at]?.[1] ?? ''])).toEqual(wanted)
        }
      }),
      { numRuns: 60 },
    )
  })

  test.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['6 MB', new Uint8Array(6_000_000).fill(65)],
    ['a program', Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0])],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0])],
    ['a PDF', new TextEncoder().encode('%PDF-1.7\n\u0000\u0000')],
    ['a zip without a sheet', zipSync({ 'a.txt': new TextEncoder().encode('a') })],
    ['a zip that swells to 200 MB', zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(200_000_000) })],
    ['a row of 5,000 columns', new TextEncoder().encode(`${'a;'.repeat(5_000)}\n`)],
    ['100,000 rows', new TextEncoder().encode('49205130232\n'.repeat(100_000))],
  ])('that is %s is refused', async (_, file) => {
    const sheet = readSheet(file)
    expect('refusal' in sheet && sheet.refusal.field).toBe('file')
  })
})
