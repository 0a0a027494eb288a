import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sameCode, sameName, written, writtenCode, writtenName } from '@/lib/shared/written'
import { freshDatabase } from '../support/database'
import { hostileText } from '../support/hostile'

let owner: pg.Client
beforeAll(async () => {
  owner = new pg.Client((await freshDatabase()).ownerUrl)
  await owner.connect()
})
afterAll(() => owner.end())

/** Characters that are written in more than one way, or that nobody sees. */
const marks = [
  ..."aZõÕšŽß09 -/.:_'`´\t\n\r\v\u0085\u00a0\u00ad\u0300\u0303\u030c\u0307\u034f\u061c\u1680\u2009\u200b\u200d\u200e",
  ...'\u2010\u2011\u2013\u2014\u2019\u2028\u2029\u202e\u202f\u2060\u2212\u3000\ufe0f\ufeff\ufffd\u212b\u1e9e\u0130\u01c5Σςσ\u{e0041}\u{1f9ff}',
  'O\u0303',
  'J\u030c',
  'e\u0301',
]
const usual = [...String.fromCodePoint(...Array.from({ length: 95 }, (_, at) => 32 + at)), ...'õäöüšžÕÄÖÜŠŽ']
const text = fc
  .oneof(
    hostileText,
    // What is in its written form already goes a way of its own in the database.
    fc.string({ unit: fc.constantFrom(...usual), maxLength: 8 }),
    fc.string({ unit: fc.constantFrom(...marks), maxLength: 30 }),
    fc.string({ unit: 'binary', maxLength: 30 }),
  )
  // PostgreSQL stores neither U+0000 nor half of a surrogate pair.
  .map((any) => any.toWellFormed().replaceAll('\u0000', '\ufffd'))

test('the database and the application bring every text into the same written form', async () => {
  const texts = fc.sample(text, { numRuns: 5_000, seed: 12 })
  const { rows } = await owner.query<Record<string, string>>(
    `SELECT written_form(t) AS form, written_name(t) AS name, written_code(t) AS code, same_name(t) AS "sameName",
            same_code(t) AS "sameCode" FROM unnest($1::text[]) WITH ORDINALITY AS x (t, no) ORDER BY no`,
    [texts],
  )
  expect(rows).toEqual(
    texts.map((each) => ({
      form: written(each),
      name: writtenName(each),
      code: writtenCode(each),
      sameName: sameName(each),
      sameCode: sameCode(each),
    })),
  )
})
