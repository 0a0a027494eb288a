import { storedAnswers } from '../stored'
import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { changing, differences, recordChanges } from '@/lib/access/changes'
import { dateFromDay, dayFromDate, dayInTallinn, showDay } from '@/lib/shared/dates'
import { inTransaction, type Tx } from '@/lib/shared/db'
import type { Question, Registrant, Run } from '@/lib/shared/generated/client'
import { likenesses } from '@/lib/shared/likeness'
import { maskPersonalCode } from '@/lib/shared/personal-code'
import { Refused } from '@/lib/shared/refusal'
import { learnersOfCodes, onListOf } from '../on-list'
import { readAnswers, type Answers } from '../rules/answers'
import {
  canHaveRegistered,
  type CancelInput,
  type NewRegistrantInput,
  type OwnAnswersInput,
  type RegistrantInput,
} from '../schema/runs'
import { standingsOf } from '../standing'
import { heldRun, keptRun } from './runs'

const subjectOf = (id: string) => `registrants.registrant.${id}` as const

/**
 * Registers somebody for a run that isn't linked to Juhan. Throws when the list already has the code; a namesake on it
 * is refused too, unless `another` says that this is somebody else. Returns its id and the run's.
 */
export function addRegistrant(
  act: Act,
  input: z.output<typeof NewRegistrantInput>,
): Promise<{ runId: string; id: string }> {
  return inTransaction(act.db, async (tx) => {
    const run = await heldRun(tx, act, input.runId)
    if (run.juhanId) throw new Refused([{ code: 'addInJuhan' }])
    refuseDay(act, input)
    await onceOnList(tx, run.id, input)
    const questions = await questionsOf(tx, run)
    const registrant = await tx.registrant.create({
      data: { ...toldColumns(input), ...ownColumns(questions, input, {}), runId: run.id, createdAt: act.now },
    })
    const changes = differences({}, textsOf(registrant, questions))
    await recordChanges(tx, act, { name: 'registrants.add', subject: subjectOf(registrant.id), changes })
    return { runId: run.id, id: registrant.id }
  })
}

/** Changes somebody registered with us. Throws for registrants from Juhan: those fields are changed there. */
export function changeRegistrant(act: Act, input: z.output<typeof RegistrantInput>): Promise<number> {
  return changingRegistrant(act, 'registrants.change', input, async (tx, registrant, run) => {
    if (registrant.juhanId) throw new Refused([{ code: 'changeInJuhan' }])
    refuseDay(act, input)
    const same = (['firstName', 'lastName'] as const).every((name) => input[name] === registrant[name])
    if (!same || input.personalCode !== (registrant.personalCode ?? ''))
      await onceOnList(tx, run.id, input, registrant.id)
    return toldColumns(input)
  })
}

/** Changes the fields that only we have about a registrant: Juhan never overwrites them. */
export const changeAnswers = (act: Act, input: z.output<typeof OwnAnswersInput>): Promise<number> =>
  changingRegistrant(act, 'registrants.answer', input, async () => ({}))

/**
 * Cancels a registration made with us; keeps the answers. Throws for registrants from Juhan, and for those who are on
 * an admission under way or have ever been admitted.
 */
export async function cancelRegistrant(
  act: Act,
  { id, seen }: z.output<typeof CancelInput>,
): Promise<string> {
  const run = await runOf(act, id)
  await changing(act, { name: 'registrants.cancel', subject: subjectOf(id), seen }, async (tx) => {
    await heldRun(tx, act, run)
    const registrant = await listed(tx, id)
    if (registrant.juhanId) throw new Refused([{ code: 'cancelInJuhan' }])
    const standing = (await standingsOf(tx, run)).get(id)!
    if (standing.place !== 'NOWHERE')
      throw new Refused([
        { code: standing.place === 'ADMISSION_UNDER_WAY' ? 'cancelOnDirective' : 'cancelAdmitted' },
      ])
    await tx.registrant.update({ where: { id }, data: { removedAt: act.now } })
    return { before: { onList: 'ON' }, after: { onList: 'OFF' } }
  })
  return run
}

type OwnInput = z.output<typeof OwnAnswersInput>

