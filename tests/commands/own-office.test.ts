import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { changesOf, type Subject } from '@/lib/access/changes'
import { addUser, changeAccount, changeUser } from '@/lib/access/commands/users'
import { readPerson } from '@/lib/access/person'
import { settingsHistory } from '@/lib/access/queries/history'
import { userList, userSheet } from '@/lib/access/queries/users'
import { NewUserInput, UserFilter, UserInput, HistoryFilter } from '@/lib/access/schema'
import { unitsToTell } from '@/lib/documents/drafting/queries/choices'
import { changeMunicipality } from '@/lib/schools/houses/commands/municipality'
import { ownMunicipalities } from '@/lib/schools/houses/queries/municipality'
import { MunicipalityInput } from '@/lib/schools/houses/schema/municipality'
import { changeTechnical } from '@/lib/settings/commands/office'
import { addUnit, changeUnit } from '@/lib/settings/commands/units'
import { addYear, changeYear } from '@/lib/settings/commands/years'
import { unitList, unitSheet } from '@/lib/settings/queries/units'
import { yearList } from '@/lib/settings/queries/years'
import { NewYearInput, TechnicalInput, YearInput } from '@/lib/settings/schema/office'
import { NewUnitInput, UnitInput } from '@/lib/settings/schema/units'
import { readSettings } from '@/lib/settings/settings'
import { units, users } from '@/prisma/cast'
import { houses, municipalities } from '@/prisma/cast-schools'
import { noon, withOffice } from '../support/office'
import { atOnce, expectRefused } from '../support/refused'

const office = withOffice()
const toomas = () => office().as('toomas')
const codesOf = (schema: z.ZodType, input: unknown) =>
  schema.safeParse(input).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
const seen = async (subject: Subject) => (await changesOf(office().db, subject))[0]?.id ?? ''

describe('a structural unit', () => {
  const typed = {
    seen: '',
    code: 'LTMS',
    name: 'Matemaatika ja statistika instituut',
    contact: 'LTMS',
    financeRecipients: 'a@ylikool.example\nb@ylikool.example',
    dhisNotified: 'ON',
    closedOn: '',
  }
  const ofId = async (id: string, about: object) =>
    UnitInput.parse({ ...typed, id, seen: await seen(`settings.units.${id}`), ...about })

  test('is added, renamed and closed, and every change is kept', async () => {
    await addUnit(await toomas(), NewUnitInput.parse(typed))
    const { id } = (await unitList(office().db)).find(({ code }) => code === 'LTMS')!
    expect(
      await changeUnit(await toomas(), await ofId(id, { name: 'Matemaatika', closedOn: '01.12.2026' })),
    ).toBe(2)
    expect(await unitSheet(office().db, id)).toMatchObject({
      name: 'Matemaatika',
      closedOn: '2026-12-01',
      financeRecipients: ['a@ylikool.example', 'b@ylikool.example'],
      changes: [
        {
          who: 'Toomas Kaljuste',
          changes: [
            { what: 'name', from: typed.name, to: 'Matemaatika' },
            { what: 'closedOn', from: '', to: '2026-12-01' },
          ],
        },
        {},
      ],
    })
  })

  test('is offered for notification by DHIS only if that is ticked', async () => {
    const told = async () => (await unitsToTell(office().db, noon)).map(({ code }) => code)
    expect(await told()).toContain('SV')
    const { name, contact } = units.SV
    await changeUnit(
      await toomas(),
      await ofId(units.SV.id, { name, contact, financeRecipients: '', dhisNotified: undefined }),
    )
    expect(await told()).not.toContain('SV')
  })

  test('is refused with a taken code or name, and can’t be changed if it doesn’t exist', async () => {
    const act = await toomas()
    const add = (about: object) => () => addUnit(act, NewUnitInput.parse({ ...typed, ...about }))
    await expectRefused(office(), add({ code: 'LT', name: 'x' }), 'unitCodeTaken')
    await expectRefused(office(), add({ code: 'UUS', name: 'füüsika INSTITUUT' }), 'unitNameTaken')
    const missing = await ofId('00000000-0000-4000-8999-000000000000', {})
    await expectRefused(office(), () => changeUnit(act, missing), 'notFound')
  })

  test('with wrong fields is refused with each field and why', () => {
    expect(
      codesOf(NewUnitInput, {
        ...typed,
        code: 'lt fys',
        name: ' ',
        closedOn: '31.02.2026',
        financeRecipients: 'a@ylikool.example\nrahandus',
      }),
    ).toEqual([
      'name: nameMissing',
      'financeRecipients: recipientWrong',
      'closedOn: dayWrong',
      'code: unitCodeWrong',
    ])
  })

  test('that two people change at once is changed by one of them', async () => {
    const { id, name, contact } = units.LTKT
    const input = await ofId(id, { name, contact, financeRecipients: '' })
    const act = await toomas()
    const outcome = await atOnce(
      () => changeUnit(act, { ...input, contact: 'üks' }),
      () => changeUnit(act, { ...input, contact: 'teine' }),
    )
    expect(outcome).toEqual({ done: 1, codes: ['settingsChanged'] })
  })
})

