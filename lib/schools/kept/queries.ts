import { dayFromDate, type Day } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import type { ConsentState, DecisionIssuer } from '@/lib/shared/generated/enums'
import type { StayOf } from '../rules/stays'

type Row = { id: string; originId: string | null }
export type NeedsRow = Row & {
  changedOn: Day
  needs: string[]
  services: { service: string; subjects: string[] }[]
  specialistText: string
  measuresText: string
  otherText: string
}
export type DecisionRow = Row & {
  issuer: DecisionIssuer
  number: string
  decidedOn: Day
  validFrom: Day
  validTo: Day | null
  content: string
  consent: ConsentState
  consentOn: Day | null
  consentNote: string
}
export type LanguageRow = Row & { changedOn: Day; language: string; level: string }
export type SwimmingRow = Row & {
  changedOn: Day
  plannedHours: number | null
  doneHours: number | null
  groupSize: string
  level: string
  trainerCode: string
  assistantCodes: string[]
}
export type ConsentRow = Row & { number: string; decidedOn: Day; given: boolean; note: string }
export type AbsenceRow = Row & { year: number; quarter: number; hours: number; times: number }
export type GradeRow = Row & { changedOn: Day; year: number; subject: string }

/** What a house keeps of a pupil during a stay, by kind. */
export type KeptRows = {
  needs: NeedsRow[]
  decisions: DecisionRow[]
  languages: LanguageRow[]
  swimming: SwimmingRow[]
  consents: ConsentRow[]
  absences: AbsenceRow[]
  grades: GradeRow[]
}

/** Everything kept of a stay; `pupilId`, house and stay say whose. */
export async function keptOf(client: Db | Tx, pupilId: string, stay: StayOf): Promise<KeptRows> {
  const where = { pupilId, houseId: stay.houseId, stayId: stay.stayId }
  const [needs, decisions, languages, swimming, consents, absences, grades] = [
    await client.specialNeeds.findMany({ where }),
    await decisionsOf(client, pupilId, [stay]),
    await client.foreignLanguage.findMany({ where, orderBy: [{ language: 'asc' }] }),
    await client.swimming.findMany({ where }),
    await client.consent.findMany({ where, orderBy: [{ decidedOn: 'desc' }, { number: 'asc' }] }),
    await client.absence.findMany({ where, orderBy: [{ year: 'desc' }, { quarter: 'asc' }] }),
    await client.failingGrade.findMany({ where, orderBy: [{ year: 'desc' }, { subject: 'asc' }] }),
  ]
  return {
    needs: needs.map(withDay).map((row) => ({ ...row, services: row.services as NeedsRow['services'] })),
    decisions,
    languages: languages.map(withDay),
    swimming: swimming.map(withDay),
    consents: consents.map((row) => ({ ...row, decidedOn: dayFromDate(row.decidedOn) })),
    absences,
    grades: grades.map(withDay),
  }
}

const withDay = <R extends { changedOn: Date }>(row: R) => ({ ...row, changedOn: dayFromDate(row.changedOn) })

/** The decisions kept for any of the stays, the newest first. */
export async function decisionsOf(
  client: Db | Tx,
  pupilId: string,
  stays: readonly StayOf[],
): Promise<(DecisionRow & StayOf)[]> {
  const rows = await client.decision.findMany({
    where: { pupilId, OR: stays.map(({ houseId, stayId }) => ({ houseId, stayId })) },
    orderBy: [{ decidedOn: 'desc' }, { number: 'asc' }],
  })
  return rows.map((row) => ({
    ...row,
    decidedOn: dayFromDate(row.decidedOn),
    validFrom: dayFromDate(row.validFrom),
    validTo: row.validTo && dayFromDate(row.validTo),
    consentOn: row.consentOn && dayFromDate(row.consentOn),
  }))
}
