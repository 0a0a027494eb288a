import { audit } from '@/lib/access/audit'
import type { Act } from '@/lib/access/action'
import { holds, type Person } from '@/lib/access/rights'
import type { Tx } from '@/lib/shared/db'
import { maskPersonalCode } from '@/lib/shared/personal-code'
import { Refused } from '@/lib/shared/refusal'

type Named = { firstName: string; lastName: string; personalCode: string | null }
type Contact = { email: string; phone: string }

/** Adds a new person to the register. Throws when somebody has the code. Returns the id. */
export async function addPerson(tx: Tx, person: Named & Contact): Promise<string> {
  await holdPersons(tx)
  await freeCode(tx, person.personalCode)
  const { firstName, lastName, personalCode, email, phone } = person
  const learner = await tx.learner.create({ data: { firstName, lastName, personalCode, email, phone } })
  return learner.id
}

/** Changes a person's names, and the code if one is given. Throws when somebody else has the code. */
export async function renamePerson(tx: Tx, act: Act, id: string, told: Named): Promise<void> {
  await holdPersons(tx)
  const before = await tx.learner.findUniqueOrThrow({ where: { id } })
  const personalCode = told.personalCode ?? before.personalCode
  if (personalCode !== before.personalCode) await freeCode(tx, personalCode)
  const { firstName, lastName } = told
  await tx.learner.update({ where: { id }, data: { firstName, lastName, personalCode } })
  const masked = (code: string | null) => (code ? maskPersonalCode(code) : '')
  const details = {
    from: [before.firstName, before.lastName, masked(before.personalCode)],
    to: [firstName, lastName, masked(personalCode)],
  }
  await audit(tx, { at: act.now, userId: act.person.id, act: 'learners.rename', subject: id, details })
}

/**
 * The study office changes anybody's name and code; others only those of persons who study in no other units than
 * theirs.
 */
export async function mayRename(tx: Tx, person: Person, id: string, units: 'ALL' | readonly string[]) {
  if (holds(person, 'STUDY_OFFICE') || units === 'ALL') return true
  const elsewhere = { learnerId: id, unitId: { notIn: [...units] } }
  return !(await tx.studyPlace.findFirst({ where: elsewhere, select: { id: true } }))
}

/** Imports take this lock too: otherwise a new person could be added twice. */
const holdPersons = (tx: Tx) => tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('olek.import'))`

async function freeCode(tx: Tx, personalCode: string | null) {
  if (personalCode && (await tx.learner.findUnique({ where: { personalCode } })))
    throw new Refused([{ code: 'codeOfAnother', field: 'choice' }])
}