async function changingRegistrant(
  act: Act,
  name: string,
  input: OwnInput,
  columns: (tx: Tx, registrant: Registrant, run: Run) => Promise<object>,
) {
  const { id, seen } = input
  const runId = await runOf(act, id)
  return changing(act, { name, subject: subjectOf(id), seen }, async (tx) => {
    const run = await heldRun(tx, act, runId)
    const before = await listed(tx, id)
    const questions = await questionsOf(tx, run)
    const data = {
      ...(await columns(tx, before, run)),
      ...ownColumns(questions, input, storedAnswers.parse(before.answers)),
    }
    const after = await tx.registrant.update({ where: { id }, data })
    return { before: textsOf(before, questions), after: textsOf(after, questions) }
  })
}

/** The registrant's run, if the person may edit it. */
export async function runOf(act: Act, id: string) {
  const found = await act.db.registrant.findUnique({ where: { id }, select: { runId: true } })
  if (!found) throw new Refused([{ code: 'notFound' }])
  await keptRun(act.db, act, found.runId)
  return found.runId
}

/** The registrant, if still on the list. */
export async function listed(tx: Tx, id: string): Promise<Registrant> {
  const registrant = await tx.registrant.findUnique({ where: { id } })
  if (!registrant || registrant.removedAt) throw new Refused([{ code: 'registrantGone' }])
  return registrant
}

function refuseDay({ now }: Act, { registeredOn }: Pick<ToldInput, 'registeredOn'>) {
  if (registeredOn && !canHaveRegistered(registeredOn, dayInTallinn(now)))
    throw new Refused([{ code: 'registeredOnWrong', field: 'registeredOn' }])
}

/** Nobody is on a list twice: throws for the same code, and asks about a namesake whether it is somebody else. */
async function onceOnList(
  tx: Tx,
  runId: string,
  { personalCode, firstName, lastName, another }: RegistrantTold,
  own?: string,
) {
  const learnerId = personalCode ? (await learnersOfCodes(tx, [personalCode])).get(personalCode) : null
  const told = { firstName, lastName, personalCode: personalCode || null, learnerId }
  const [like] = likenesses([told], await onListOf(tx, runId, own))
  if (!like) return
  if (like.by !== 'NAME') throw new Refused([{ code: 'registrantTwice', field: 'personalCode' }])
  if (another) return
  const name = `${like.other.firstName} ${like.other.lastName}`
  const params = { name, email: like.other.email || '–' }
  throw new Refused([{ code: 'registrantLikely', params, field: 'another' }])
}
type RegistrantTold = Pick<
  z.output<typeof NewRegistrantInput>,
  'personalCode' | 'firstName' | 'lastName' | 'another'
>

const questionsOf = (tx: Tx, { programmeId }: Run) =>
  tx.question.findMany({ where: { programmeId }, orderBy: { position: 'asc' } })

type ToldInput = Omit<z.output<typeof NewRegistrantInput>, 'runId' | 'another'>
const toldColumns = (input: ToldInput) => ({
  firstName: input.firstName,
  lastName: input.lastName,
  personalCode: input.personalCode || null,
  email: input.email,
  phone: input.phone,
  payer: input.payer,
  workplace: input.workplace,
  registeredOn: input.registeredOn && dateFromDay(input.registeredOn),
})

function ownColumns(
  questions: readonly Question[],
  input: Pick<OwnInput, 'wantsPaper' | 'wantsNews' | 'wantsRecognition' | 'answers'>,
  before: Answers,
) {
  const read = readAnswers(questions, input.answers ?? {}, before)
  if ('refusals' in read) throw new Refused(read.refusals)
  const { wantsPaper, wantsNews, wantsRecognition } = input
  return {
    wantsPaper: !!wantsPaper,
    wantsNews: !!wantsNews,
    wantsRecognition: !!wantsRecognition,
    answers: read.answers,
  }
}

/** The changes as texts; a personal code is masked. */
const textsOf = (registrant: Registrant, questions: readonly Question[]) => ({
  firstName: registrant.firstName,
  lastName: registrant.lastName,
  personalCode: registrant.personalCode ? maskPersonalCode(registrant.personalCode) : '',
  email: registrant.email,
  phone: registrant.phone,
  payer: registrant.payer ?? '',
  registeredOn: registrant.registeredOn ? showDay(dayFromDate(registrant.registeredOn)) : '',
  workplace: registrant.workplace,
  wantsPaper: registrant.wantsPaper ? 'ON' : 'OFF',
  wantsNews: registrant.wantsNews ? 'ON' : 'OFF',
  wantsRecognition: registrant.wantsRecognition ? 'ON' : 'OFF',
  ...Object.fromEntries(
    questions.map(({ id, text }) => [text, storedAnswers.parse(registrant.answers)[id] ?? '']),
  ),
})
