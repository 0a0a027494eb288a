import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { changing } from '@/lib/access/changes'
import { addPerson, mayRename, renamePerson } from '@/lib/learners/commands/persons'
import { dayInTallinn } from '@/lib/shared/dates'
import type { Tx } from '@/lib/shared/db'
import { Prisma, type Registrant } from '@/lib/shared/generated/client'
import { readPersonalCode } from '@/lib/shared/personal-code'
import { Refused } from '@/lib/shared/refusal'
import { registrantsOf } from '../queries/registrants'
import { identityQuestion, isNamed, namesakes, type SettledAs } from '../rules/identity'
import { type Named, isName } from '../rules/told'
import type { ApartInput, SettleInput } from '../schema/runs'
import { keptUnits } from '../scope'
import { listed, runOf } from './registrants'
import { heldRun } from './runs'

/**
 * Settles who a registrant is, as the user chose: OURS – our learner, and the register stays as it is; TOLD – our
 * learner, who from now on has the told name and code; NEW – nobody in our register; or the chosen namesake there. The
 * machine never decides this. A new person gets the typed name, else the told one. Throws for another person when this
 * registration already has a study place, for a chosen person who is no namesake, for a new person with somebody's
 * code, for an unreadable name. Returns the run's id.
 */
export async function settleIdentity(act: Act, input: z.output<typeof SettleInput>): Promise<string> {
  const { id, seen, choice } = input
  const runId = await runOf(act, id)
  const subject = `registrants.registrant.${id}` as const
  await changing(act, { name: 'registrants.settle', subject, seen }, async (tx) => {
    await heldRun(tx, act, runId)
    const registrant = await listed(tx, id)
    const ours = await learnerOf(tx, registrant)
    const learnerId = await chosen(tx, act, { registrant, ours, input })
    if (learnerId !== registrant.learnerId) await noPlaceOfAnother(tx, id, learnerId)
    const learner = await tx.learnersLearner.findFirstOrThrow({ where: { id: learnerId } })
    const told: SettledAs = namedOf(registrant)
    const settled = { linked: namedOf(learner), byCode: null, settledAs: null }
    const settledAs = identityQuestion(told, settled) ? told : Prisma.DbNull
    await tx.registrant.update({ where: { id }, data: { learnerId, settledAs } })
    const was = ours ? `${ours.firstName} ${ours.lastName}` : ''
    return {
      before: { settledTo: registrant.learnerId ? was : '', settledWay: '' },
      after: { settledTo: `${learner.firstName} ${learner.lastName}`, settledWay: wayOf(choice) },
    }
  })
  return runId
}

/**
 * Records that two registrations with one name and address are of two persons. Throws choiceGone when the question is
 * no longer open, or never was: one code or one learner is one person. Returns the run's id.
 */
export async function settleApart(
  act: Act,
  { id, other, seen }: z.output<typeof ApartInput>,
): Promise<string> {
  const runId = await runOf(act, id)
  const subject = `registrants.registrant.${id}` as const
  await changing(act, { name: 'registrants.apart', subject, seen }, async (tx) => {
    await heldRun(tx, act, runId)
    const registrant = await listed(tx, id)
    const twin = (await registrantsOf(tx, runId))
      .find((each) => each.id === id)
      ?.twins.find((each) => each.id === other)
    if (twin?.by !== 'ADDRESS') throw new Refused([{ code: 'choiceGone' }])
    await tx.registrant.update({ where: { id }, data: { apart: [...registrant.apart, other] } })
    return { before: { apart: '' }, after: { apart: [twin.name, twin.juhanId].filter(Boolean).join(', ') } }
  })
  return runId
}

/** The learner whom the registrant is linked to, or else the one with the told code. */
const learnerOf = (tx: Tx, { learnerId, personalCode }: Registrant) =>
  learnerId
    ? tx.learnersLearner.findFirst({ where: { id: learnerId } })
    : personalCode
      ? tx.learnersLearner.findFirst({ where: { personalCode } })
      : null

type Asked = {
  registrant: Registrant
  ours: (Named & { id: string }) | null
  input: z.output<typeof SettleInput>
}

async function chosen(tx: Tx, act: Act, { registrant, ours, input }: Asked): Promise<string> {
  const { choice } = input
  if (choice === 'NEW') return addPerson(tx, { ...registrant, ...newPerson(registrant, input, act.now) })
  if (choice === 'OURS' || choice === 'TOLD') {
    if (!ours) throw new Refused([{ code: 'choiceGone', field: 'choice' }])
    if (choice === 'OURS') return ours.id
    if (!(await mayRename(tx, act.person, ours.id, keptUnits(act.person))))
      throw new Refused([{ code: 'renameByOffice', field: 'choice' }])
    if (!isNamed(registrant)) throw new Refused([{ code: 'nameOdd', field: 'choice' }])
    await renamePerson(tx, act, ours.id, registrant)
    return ours.id
  }
  const learner = await tx.learnersLearner.findFirst({ where: { id: choice } })
  if (!learner || !namesakes(learner, registrant))
    throw new Refused([{ code: 'choiceGone', field: 'choice' }])
  return learner.id
}

/** A new person's name: as typed, else as told; an invalid code is left out. */
function newPerson(told: Registrant, typed: Asked['input'], now: Date): Named {
  const named = { firstName: typed.firstName || told.firstName, lastName: typed.lastName || told.lastName }
  if (!isName(named.firstName)) throw new Refused([{ code: 'nameOdd', field: 'firstName' }])
  if (!isName(named.lastName)) throw new Refused([{ code: 'nameOdd', field: 'lastName' }])
  const personalCode = readPersonalCode(typed.personalCode || (told.personalCode ?? ''), dayInTallinn(now))
  if (typed.personalCode && !personalCode)
    throw new Refused([{ code: 'ownCodeWrong', field: 'personalCode' }])
  return { ...named, personalCode }
}

/** The study place already belongs to somebody, and a directive may name it. */
async function noPlaceOfAnother(tx: Tx, registrantId: string, learnerId: string) {
  const place = await tx.learnersStudyPlace.findFirst({ where: { registrantId } })
  if (place && place.learnerId !== learnerId)
    throw new Refused([{ code: 'identityOnDirective', field: 'choice' }])
}

const namedOf = ({ firstName, lastName, personalCode }: Named): Named => ({
  firstName,
  lastName,
  personalCode,
})
const wayOf = (choice: string) => (['OURS', 'TOLD', 'NEW'].includes(choice) ? choice : 'NAMESAKE')
