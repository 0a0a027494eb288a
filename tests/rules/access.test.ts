import { describe, expect, test } from 'vitest'
import {
  holds,
  mayOpen,
  othersReach,
  reach,
  roleScopes,
  within,
  type Person,
  type Reach,
} from '@/lib/access/rights'
import { partiesOf, sees, type Bearing } from '@/lib/documents/visibility'
import { Role } from '@/lib/shared/generated/enums'

const person = (id: string, ...roles: [role: Role, units: Reach, othersDrafts?: boolean][]): Person => ({
  id,
  name: id,
  firstName: id,
  personalCode: null,
  locale: 'et',
  roles: roles.map(([role, units, othersDrafts = false]) => ({ role, units, othersDrafts })),
  schools: { municipalities: [], houses: [] },
})

describe('the units a person reaches', () => {
  const clerk = person('c', ['UNIT_CLERK', ['a', 'b']], ['VICE_DEAN', ['b', 'c']])

  test('are those of the roles asked about, each once', () => {
    expect(reach(clerk, ['UNIT_CLERK'])).toEqual(['a', 'b'])
    expect(reach(clerk, ['UNIT_CLERK', 'VICE_DEAN'])).toEqual(['a', 'b', 'c'])
    expect(reach(clerk, ['STUDY_OFFICE'])).toEqual([])
    expect(
      reach(person('s', ['STUDY_OFFICE', 'ALL'], ['UNIT_CLERK', ['a']]), ['UNIT_CLERK', 'STUDY_OFFICE']),
    ).toBe('ALL')
  })
  test('include every unit if they are ALL, and otherwise only those listed', () => {
    expect([within('ALL', 'x'), within(['a'], 'a'), within(['a'], 'b'), within([], 'a')]).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
  test('for other people’s drafts are those of a drafting role that is marked for it, and all for the study office', () => {
    expect(othersReach(clerk)).toEqual([])
    expect(othersReach(person('m', ['UNIT_CLERK', ['a'], true]))).toEqual(['a'])
    expect(othersReach(person('v', ['UNIT_CLERK', ['a']], ['VICE_DEAN', ['a'], true]))).toEqual([])
    expect(othersReach(person('s', ['STUDY_OFFICE', 'ALL']))).toBe('ALL')
  })
  test('are all units for administrator, chancellery, finance, study office and vice-rector alone', () => {
    expect(
      Object.values(Role)
        .filter((role) => roleScopes[role] === 'everywhere')
        .toSorted(),
    ).toEqual(['ADMIN', 'CHANCELLERY', 'FINANCE', 'STUDY_OFFICE', 'VICE_RECTOR'])
  })
})

test('a person without roles counts for no role and opens no page', () => {
  const nobody = person('n')
  expect(Object.values(Role).some((role) => holds(nobody, role))).toBe(false)
  expect([mayOpen(nobody, 'page /'), mayOpen(nobody, 'page /documents')]).toEqual([false, false])
})

describe('a document of unit a, created by x, drafted by y and signed by z,', () => {
  const document: Bearing = {
    type: 'VICE_DEAN_DIRECTIVE',
    kind: 'OWN_FUNDS_ALLOWANCE',
    state: 'DRAFT',
    unitId: 'a',
    creatorId: 'x',
    drafterId: 'y',
    signerId: 'z',
  }
  test.each([
    ['its maker, clerk of the unit', person('x', ['UNIT_CLERK', ['a']]), ['DRAFTER']],
    ['its drafter, clerk of the unit', person('y', ['UNIT_CLERK', ['a']]), ['DRAFTER']],
    ['its maker, clerk of another unit now', person('x', ['UNIT_CLERK', ['b']]), []],
    ['its maker, without a role now', person('x'), []],
    ['its maker with the mark', person('x', ['UNIT_CLERK', ['a'], true]), ['DRAFTER', 'SPECIAL_RIGHT']],
    ['a clerk of the unit', person('c', ['UNIT_CLERK', ['a']]), []],
    ['a clerk with the mark in the unit', person('c', ['UNIT_CLERK', ['a'], true]), ['SPECIAL_RIGHT']],
    ['a clerk with the mark elsewhere', person('c', ['UNIT_CLERK', ['b'], true]), []],
    ['the study office', person('s', ['STUDY_OFFICE', 'ALL']), ['SPECIAL_RIGHT', 'STUDY_OFFICE']],
    ['the chancellery', person('h', ['CHANCELLERY', 'ALL']), ['CHANCELLERY']],
    ['its signer', person('z', ['VICE_DEAN', ['a']]), []],
    ['the administrator', person('t', ['ADMIN', 'ALL']), []],
    ['finance', person('f', ['FINANCE', 'ALL']), []],
  ] as const)(
    'gives %s the parties listed, and its draft is seen by drafters and the special right alone',
    (_who, asking, parties) => {
      expect(partiesOf(asking, document)).toEqual(parties)
      const drafts = parties.some((party) => party === 'DRAFTER' || party === 'SPECIAL_RIGHT')
      expect(sees(asking, document)).toBe(drafts)
    },
  )

  test('is seen by its signer once issued, even from another unit, and by a vice-rector only if it is a vice-rector’s', () => {
    const issued = { ...document, state: 'ISSUED' }
    const [signer, other] = [person('z', ['VICE_DEAN', ['b']]), person('w', ['VICE_DEAN', ['b']])]
    expect([sees(signer, issued), sees(other, issued)]).toEqual([true, false])
    const rector = person('r', ['VICE_RECTOR', 'ALL'])
    expect([sees(rector, issued), sees(rector, { ...issued, type: 'VICE_RECTOR_DIRECTIVE' })]).toEqual([
      false,
      true,
    ])
    expect(sees(rector, { ...document, type: 'VICE_RECTOR_DIRECTIVE' })).toBe(false)
  })
})
