import { randomUUID } from 'node:crypto'
import { putOnDirective } from '@/lib/registrants/commands/directive'
import { dateFromDay } from '@/lib/shared/dates'
import { inTransaction } from '@/lib/shared/db'
import type { JuhanStatus } from '@/lib/shared/generated/enums'
import { checkPersonalCode } from '@/lib/shared/personal-code'
import { units, users } from '@/prisma/cast'
import { aDirective } from './documents'
import { noon, type Office } from './office'

type Registered = {
  firstName?: string
  lastName?: string
  personalCode?: string | null
  juhanStatus?: JuhanStatus | null
  email?: string
}
export type MadeRun = { programmeId: string; runId: string; registrants: string[] }

let made = 0

/**
 * Makes a run from 01.12. to 19.12.2026, by default of unit LT, with these registrants, by default each with a personal
 * code. `linked`: to a run in Juhan.
 */
export async function aRun(
  { db }: Office,
  registered: readonly Registered[] = [{}],
  { linked = false, unitId = units.LT.id as string }: { linked?: boolean; unitId?: string } = {},
): Promise<MadeRun> {
  const run = ++made
  const programme = await db.programme.create({
    data: { unitId, code: `TK-${run}`, name: `Täienduskoolitus ${run}`, hours: 26 },
  })
  const { id: runId } = await db.run.create({
    data: {
      programmeId: programme.id,
      code: `TK-${run}-1`,
      startsOn: dateFromDay('2026-12-01'),
      endsOn: dateFromDay('2026-12-19'),
      juhanId: linked ? String(90_000 + run) : null,
    },
  })
  const registrants = registered.map((each, at) => ({
    id: randomUUID(),
    runId,
    firstName: each.firstName ?? 'Osaleja',
    lastName: each.lastName ?? `${word(run)}${word(at)}`,
    personalCode: each.personalCode === undefined ? codeOf(run * 100 + at) : each.personalCode,
    email: each.email ?? `osaleja.${run}.${at}@naide.example`,
    juhanId: linked ? `${900_000 + run * 100 + at}` : null,
    juhanStatus: linked ? (each.juhanStatus ?? ('REGISTERED' as const)) : null,
  }))
  await db.registrant.createMany({ data: registrants })
  if (linked) await toldNow({ db }, runId, registrants)
  return { programmeId: programme.id, runId, registrants: registrants.map(({ id }) => id) }
}

/** Makes a refresh in which Juhan has just told exactly this list. */
async function toldNow({ db }: Pick<Office, 'db'>, runId: string, registrants: readonly Told[]) {
  await db.run.update({ where: { id: runId }, data: { refreshedAt: noon } })
  const ended = { state: 'APPLIED' as const, endedAt: noon, endedBy: 'Maarja Ilves' }
  const rows = registrants.map(({ id, juhanId, juhanStatus, firstName, lastName }, at) => ({
    position: at + 1,
    juhanId: juhanId!,
    registrantId: id,
    name: `${firstName} ${lastName}`,
    juhanStatus,
    step: 'SAME',
  }))
  await db.refresh.create({
    data: {
      runId,
      userId: users.maarja.id,
      who: 'Maarja Ilves',
      startedAt: noon,
      ...ended,
      rows: { create: rows },
    },
  })
}
type Told = {
  id: string
  juhanId: string | null
  juhanStatus: JuhanStatus | null
  firstName: string
  lastName: string
}

/** A number spelt in letters, because a name with figures in it is refused. */
const word = (number: number) =>
  [...String(number)].map((figure) => 'aeioumnrst'[Number(figure)]).join('') + 'sk'

/** A different personal code for each number below 40,000, with its check digit. */
function codeOf(number: number): string {
  const ten = `4${60 + Math.floor(number / 1_000)}0101${String(number % 1_000).padStart(3, '0')}`
  const digit = [...'0123456789'].find((last) => checkPersonalCode(ten + last))
  return ten + digit!
}

/** The study places reserved for registrants of a run. `admitted`: also registers their admission. */
export async function placesOf(
  office: Office,
  { runId, registrants }: MadeRun,
  { admitted = false } = {},
): Promise<string[]> {
  await inTransaction(office.db, (tx) => putOnDirective(tx, runId, 'ADMISSION', registrants))
  const found = await office.db.studyPlace.findMany({ where: { registrantId: { in: registrants } } })
  const places = registrants.map((id) => found.find(({ registrantId }) => registrantId === id)!.id)
  if (admitted) await aDirective(office, { kind: 'ADMISSION', places, state: 'REGISTERED' })
  return places
}
