import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Person } from '@/lib/access/rights'
import { documentList } from '@/lib/documents/list/queries/list'
import { documentSheet, keptPdf } from '@/lib/documents/queries/sheet'
import { documentScope, sees, visibleDocuments } from '@/lib/documents/visibility'
import { DocumentState, DocumentType, Role } from '@/lib/shared/generated/enums'
import { deliveryScope, visibleDelivery } from '@/lib/telling/queries/visible'
import { castId, units, users } from '@/prisma/cast'
import { aDirective, monthOfItsOwn } from '../support/documents'
import { noon, withOffice, type CastName } from '../support/office'
import { aRun } from '../support/runs'

const office = withOffice()
type State = 'DRAFT' | 'CHECKED' | 'SENDING' | 'CALLING_OFF' | 'ISSUED' | 'REGISTERED' | 'CANCELLED'
const states: State[] = ['DRAFT', 'CHECKED', 'SENDING', 'CALLING_OFF', 'ISSUED', 'REGISTERED', 'CANCELLED']

/*
 * The grid says who sees a directive of unit LT that Liis made and Mari signs, by hand from spec 1 and 2.
 * A draft is seen by its drafter and by those with the special right. From issuing on, it is also seen by
 * the unit, the signers, the study office and the chancellery.
 *
 *               draft checked sending calling-off issued registered cancelled
 */
const grid = `
  liis           x     x       x         x          x        x         x     clerk of LT, its drafter
  kaire          x     x       x         x          x        x         x     clerk of LT with the mark
  krista         .     .       .         .          .        .         .     clerk of HV
  mari           .     .       .         .          x        x         x     vice-dean of LT, its signer
  peeter         .     .       .         .          .        .         .     vice-dean of HV
  ants           .     .       .         .          .        .         .     head of LTFYS
  tiina          x     x       x         x          x        x         x     study office
  jaan           .     .       .         .          .        .         .     vice-rector: not a directive of his
  heli           .     .       .         .          x        x         x     chancellery
  rein           .     .       .         .          .        .         .     finance
  maarja         .     .       .         .          .        .         .     coordinator of continuing education in LT
  piret          .     .       .         .          .        .         .     municipal official
  urve           .     .       .         .          .        .         .     school representative
  madis          .     .       .         .          .        .         .     school representative
  sirje          .     .       .         .          .        .         .     municipal official of another
  toomas         .     .       .         .          .        .         .     administrator
`

describe('who sees a directive in which state', () => {
  const lines = grid
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))

  test('the grid has a line for everybody of the cast', () => {
    expect(lines.map(([name]) => name).toSorted()).toEqual(Object.keys(users).toSorted())
  })

  test.each(states)('page, list and PDF of a directive in %s are shown as the grid says', async (state) => {
    const id = await aDirective(office(), { state, head: monthOfItsOwn() })
    for (const line of lines) {
      const person = await office().person(line[0] as CastName)
      const expected = line[1 + states.indexOf(state)] === 'x'
      const sheet = await documentSheet(office().db, person, id, noon)
      expect(sheet !== null, `${person.name}: page`).toBe(expected)
      const { documents } = await documentList(office().db, person, {}, true)
      expect(
        documents.some((one) => one.id === id),
        `${person.name}: list`,
      ).toBe(expected)
      const pdf = await keptPdf(office().db, person, id, 1)
      expect(pdf !== null, `${person.name}: PDF`).toBe(expected && state !== 'DRAFT')
    }
  })

  test('a clerk without the mark sees another clerk’s directive only from issuing on', async () => {
    const kaire = await office().as('kaire')
    const seen: boolean[] = []
    for (const state of states) {
      const id = await aDirective(office(), { state, by: kaire, head: monthOfItsOwn() })
      seen.push((await documentSheet(office().db, await office().person('liis'), id, noon)) !== null)
    }
    expect(seen).toEqual([false, false, false, false, true, true, true])
  })

  test('a disabled user can’t be loaded as a person', async () => {
    await office().db.user.update({ where: { id: users.krista.id }, data: { disabledAt: noon } })
    await expect(office().person('krista')).rejects.toThrow()
    await office().db.user.update({ where: { id: users.krista.id }, data: { disabledAt: null } })
  })
})

