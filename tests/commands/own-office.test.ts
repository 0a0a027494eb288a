import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { unitsToTell } from '@/lib/documents/queries-choices'
import { changesOf, type Subject } from '@/lib/office/changes'
import { addUnit, changeUnit } from '@/lib/office/commands-units'
import { unitList, unitSheet } from '@/lib/office/queries-units'
import { NewUnitInput, UnitInput } from '@/lib/office/schema-people'
import { units } from '@/prisma/cast'
import { noon, withOffice } from '../support/office'
import { atOnce, expectRefused } from '../support/refused'

const office = withOffice()
const toomas = () => office().as('toomas')
const codesOf = (schema: z.ZodType, input: unknown) =>
  schema.safeParse(input).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
const seen = async (subject: Subject) => (await changesOf(office().db, subject))[0]?.id ?? ''

describe('a structural unit', () => {
  const typed = {
    ...{ seen: '', code: 'LTMS', name: 'Matemaatika ja statistika instituut', contact: 'LTMS' },
    ...{ financeRecipients: 'a@ylikool.example\nb@ylikool.example', dhisNotified: 'ON', closedOn: '' },
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
      ...{ name: 'Matemaatika', closedOn: '2026-12-01' },
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

  test('is offered to be notified by DHIS only where that is ticked', async () => {
    const told = async () => (await unitsToTell(office().db, noon)).map(({ code }) => code)
    expect(await told()).toContain('SV')
    const { name, contact } = units.SV
    await changeUnit(
      await toomas(),
      await ofId(units.SV.id, { name, contact, financeRecipients: '', dhisNotified: undefined }),
    )
    expect(await told()).not.toContain('SV')
  })

  test('with a taken code or name, or one that is not there, is refused', async () => {
    const act = await toomas()
    const add = (about: object) => () => addUnit(act, NewUnitInput.parse({ ...typed, ...about }))
    await expectRefused(office(), add({ code: 'LT', name: 'x' }), 'unitCodeTaken')
    await expectRefused(office(), add({ code: 'UUS', name: 'füüsika INSTITUUT' }), 'unitNameTaken')
    const missing = await ofId('00000000-0000-4000-8999-000000000000', {})
    await expectRefused(office(), () => changeUnit(act, missing), 'notFound')
  })

  test('with wrong fields is told which and why', () => {
    expect(
      codesOf(NewUnitInput, {
        ...{ ...typed, code: 'lt fys', name: ' ', closedOn: '31.02.2026' },
        financeRecipients: 'a@ylikool.example\nrahandus',
      }),
    ).toEqual([
      'name: nameMissing',
      'financeRecipients: recipientWrong',
      'closedOn: dayWrong',
      'code: unitCodeWrong',
    ])
  })

  test('changed by two at once is changed by one', async () => {
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
