import { describe, expect, test } from 'vitest'
import { changesOf, type Subject } from '@/lib/access/changes'
import {
  addProgramme,
  addQuestion,
  changeProgramme,
  changeQuestion,
} from '@/lib/registrants/commands/programmes'
import {
  addRegistrant,
  cancelRegistrant,
  changeAnswers,
  changeRegistrant,
} from '@/lib/registrants/commands/registrants'
import { addRun, changeRun } from '@/lib/registrants/commands/runs'
import { filtered, registrantSheet, registrantsOf } from '@/lib/registrants/queries/registrants'
import { programmeList, programmeSheet, runList, runSheet } from '@/lib/registrants/queries/runs'
import * as schema from '@/lib/registrants/schema/runs'
import { units } from '@/prisma/cast'
import { programmes } from '@/prisma/cast-runs'
import { noon, withOffice, type CastName } from '../support/office'
import { atOnce, expectRefused } from '../support/refused'
import { aRun } from '../support/runs'

const office = withOffice()
const maarja = () => office().as('maarja')
const seen = async (subject: Subject) => (await changesOf(office().db, subject))[0]?.id ?? ''
const { inquiry, statistics, writing } = programmes
const linked = inquiry.runs[1].id
const ours = statistics.runs[0].id

const about = { name: 'Koolieelne loodusõpe', hours: '12' }
const newProgramme = (changes: object = {}) =>
  schema.NewProgrammeInput.parse({ unitId: units.LT.id, code: 'TÕ-LT-900', ...about, ...changes })
const runTyped = { startsOn: '01.03.2027', endsOn: '05.03.2027', place: 'Tartu', juhanId: '' }