test('page and list agree for any person and document, and so do both queries of deliveries', async () => {
  const { db } = office()
  const unitIds = [units.LT.id, units.LTFYS.id, units.HV.id]
  const userIds = [users.liis.id, users.kaire.id, users.mari.id]
  const pick = <T>(items: readonly T[], at: number) => items[at % items.length]!
  const all = Object.values(DocumentType).flatMap((type, t) =>
    Object.values(DocumentState).flatMap((state, s) =>
      [0, 1, 2].map((n) => ({
        id: castId(950, t * 100 + s * 10 + n),
        type,
        kind: n === 1 ? 'OWN_FUNDS_ALLOWANCE' : 'ADMISSION',
        state,
        unitId: pick(unitIds, n),
        creatorId: pick(userIds, t + s),
        drafterId: pick(userIds, s + n),
        signerId: pick(userIds, t + n),
        basis: 'x',
        number: `9-9/${t}${s}${n}`,
        dhisId: `dhis-${t}${s}${n}`,
        registeredOn: noon,
        registeredAt: noon,
      })),
    ),
  )
  await db.document.createMany({ data: all })
  const stored = await db.document.findMany()
  for (const unitId of unitIds) {
    const { runId } = await aRun(office(), [], { unitId })
    const told = { neighbour: 'JUHAN', topic: 'juhan.status', payload: {} } as const
    await db.delivery.create({ data: { ...told, key: runId, thread: runId, runId } })
  }
  await fc.assert(
    fc.asyncProperty(somePerson(unitIds, userIds), async (person) => {
      const listed = await db.document.findMany({ where: visibleDocuments(person), select: { id: true } })
      const seen = stored.filter((document) => sees(person, document)).map(({ id }) => id)
      expect(listed.map(({ id }) => id).toSorted()).toEqual(seen.toSorted())
      const byStatement = await db.$queryRaw<{ id: string }[]>`
        SELECT d.id FROM document d WHERE ${documentScope(person)}`
      expect(byStatement.map(({ id }) => id).toSorted()).toEqual(seen.toSorted())

      const inList = await db.deliveriesDelivery.findMany({
        where: visibleDelivery(person),
        select: { id: true },
      })
      const inSql = await db.$queryRaw<{ id: string }[]>`
        SELECT x.id FROM delivery x LEFT JOIN document d ON d.id = x.document_id WHERE ${deliveryScope(person)}`
      expect(inSql.map(({ id }) => id).toSorted()).toEqual(inList.map(({ id }) => id).toSorted())
    }),
    { numRuns: 120 },
  )
})

function somePerson(unitIds: string[], userIds: string[]): fc.Arbitrary<Person> {
  const role = fc
    .record({
      role: fc.constantFrom(...Object.values(Role)),
      othersDrafts: fc.boolean(),
      units: fc.subarray(unitIds),
    })
    .map((held) => {
      const everywhere: Role[] = ['STUDY_OFFICE', 'VICE_RECTOR', 'CHANCELLERY', 'FINANCE', 'ADMIN']
      return everywhere.includes(held.role) ? { ...held, units: 'ALL' as const } : held
    })
  return fc.record({
    id: fc.constantFrom(...userIds, castId(2, 99)),
    name: fc.constant('Keegi'),
    firstName: fc.constant('Keegi'),
    personalCode: fc.constant(null),
    locale: fc.constant('et' as const),
    roles: fc.uniqueArray(role, { selector: (held) => held.role, maxLength: 4 }),
    schools: fc.constant({ municipalities: [], houses: [] }),
  })
}
