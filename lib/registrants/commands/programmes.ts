import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { changing, differences, recordChanges } from '@/lib/access/changes'
import { plainText as plain } from '@/lib/import/rules/plain-text'
import { unitTyped } from '@/lib/settings/queries/units'
import { dateFromDay, dayFromDate, dayInTallinn } from '@/lib/shared/dates'
import { inTransaction, type Db, type Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { Programme, Question } from '@/lib/shared/generated/client'
import { Refused } from '@/lib/shared/refusal'
import { codeTaken } from '@/lib/shared/taken'
import { standingColumn } from '../import/columns'
import type { NewProgrammeInput, NewQuestionInput, ProgrammeInput, QuestionInput } from '../schema/runs'
import { mayKeep } from '../scope'

const withCode = Prisma.sql`SELECT id::text FROM programme WHERE same_code(code)`

const subjectOf = (id: string) => `registrants.programme.${id}` as const

/**
 * Adds a programme to one of the person's units. Returns its id. Throws unitNone, unitSeveral, and when the unit is closed or
 * the code is taken.
 */
export function addProgramme(act: Act, input: z.output<typeof NewProgrammeInput>): Promise<string> {
  return inTransaction(act.db, async (tx) => {
    const unitId = await unitTyped(tx, input.unitId)
    const unit = unitId && (await tx.settingsUnit.findFirst({ where: { id: unitId } }))
    const open = unit && (!unit.closedOn || dayFromDate(unit.closedOn) > dayInTallinn(act.now))
    if (!open || !mayKeep(act.person, unit.id)) throw new Refused([{ code: 'unitMissing', field: 'unitId' }])
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('olek.programme'))`
    if (await codeTaken(tx, withCode, input.code)) throw new Refused([{ code: 'codeTaken', field: 'code' }])
    const programme = await tx.programme.create({ data: { ...input, unitId: unit.id } })
    const after = { unit: unit.name, code: programme.code, ...textsOf(programme) }
    await recordChanges(tx, act, {
      name: 'programmes.add',
      subject: subjectOf(programme.id),
      changes: differences({}, after),
    })
    return programme.id
  })
}

/** Changes a programme's name, length and closing day. Returns the number of changed fields. */
export async function changeProgramme(
  act: Act,
  { id, seen, closedOn, ...rest }: z.output<typeof ProgrammeInput>,
): Promise<number> {
  await keptProgramme(act.db, act, id)
  return changing(act, { name: 'programmes.change', subject: subjectOf(id), seen }, async (tx) => {
    const before = await tx.programme.findUniqueOrThrow({ where: { id } })
    const data = { ...rest, closedOn: closedOn && dateFromDay(closedOn) }
    const after = await tx.programme.update({ where: { id }, data })
    return { before: textsOf(before), after: textsOf(after) }
  })
}

/** Adds a question of the programme's own to its registration form. Returns the programme's id. */
export async function addQuestion(act: Act, input: z.output<typeof NewQuestionInput>): Promise<string> {
  const { programmeId, seen, text, sort, choices } = input
  await keptProgramme(act.db, act, programmeId)
  await changing(
    act,
    { name: 'programmes.addQuestion', subject: subjectOf(programmeId), seen },
    async (tx) => {
      await keptProgramme(tx, act, programmeId)
      await refuseAlike(tx, programmeId, text)
      const position = await tx.question.count({ where: { programmeId } })
      const question = await tx.question.create({
        data: { programmeId, text, sort, position, choices: sort === 'CHOICE' ? choices : [] },
      })
      return { before: {}, after: questionTexts(question) }
    },
  )
  return programmeId
}

/** Changes a question's words and choices, or retires it; answers stay. Throws when a choice in use would disappear. */
export async function changeQuestion(act: Act, input: z.output<typeof QuestionInput>): Promise<string> {
  const { id, seen, text, retired } = input
  const found = await act.db.question.findUnique({ where: { id } })
  if (!found) throw new Refused([{ code: 'notFound' }])
  await keptProgramme(act.db, act, found.programmeId)
  const subject = subjectOf(found.programmeId)
  await changing(act, { name: 'programmes.changeQuestion', subject, seen }, async (tx) => {
    const before = await tx.question.findUniqueOrThrow({ where: { id } })
    const choices = before.sort === 'CHOICE' ? (input.choices ?? before.choices) : []
    await refuseLostAnswers(tx, before, choices)
    if (!retired) await refuseAlike(tx, before.programmeId, text, id)
    const today = dateFromDay(dayInTallinn(act.now))
    const retiredOn = retired ? (before.retiredOn ?? today) : null
    const after = await tx.question.update({ where: { id }, data: { text, choices, retiredOn } })
    return { about: [before.text], before: questionTexts(before), after: questionTexts(after) }
  })
  return found.programmeId
}

/**
 * A question is a column of the programme's file, named by its words: these must differ from the standing columns and
 * from other questions.
 */
async function refuseAlike(tx: Tx, programmeId: string, text: string, self?: string) {
  if (standingColumn(text))
    throw new Refused([
      { code: 'questionStanding', params: { column: standingColumn(text)! }, field: 'text' },
    ])
  const asked = await tx.question.findMany({ where: { programmeId, retiredOn: null } })
  const other = asked.find((question) => question.id !== self && plain(question.text) === plain(text))
  if (other) throw new Refused([{ code: 'questionTwice', params: { question: other.text }, field: 'text' }])
}

async function refuseLostAnswers(tx: Tx, { id, sort, choices }: Question, kept: string[]) {
  if (sort !== 'CHOICE') return
  if (kept.length < 2) throw new Refused([{ code: 'choicesFew', field: 'choices' }])
  const gone = choices.filter((choice) => !kept.includes(choice))
  const [answered] = await tx.$queryRaw<{ choice: string }[]>`
    SELECT answers->>${id} AS choice FROM registrant WHERE answers->>${id} = ANY(${gone}::text[]) LIMIT 1`
  if (answered)
    throw new Refused([{ code: 'choiceAnswered', params: { choice: answered.choice }, field: 'choices' }])
}

/** The programme, if the person may edit it; asked first, so that nobody else learns of its changes. */
export async function keptProgramme(tx: Db | Tx, { person }: Act, id: string): Promise<Programme> {
  const programme = await tx.programme.findUnique({ where: { id } })
  if (!programme || !mayKeep(person, programme.unitId)) throw new Refused([{ code: 'notFound' }])
  return programme
}

const textsOf = ({ name, hours, closedOn }: Programme) => ({
  name,
  hours: String(hours),
  closedOn: closedOn ? dayFromDate(closedOn) : '',
})
const questionTexts = ({ text, sort, choices, retiredOn }: Question) => ({
  question: text,
  sort,
  choices: choices.join(', '),
  retiredOn: retiredOn ? dayFromDate(retiredOn) : '',
})