describe('a user', () => {
  const typed = {
    seen: '',
    firstName: 'Õie',
    lastName: 'Uus',
    email: 'oie@ylikool.example',
    personalCode: '',
    roles: { UNIT_CLERK: 'ON', FINANCE: 'ON' },
    units: { UNIT_CLERK: [units.HV.id, units.SV.id] },
  }
  const ofCast = async (name: keyof typeof users, about: object) => {
    const { id, firstName, lastName, email, personalCode } = users[name]
    const last = await seen(`settings.users.${id}`)
    return UserInput.parse({ id, seen: last, firstName, lastName, email, personalCode, ...about })
  }
  const account = async (name: keyof typeof users, account: 'OPEN' | 'DISABLED') => {
    const { id } = users[name]
    return { id, seen: await seen(`settings.users.${id}`), account }
  }
  const listed = async (about: object) =>
    (await userList(office().db, UserFilter.parse(about))).users.map(({ name }) => name)

  test('is added with roles, found, changed, and every change is kept', async () => {
    await addUser(await toomas(), NewUserInput.parse({ ...typed, othersDrafts: 'ON' }))
    expect(await listed({ q: 'uu oie', unit: units.HV.id, role: 'UNIT_CLERK' })).toEqual(['Õie Uus'])
    const { id } = (await userList(office().db, UserFilter.parse({ q: 'Õie' }))).users[0]!
    expect(await readPerson(office().db, id)).toMatchObject({
      roles: expect.arrayContaining([
        { role: 'UNIT_CLERK', othersDrafts: true, units: expect.arrayContaining([units.HV.id, units.SV.id]) },
        { role: 'FINANCE', othersDrafts: false, units: 'ALL' },
      ]),
    })
    const next = { ...typed, id, roles: { UNIT_CLERK: 'ON' }, units: { UNIT_CLERK: units.SV.id } }
    const input = UserInput.parse({ ...next, seen: await seen(`settings.users.${id}`) })
    expect(await changeUser(await toomas(), input)).toBe(3)
    expect((await userSheet(office().db, id))!.changes[0]!.changes).toEqual([
      { what: 'role.UNIT_CLERK', from: 'HV, SV', to: 'SV' },
      { what: 'role.FINANCE', from: 'ON', to: 'OFF' },
      { what: 'othersDrafts', from: 'ON', to: 'OFF' },
    ])
  })

  test('can become an official of municipalities and a representative of houses, and lose both roles again', async () => {
    const input = (about: object) => ofCast('rein', { roles: { FINANCE: 'ON' }, ...about })
    await changeUser(
      await toomas(),
      await input({
        roles: { MUNICIPAL_OFFICIAL: 'ON', SCHOOL_REP: 'ON' },
        municipalities: [municipalities.linn.id],
        houses: `${houses.mae.registryCode} Kesklinna kool\nkesklinna kool, jõe maja\n\n${houses.mae.registryCode}`,
      }),
    )
    expect((await readPerson(office().db, users.rein.id))!.schools).toEqual({
      municipalities: [municipalities.linn.id],
      houses: expect.arrayContaining([houses.mae.id, houses.joe.id]),
    })
    expect((await userSheet(office().db, users.rein.id))!.changes[0]!.changes).toEqual([
      { what: 'role.FINANCE', from: 'ON', to: 'OFF' },
      { what: 'role.MUNICIPAL_OFFICIAL', from: '', to: municipalities.linn.name },
      { what: 'role.SCHOOL_REP', from: '', to: `${houses.joe.name}; ${houses.mae.name}` },
    ])
    await changeUser(
      await toomas(),
      await input({ roles: { SCHOOL_REP: 'ON' }, houses: houses.mae.registryCode }),
    )
    expect((await office().person('rein')).schools).toEqual({ municipalities: [], houses: [houses.mae.id] })
    await changeUser(await toomas(), await input({}))
    expect((await office().person('rein')).schools).toEqual({ municipalities: [], houses: [] })
  })

  test('with a role in schools is refused at its field without a municipality or house, and with an unknown one', async () => {
    const roles = { MUNICIPAL_OFFICIAL: 'ON', SCHOOL_REP: 'ON' }
    expect(codesOf(NewUserInput, { ...typed, roles, units: {}, houses: ' \n ' })).toEqual([
      'municipalities: roleWithoutScope',
      'houses: roleWithoutScope',
    ])
    const act = await toomas()
    const add = (about: object) => () => addUser(act, NewUserInput.parse({ ...typed, ...about }))
    const houseLines = { roles: { SCHOOL_REP: 'ON' }, houses: '99999999 Kuu kool\nKesklinna kool' }
    const refusals = await expectRefused(office(), add(houseLines), 'houseUnknown', 'houseUnknown')
    expect(refusals.map(({ field }) => field)).toEqual(['houses', 'houses'])
    const nowhere = '00000000-0000-4000-8999-000000000000'
    await expectRefused(
      office(),
      add({ roles: { MUNICIPAL_OFFICIAL: 'ON' }, municipalities: nowhere }),
      'municipalityWrong',
    )
  })

  test('with a role that needs units and has none is refused by the form and by the database', async () => {
    const { error } = NewUserInput.safeParse({ ...typed, units: {} })
    expect(error?.issues).toMatchObject([
      { message: 'roleWithoutScope', path: ['units', 'UNIT_CLERK'], params: { role: 'UNIT_CLERK' } },
    ])
    const role = { userId: users.rein.id, role: 'VICE_DEAN' as const }
    await expect(office().db.userRole.create({ data: role })).rejects.toThrow('user_role_has_scope')
    await expect(office().db.roleUnit.deleteMany({ where: { unitId: units.HV.id } })).rejects.toThrow(
      'user_role_has_scope',
    )
  })

  test('who is the last administrator with an open account can lose neither the role nor the account', async () => {
    const act = await toomas()
    const withoutRole = await ofCast('toomas', {})
    await expectRefused(office(), () => changeUser(act, withoutRole), 'lastAdmin')
    const closed = await account('toomas', 'DISABLED')
    await expectRefused(office(), () => changeAccount(act, closed), 'lastAdmin')
    const own = { userId: users.toomas.id }
    await expect(office().db.userRole.deleteMany({ where: own })).rejects.toThrow('app_user_has_admin')
    await expect(
      office().db.user.update({ where: { id: users.toomas.id }, data: { disabledAt: noon } }),
    ).rejects.toThrow('app_user_has_admin')
  })

  test('and another administrator who take the role from each other at once leave one administrator', async () => {
    await changeUser(await toomas(), await ofCast('heli', { roles: { CHANCELLERY: 'ON', ADMIN: 'ON' } }))
    const [first, second] = [await toomas(), await office().as('heli')]
    const [ofHeli, ofToomas] = [
      await ofCast('heli', { roles: { CHANCELLERY: 'ON' } }),
      await ofCast('toomas', {}),
    ]
    const outcome = await atOnce(
      () => changeUser(first, ofHeli),
      () => changeUser(second, ofToomas),
    )
    expect(outcome).toEqual({ done: 1, codes: ['lastAdmin'] })
    expect(await office().db.userRole.count({ where: { role: 'ADMIN' } })).toBe(1)
    // Toomas gets the role back for the tests below.
    const left = await office().db.userRole.findFirstOrThrow({ where: { role: 'ADMIN' } })
    const admin = await office().as(left.userId === users.toomas.id ? 'toomas' : 'heli')
    await changeUser(admin, await ofCast('toomas', { roles: { ADMIN: 'ON' } }))
  })

  test('whose account is closed is signed out at once, and signs in anew once it is open again', async () => {
    const { id } = users.maarja
    expect(await readPerson(office().db, id, 1)).not.toBeNull()
    await changeAccount(await toomas(), await account('maarja', 'DISABLED'))
    expect(await readPerson(office().db, id)).toBeNull()
    expect(await listed({ q: 'Maarja' })).toEqual([])
    expect(await listed({ q: 'Maarja', state: 'DISABLED' })).toEqual(['Maarja Ilves'])
    await changeAccount(await toomas(), await account('maarja', 'OPEN'))
    expect(await readPerson(office().db, id, 1)).toBeNull()
    expect(await readPerson(office().db, id)).not.toBeNull()
  })

  test('has a personal code that nobody else has and that the changes never show', async () => {
    const act = await toomas()
    const taken = await ofCast('rein', { personalCode: users.heli.personalCode, roles: { FINANCE: 'ON' } })
    await expectRefused(office(), () => changeUser(act, taken), 'ownCodeTaken')
    expect(codesOf(NewUserInput, { ...typed, personalCode: '37901120277' })).toEqual([
      'personalCode: ownCodeWrong',
    ])
    await office().db.user.update({ where: { id: users.rein.id }, data: { subject: 'issuer|EE37901120276' } })
    await changeUser(act, await ofCast('rein', { personalCode: '49205130232', roles: { FINANCE: 'ON' } }))
    const user = await office().db.user.findUniqueOrThrow({ where: { id: users.rein.id } })
    expect(user).toMatchObject({ subject: null, sessionVersion: 2, personalCode: '49205130232' })
    const { changes } = (await userSheet(office().db, users.rein.id))!
    expect(JSON.stringify(changes)).not.toMatch(/\d{11}/)
    expect(await listed({ q: '49205130232' })).toContain('Rein Lepik')
  })
})

