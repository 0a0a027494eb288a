import { describe, expect, test } from 'vitest'
import { findEverything } from '@/app/(office)/search/found'
import { changesOf, type Subject } from '@/lib/access/changes'
import { formFields } from '@/lib/access/form-fields'
import { sayIn } from '@/lib/messages/say'
import { searchLearners } from '@/lib/register/queries/list'
import { LearnerFilter } from '@/lib/register/schema/learners'
import { addProgramme } from '@/lib/registrants/commands/programmes'
import { addRegistrant } from '@/lib/registrants/commands/registrants'
import { addRun } from '@/lib/registrants/commands/runs'
import { NewProgrammeInput, NewRegistrantInput, NewRunInput } from '@/lib/registrants/schema/runs'
import { addGroup } from '@/lib/schools/groups/commands/groups'
import { addClass, houseSubject } from '@/lib/schools/houses/commands/houses'
import { GroupInput, NewClassInput } from '@/lib/schools/houses/schema/houses'
import { addUnit } from '@/lib/settings/commands/units'
import { NewUnitInput } from '@/lib/settings/schema/units'
import { units } from '@/prisma/cast'
import { programmes } from '@/prisma/cast-runs'
import { noon, withOffice, type CastName } from '../support/office'
import { otherWritings } from '../support/other-writings'
import { expectRefused } from '../support/refused'

const office = withOffice()
const seen = async (subject: Subject) => (await changesOf(office().db, subject))[0]?.id ?? ''

describe('a search in any spelling finds', () => {
  test.each(otherWritings('Õnne Šmidt-Žukov'))('the learner %j', async (q) => {
    const person = await office().person('tiina')
    const { learners } = await searchLearners(office().db, person, LearnerFilter.parse({ q }), noon)
    expect(learners.map(({ lastName }) => lastName)).toEqual(['Šmidt-Žukov'])
  })
  test.each(otherWritings('V-1998-0412'))('the learner by the other code %j', async (q) => {
    const person = await office().person('tiina')
    const { learners } = await searchLearners(office().db, person, LearnerFilter.parse({ q }), noon)
    expect(learners.map(({ lastName }) => lastName)).toEqual(['Šmidt-Žukov'])
  })
  const anywhere = async (who: CastName, q: string) =>
    (await findEverything(sayIn('et'), await office().person(who), q, { posted: true })).flatMap(
      ({ items }) => items.map(({ label }) => label),
    )
  test.each(otherWritings('Šarlotte Žarkov'))('the pupil %j', async (q) => {
    expect(await anywhere('piret', q)).toContain('Šarlotte Žarkov')
  })
  test.each(otherWritings('Kesklinna kool, Mäe maja'))('the house %j', async (q) => {
    expect(await anywhere('piret', q)).toContain('Kesklinna kool, Mäe maja')
  })
})

test('a registrant’s data is stored in the written form, however it is typed', async () => {
  const form = new FormData()
  const typed = {
    runId: programmes.statistics.runs[0].id,
    firstName: ' O\u0303nne\u00a0',
    lastName: 'O\u2019Br\u00adien\u2013Ka\u0308o',
    personalCode: '',
    email: 'o@n.example\u200b',
    phone: '5555\u20091',
    payer: '',
    registeredOn: '',
    workplace: 'Kool\r\nmaja',
  }
  for (const [name, value] of Object.entries(typed)) form.append(name, value)
  const { id } = await addRegistrant(await office().as('maarja'), NewRegistrantInput.parse(formFields(form)))
  expect(await office().db.registrant.findUnique({ where: { id } })).toMatchObject({
    firstName: 'Õnne',
    lastName: "O'Brien-Käo",
    email: 'o@n.example',
    phone: '5555 1',
    workplace: 'Kool maja',
  })
})

describe('another spelling of a taken code or name is refused', () => {
  const unit = { code: 'UUS', name: 'Uus-üksus', contact: '', financeRecipients: '', seen: '', closedOn: '' }
  test('for a unit’s code and name', async () => {
    const act = await office().as('toomas')
    await addUnit(act, NewUnitInput.parse({ ...unit, code: 'UUS-1' }))
    for (const code of ['uus\u20111', 'UUS\u20111', 'UUS - 1', 'Uus-1'].filter(
      (each) => NewUnitInput.shape.code.safeParse(each).success,
    ))
      await expectRefused(
        office(),
        () => addUnit(act, NewUnitInput.parse({ ...unit, code, name: 'x' })),
        'unitCodeTaken',
      )
    for (const name of otherWritings('Uus-üksus'))
      await expectRefused(
        office(),
        () => addUnit(act, NewUnitInput.parse({ ...unit, code: 'X', name })),
        'unitNameTaken',
      )
  })

  test('for the codes of a programme and of a run', async () => {
    const act = await office().as('maarja')
    const { code, runs, id } = programmes.inquiry
    for (const other of otherWritings(code))
      await expectRefused(
        office(),
        () =>
          addProgramme(
            act,
            NewProgrammeInput.parse({ unitId: units.LT.id, code: other, name: 'x', hours: '1' }),
          ),
        'codeTaken',
      )
    const run = { programmeId: id, startsOn: '01.03.2027', endsOn: '05.03.2027', place: '', juhanId: '' }
    for (const other of otherWritings(runs[0].code))
      await expectRefused(
        office(),
        () => addRun(act, NewRunInput.parse({ ...run, code: other })),
        'codeTaken',
      )
  })

  test('for a class’s letter and a group’s name', async () => {
    const act = await office().as('piret')
    const { id: houseId } = await office().db.house.findFirstOrThrow({ where: { name: 'Ülejõe kool' } })
    const subject = houseSubject(houseId)
    const add = async (parallel: string) =>
      addClass(
        act,
        NewClassInput.parse({
          houseId,
          year: '2026',
          number: '5',
          parallel,
          curriculum: '',
          seen: await seen(subject),
        }),
      )
    await add('ö')
    for (const parallel of ['o\u0308', 'Ö', 'O\u0308', ' ö\u00ad', 'ö\u200b'])
      await expectRefused(office(), () => add(parallel), 'pupil.classTaken')
    const group = (name: string) => addGroup(act, GroupInput.parse({ houseId, kind: 'DAY', name }))
    await group('Päeva-rühm 1')
    for (const name of otherWritings('Päeva-rühm 1'))
      await expectRefused(office(), () => group(name), 'pupil.groupTaken')
  })
})