describe('a programme', () => {
  test('is added with questions and changed, and every change is kept', async () => {
    const id = await addProgramme(await maarja(), newProgramme())
    const subject = `registrants.programme.${id}` as const
    const question = { programmeId: id, text: 'Rühm', sort: 'CHOICE', choices: 'A\nB\n\nB' }
    await addQuestion(
      await maarja(),
      schema.NewQuestionInput.parse({ ...question, seen: await seen(subject) }),
    )
    await changeProgramme(
      await maarja(),
      schema.ProgrammeInput.parse({ ...about, hours: '14', id, seen: await seen(subject), closedOn: '' }),
    )
    const { person } = await maarja()
    expect(await programmeSheet(office().db, person, id)).toMatchObject({
      hours: 14,
      may: true,
      unit: { code: 'LT' },
      questions: [{ text: 'Rühm', sort: 'CHOICE', choices: ['A', 'B'], retiredOn: null }],
    })
    const [last] = await changesOf(office().db, subject)
    expect(last).toMatchObject({ who: 'Maarja Ilves', changes: [{ what: 'hours', from: '12', to: '14' }] })
  })

  test('is refused for another unit or a closed one, with a taken code, and after a change by somebody else', async () => {
    const refused = async (changes: object, ...codes: string[]) =>
      expectRefused(office(), async () => addProgramme(await maarja(), newProgramme(changes)), ...codes)
    await refused({ code: 'X1', unitId: units.HV.id }, 'unitMissing')
    await refused({ code: 'X1', unitId: units.LTTF.id }, 'unitMissing')
    await refused({ code: inquiry.code }, 'codeTaken')
    const change = { ...about, id: inquiry.id, seen: '0', closedOn: '' }
    await changeProgramme(await maarja(), schema.ProgrammeInput.parse({ ...change, seen: '' }))
    await expectRefused(
      office(),
      async () => changeProgramme(await maarja(), schema.ProgrammeInput.parse(change)),
      'settingsChanged',
    )
    await expectRefused(
      office(),
      async () => changeProgramme(await maarja(), schema.ProgrammeInput.parse({ ...change, id: writing.id })),
      'notFound',
    )
  })

  test('can’t have a question with the name of a column of its file, or of another question', async () => {
    const id = await addProgramme(await maarja(), newProgramme({ code: 'TÕ-LT-903' }))
    const ask = async (text: string) =>
      addQuestion(
        await maarja(),
        schema.NewQuestionInput.parse({
          programmeId: id,
          text,
          sort: 'TEXT',
          choices: '',
          seen: await seen(`registrants.programme.${id}`),
        }),
      )
    for (const text of ['Telefon', ' TELEFON: ', 'e post', 'Isiku kood'])
      await expectRefused(office(), () => ask(text), 'questionStanding')
    await ask('Lõuna 1. päev?')
    await expectRefused(office(), () => ask('lõuna  1 päev'), 'questionTwice')
    await ask('Telefon tööl')
    const { id: question } = await office().db.question.findFirstOrThrow({ where: { text: 'Telefon tööl' } })
    const reword = async (text: string) =>
      changeQuestion(
        await maarja(),
        schema.QuestionInput.parse({ id: question, text, seen: await seen(`registrants.programme.${id}`) }),
      )
    await expectRefused(office(), () => reword('telefon'), 'questionStanding')
    await expectRefused(office(), () => reword('Lõuna 1. päev'), 'questionTwice')
    await reword('Telefon tööl?')
  })

  test('is added once when two people add the same code at once', async () => {
    const add = async () => addProgramme(await maarja(), newProgramme({ code: 'TÕ-LT-901' }))
    expect(await atOnce(add, add)).toEqual({ done: 1, codes: ['codeTaken'] })
  })

  test('takes no run from its closing day on', async () => {
    const id = await addProgramme(await maarja(), newProgramme({ code: 'TÕ-LT-902' }))
    const run = (code: string) => schema.NewRunInput.parse({ ...runTyped, programmeId: id, code })
    await addRun(await maarja(), run('TÕ-LT-902/1'))
    const close = { ...about, id, seen: await seen(`registrants.programme.${id}`), closedOn: '21.11.2026' }
    await changeProgramme(await maarja(), schema.ProgrammeInput.parse(close))
    await expectRefused(office(), async () => addRun(await maarja(), run('TÕ-LT-902/2')), 'programmeClosed')
  })

  test('is seen, with its runs, only by its unit’s coordinators and vice-dean and by the study office', async () => {
    const names = async (who: CastName) => {
      const { person } = await office().as(who)
      const filter = schema.ProgrammesFilter.parse({ time: 'ALL' })
      const [runs, all] = await Promise.all([
        runList(office().db, person, filter, noon),
        programmeList(office().db, person, filter, noon),
      ])
      const of = (code: string) =>
        runs.runs.some(({ programme }) => programme.code === code) &&
        all.programmes.some((programme) => programme.code === code)
      return [of(statistics.code), of(writing.code)]
    }
    expect(await names('maarja')).toEqual([true, false])
    expect(await names('mari')).toEqual([true, false])
    expect(await names('peeter')).toEqual([false, true])
    expect(await names('tiina')).toEqual([true, true])
    expect(await names('liis')).toEqual([false, false])
    expect(await runSheet(office().db, (await maarja()).person, writing.runs[0].id)).toBeNull()
    expect(await runSheet(office().db, (await maarja()).person, "x' OR 1")).toBeNull()
  })
})

describe('a run', () => {
  const link = async (id: string, juhanId: string) =>
    changeRun(
      await maarja(),
      schema.RunInput.parse({ ...runTyped, id, juhanId, seen: await seen(`registrants.run.${id}`) }),
    )

  test('can be linked to Juhan only while nobody added in Olek is on its list, and only to a run that no other has', async () => {
    await expectRefused(office(), () => link(ours, '30001'), 'linkWithRegistrants')
    await expectRefused(office(), () => link(linked, '20401'), 'juhanIdTaken')
    await link(linked, '30002')
    expect((await office().db.run.findUniqueOrThrow({ where: { id: linked } })).juhanId).toBe('30002')
    await link(linked, '20402')
  })

  test('can’t be unlinked while somebody from Juhan is on its list', async () => {
    const told = { runId: linked, juhanId: '990001', firstName: 'Aet', lastName: 'Roos' }
    const { id } = await office().db.registrant.create({ data: { ...told, juhanStatus: 'REGISTERED' } })
    await expectRefused(office(), () => link(linked, ''), 'unlinkWithRegistrants')
    await office().db.registrant.update({ where: { id }, data: { removedAt: noon } })
    await link(linked, '')
    await link(linked, '20402')
  })

  test('can’t end before it starts', () => {
    const wrong = schema.RunInput.safeParse({ ...runTyped, id: ours, seen: '', endsOn: '28.02.2027' })
    expect(wrong.error?.issues.map(({ message, path }) => `${path}: ${message}`)).toEqual([
      'endsOn: endsBeforeStart',
    ])
  })
})