describe('a municipality', () => {
  const { linn, vald } = municipalities
  const change = async (by: 'piret' | 'sirje', id: string, about: object, looked?: string) =>
    changeMunicipality(
      await office().as(by),
      MunicipalityInput.parse({
        id,
        seen: looked ?? (await seen(`settings.municipality.${id}`)),
        movesBetweenHouses: 'Ei',
        tellsBranch: 'Ei',
        ...about,
      }),
    )

  test('has two switches, off until its official switches them on, and each change is kept', async () => {
    const own = async () => (await ownMunicipalities(office().db, await office().person('sirje')))[0]!
    expect(await own()).toMatchObject({ id: vald.id, movesBetweenHouses: 'Ei', tellsBranch: 'Ei' })
    expect(await change('sirje', vald.id, { movesBetweenHouses: 'Jah' })).toBe(1)
    expect(await office().db.municipality.findUnique({ where: { id: vald.id } })).toMatchObject({
      movesBetweenHouses: true,
      tellsBranch: false,
    })
    expect(await change('sirje', vald.id, { movesBetweenHouses: 'Ei', tellsBranch: 'Jah' })).toBe(2)
    expect((await own()).changes).toMatchObject([
      {
        who: 'Sirje Kuur',
        changes: [
          { what: 'movesBetweenHouses', from: 'Jah', to: 'Ei' },
          { what: 'tellsBranch', from: 'Ei', to: 'Jah' },
        ],
      },
      { changes: [{ what: 'movesBetweenHouses', from: 'Ei', to: 'Jah' }] },
    ])
    expect(await change('sirje', vald.id, { tellsBranch: 'Jah' })).toBe(0)
  })

  test('isn’t found by the official of another, and is changed once when it is changed twice at once', async () => {
    await expectRefused(office(), () => change('piret', vald.id, { tellsBranch: 'Jah' }), 'notFound')
    const looked = await seen(`settings.municipality.${linn.id}`)
    const outcome = await atOnce(
      () => change('piret', linn.id, { movesBetweenHouses: 'Ei' }, looked),
      () => change('piret', linn.id, { movesBetweenHouses: 'Jah', tellsBranch: 'Jah' }, looked),
    )
    expect(outcome).toEqual({ done: 1, codes: ['settingsChanged'] })
    expect(codesOf(MunicipalityInput, { id: linn.id, seen: '', movesBetweenHouses: 'jah' })).toHaveLength(2)
  })
})

