import { expect, test } from 'vitest'
import { keptColumnOf, schoolColumns } from '@/lib/schools/import/columns'
import { keptKinds, thingOf } from '@/lib/schools/kept/things'

const fields = keptKinds.flatMap((kind) =>
  Object.entries(thingOf(kind).fields).map(([name, field]) => ({ kind, name, field })),
)

test('a column of a file has the same heading, example and sort for every kind that has it', () => {
  const differ = fields.filter(({ name, field }) => {
    const { heading, example, sort } = schoolColumns[keptColumnOf(name, field)]
    return heading !== field.heading || example !== field.example || sort !== field.sort
  })
  expect(differ.map(({ kind, name }) => `${kind}.${name}`)).toEqual([])
})

test('a kind has one row for a pupil, or rows with a required key and a name', () => {
  for (const kind of keptKinds) {
    const { key, once, name, fields: own } = thingOf(kind)
    expect([kind, key.length === 0]).toEqual([kind, name === undefined])
    if (key.length === 0) expect(once).toBeDefined()
    for (const field of key) expect([kind, field, own[field]?.required]).toEqual([kind, field, true])
  }
})