describe('a registrant', () => {
  const typed = {
    firstName: 'Maie',
    lastName: 'Roos',
    personalCode: '49306170714',
    email: 'maie@posti.example',
    phone: '',
    payer: 'SELF',
    registeredOn: '10.11.2026',
    workplace: '',
  }
  const added = (changes: object = {}) =>
    schema.NewRegistrantInput.parse({ ...typed, runId: ours, wantsPaper: 'ON', ...changes })
  const seenOf = (id: string) => seen(`registrants.registrant.${id}`)

  test('is added, changed and cancelled in a run without Juhan, and its answers stay', async () => {
    const { id } = await addRegistrant(await maarja(), added())
    const change = { ...typed, id, seen: await seenOf(id), workplace: 'Tamme Kool', wantsNews: 'ON' }
    expect(await changeRegistrant(await maarja(), schema.RegistrantInput.parse(change))).toBe(3)
    const sheet = (await registrantSheet(office().db, (await maarja()).person, ours, id))!
    expect(sheet).toMatchObject({
      registrant: { workplace: 'Tamme Kool', wantsPaper: false, wantsNews: true },
      standing: { place: 'NOWHERE' },
    })
    expect(JSON.stringify(sheet.changes)).not.toContain('49306170714')
    await cancelRegistrant(await maarja(), { id, seen: await seenOf(id) })
    expect((await registrantsOf(office().db, ours)).map(({ id: listed }) => listed)).not.toContain(id)
    expect(await office().db.registrant.findUnique({ where: { id } })).toMatchObject({
      wantsNews: true,
      removedAt: noon,
    })
    await expectRefused(
      office(),
      async () => cancelRegistrant(await maarja(), { id, seen: await seenOf(id) }),
      'registrantGone',
    )
  })

  test('with a name that is on the list already is refused until it is marked as another person', async () => {
    const { runId: run } = await aRun(office(), [])
    const ene = { firstName: 'Ene', lastName: 'Õis-O\u2019Ley', personalCode: '', email: 'ene@posti.example' }
    const add = async (about: object = {}) =>
      addRegistrant(await maarja(), added({ ...ene, runId: run, ...about }))
    const { id } = await add()
    for (const about of [
      {},
      { email: '' },
      { email: 'teine@posti.example' },
      { personalCode: '49306170714' },
      { firstName: 'ENE', lastName: "O\u0303is\u2011o'ley" },
      { firstName: "Õis-O'Ley", lastName: 'Ene' },
    ])
      await expectRefused(office(), () => add(about), 'registrantLikely')
    await add({ email: 'teine@posti.example', another: 'ON' })
    const other = await add({ firstName: 'Eha' })
    const renamed = { ...typed, ...ene, id: other.id, seen: await seenOf(other.id) }
    const rename = async (about: object = {}) =>
      changeRegistrant(await maarja(), schema.RegistrantInput.parse({ ...renamed, ...about }))
    await expectRefused(office(), rename, 'registrantLikely')
    expect(await rename({ another: 'ON' })).toBe(2)
    const unchanged = { ...typed, ...ene, id, seen: await seenOf(id), phone: '1' }
    expect(await changeRegistrant(await maarja(), schema.RegistrantInput.parse(unchanged))).toBe(2)
  })

  test('is added once by two people at once, and to neither a run from Juhan nor another unit’s', async () => {
    const code = { personalCode: '37611300846' }
    const add = async () => addRegistrant(await maarja(), added(code))
    expect(await atOnce(add, add)).toEqual({ done: 1, codes: ['registrantTwice'] })
    await expectRefused(
      office(),
      async () => addRegistrant(await maarja(), added({ runId: linked })),
      'addInJuhan',
    )
    await expectRefused(
      office(),
      async () => addRegistrant(await maarja(), added({ runId: writing.runs[0].id })),
      'notFound',
    )
  })

  test('who came from Juhan can’t be changed or cancelled in Olek, but can have answers to our questions', async () => {
    const told = { runId: linked, juhanId: '990002', firstName: 'Aet', lastName: 'Roos' }
    const { id } = await office().db.registrant.create({ data: { ...told, juhanStatus: 'REGISTERED' } })
    await expectRefused(
      office(),
      async () => cancelRegistrant(await maarja(), { id, seen: '' }),
      'cancelInJuhan',
    )
    const change = schema.RegistrantInput.parse({ ...typed, id, seen: '' })
    await expectRefused(office(), async () => changeRegistrant(await maarja(), change), 'changeInJuhan')
    const [level, trip, food] = inquiry.questions
    const answers = { [level.id]: ' 3. kooliaste ', [trip.id]: 'YES', [food.id]: 'taimetoit' }
    await changeAnswers(await maarja(), schema.OwnAnswersInput.parse({ id, seen: '', answers }))
    const stored = await office().db.registrant.findUniqueOrThrow({ where: { id } })
    expect(stored.answers).toEqual({ ...answers, [level.id]: '3. kooliaste' })
    const wrong = { id, seen: await seenOf(id), answers: { [food.id]: 'pitsa', [trip.id]: 'JAH' } }
    await expectRefused(
      office(),
      async () => changeAnswers(await maarja(), schema.OwnAnswersInput.parse(wrong)),
      'answerWrong',
      'answerWrong',
    )
  })

  test('keeps the answers when their question is changed or retired', async () => {
    const food = inquiry.questions[2]
    const change = async (choices: string, retired?: string) =>
      changeQuestion(
        await maarja(),
        schema.QuestionInput.parse({
          id: food.id,
          text: food.text,
          choices,
          retired,
          seen: await seen(`registrants.programme.${inquiry.id}`),
        }),
      )
    await expectRefused(office(), () => change('tavatoit\ngluteenivaba'), 'choiceAnswered')
    await expectRefused(office(), () => change('taimetoit'), 'choicesFew')
    await change('taimetoit\nkala', 'ON')
    const [aet] = await office().db.registrant.findMany({ where: { juhanId: '990002' } })
    const answered = { id: aet!.id, seen: await seenOf(aet!.id), answers: {} }
    await changeAnswers(await maarja(), schema.OwnAnswersInput.parse(answered))
    const { answers } = await office().db.registrant.findUniqueOrThrow({ where: { id: aet!.id } })
    expect(answers).toEqual({ [food.id]: 'taimetoit' })
  })

  test('is found by the beginnings of names, counted by place, and marked when there is no code', async () => {
    await addRegistrant(await maarja(), added({ firstName: 'Õie', lastName: 'Tamm', personalCode: '' }))
    const all = await registrantsOf(office().db, ours)
    expect(all.map(({ lastName }) => lastName)).toEqual(
      all.map(({ lastName }) => lastName).toSorted(new Intl.Collator('et').compare),
    )
    const found = filtered(all, schema.RegistrantsFilter.parse({ q: 'oi ta' }))
    expect(found.registrants).toMatchObject([{ firstName: 'Õie', question: { ask: 'NO_CODE' } }])
    expect(found.counts).toMatchObject({ unsettled: 1, places: [{ value: 'NOWHERE', count: all.length }] })
  })
})