describe('an academic year', () => {
  const lastYears = async () =>
    (await yearList(office().db)).slice(-3).map(({ label, firstOn, lastOn }) => [label, firstOn, lastOn])
  const change = async (label: string, firstOn: string, lastOn: string) =>
    changeYear(
      await office().as('tiina'),
      YearInput.parse({ seen: await seen('settings.years'), label, firstOn, lastOn }),
    )

  test('is added after the last one, and a change of its days moves those of its neighbours', async () => {
    await addYear(
      await office().as('tiina'),
      NewYearInput.parse({ seen: await seen('settings.years'), lastOn: '29.08.2032' }),
    )
    await change('2030/2031', '03.09.2030', '28.08.2031')
    expect(await lastYears()).toEqual([
      ['2029/2030', '2029-09-03', '2030-09-02'],
      ['2030/2031', '2030-09-03', '2031-08-28'],
      ['2031/2032', '2031-08-29', '2032-08-29'],
    ])
    expect((await changesOf(office().db, 'settings.years'))[0]).toMatchObject({
      about: ['2030/2031'],
      changes: [
        { what: 'firstOn', from: '2030-09-02', to: '2030-09-03' },
        { what: 'lastOn', from: '2031-08-31', to: '2031-08-28' },
        { what: 'lastOn.2029/2030', from: '2030-09-01', to: '2030-09-02' },
        { what: 'firstOn.2031/2032', from: '2031-09-01', to: '2031-08-29' },
      ],
    })
  })

  test('can’t become too short or too long, nor make its neighbour so, and the database allows no gap', async () => {
    const refused = (label: string, first: string, last: string, code: string) =>
      expectRefused(office(), () => change(label, first, last), code)
    await refused('2030/2031', '03.09.2030', '01.01.2031', 'yearTooShort')
    await refused('2030/2031', '03.09.2030', '01.07.2032', 'yearTooLong')
    await refused('2030/2031', '01.01.2030', '28.08.2030', 'yearTooShort')
    await refused('1999/2000', '01.09.1999', '31.08.2000', 'notFound')
    await expect(office().db.academicYear.delete({ where: { label: '2020/2021' } })).rejects.toThrow(
      'academic_year_no_gap',
    )
  })
})

