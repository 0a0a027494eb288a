import { expect, test } from 'vitest'
import { findEverything } from '@/app/(office)/search/found'
import { sayIn } from '@/lib/messages/say'
import { castPupil } from '@/prisma/cast-schools'
import { withOffice, type CastName } from '../support/office'

const office = withOffice()
const found = async (who: CastName, typed: string, posted = true) => {
  const groups = await findEverything(sayIn('et'), await office().person(who), typed, { posted })
  return groups
    .filter(({ kind }) => kind !== 'pages' && kind !== 'acts')
    .flatMap(({ kind, items }) => items.map(({ label }) => `${kind} ${label}`))
}

test('an official finds pupils, classes and houses of their own municipality, and a representative those of their own houses', async () => {
  expect(await found('piret', 'kas ann')).toEqual(['pupils Anni Kask'])
  expect(await found('piret', 'sarlotte')).toEqual(['pupils Šarlotte Žarkov'])
  expect(await found('piret', castPupil('Anni Kask').personalCode.slice(0, 9))).toEqual(['pupils Anni Kask'])
  expect(await found('piret', 'ülejõe')).toEqual(['houses Ülejõe kool'])
  expect((await found('piret', '3.B')).length).toBe(2)
  expect(await found('urve', 'joe maja')).toEqual(['houses Kesklinna kool, Jõe maja'])
  expect(await found('madis', 'Anni')).toEqual([])
  expect(await found('sirje', 'Anni')).toEqual([])
  expect(await found('sirje', 'Maria')).toEqual(['pupils Maria Salu'])
})

test('the university finds nothing of schools, schools find nothing of the university, and no code from an address finds anybody', async () => {
  for (const who of ['tiina', 'liis', 'toomas', 'rein'] as const) {
    expect(await found(who, 'Anni Kask')).toEqual([])
    expect(await found(who, 'maja')).toEqual([])
    expect(await found(who, castPupil('Anni Kask').personalCode)).toEqual([])
  }
  const { firstName, lastName } = await office().db.learner.findFirstOrThrow()
  for (const who of ['piret', 'urve'] as const)
    expect(await found(who, `${firstName} ${lastName}`)).toEqual([])
  expect(await found('piret', castPupil('Anni Kask').personalCode, false)).toEqual([])
})

test('hostile text finds nothing and raises no error', async () => {
  for (const typed of ['%', "'; DROP TABLE pupil;--", '\\', 'a'.repeat(10_000), '\u202eab', '99.z', '&|!:*'])
    expect(await found('piret', typed)).toEqual([])
})