describe('in the settings', () => {
  test('technical values can be changed within their bounds', async () => {
    const typed = { seen: await seen('settings.technical'), deliveryHours: ' 48 ', lookAfterMinutes: '60' }
    expect(await changeTechnical(await toomas(), TechnicalInput.parse(typed))).toBe(1)
    expect((await readSettings(office().db)).deliveryHours).toBe(48)
    expect(codesOf(TechnicalInput, { seen: '', deliveryHours: '721', lookAfterMinutes: 'tund' })).toEqual([
      'deliveryHours: numberWrong',
      'lookAfterMinutes: numberWrong',
    ])
  })

  test('the history lists every change by area and person, to those who may open the page it was made on', async () => {
    const listed = async (name: 'toomas' | 'tiina', about: object = {}) =>
      settingsHistory(office().db, await office().person(name), HistoryFilter.parse(about))
    const { lines, total, persons } = await listed('toomas')
    expect(lines[0]).toMatchObject({
      who: 'Toomas Kaljuste',
      area: 'technical',
      changes: [{ what: 'deliveryHours', from: '72', to: '48' }],
    })
    expect(total).toBe(lines.length)
    expect(new Set(lines.map(({ area }) => area))).toEqual(new Set(['technical', 'users', 'units']))
    expect(new Set((await listed('tiina')).lines.map(({ area }) => area))).toEqual(
      new Set(['years', 'units']),
    )
    const tiina = persons.find(({ name }) => name === 'Tiina Õun')!
    expect((await listed('tiina', { area: 'years', person: tiina.id })).total).toBe(2)
    expect((await listed('tiina', { area: 'users' })).total).toBe(0)
  })
})
