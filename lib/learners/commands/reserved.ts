import type { Tx } from '@/lib/shared/db'
import { dateFromDay, type Day } from '@/lib/shared/dates'
import { birthDayOf } from '@/lib/shared/personal-code'

/*
 * Future learners and study places: created when a registrant is put on an admission directive, and in no list before
 * it is registered. Each takes a fixed number of statements, however many.
 */

/** A person who may not be in our register yet. */
export type ToldLearner = {
  personalCode: string
  firstName: string
  lastName: string
  email: string
  phone: string
}

/** Learner ids by personal code, created if missing; the register's data about the others stay as they are. */
export async function learnersByCode(tx: Tx, told: readonly ToldLearner[]): Promise<Map<string, string>> {
  await tx.learner.createMany({
    data: told.map(({ personalCode, firstName, lastName, email, phone }) => {
      const bornOn = birthDayOf(personalCode)
      return { personalCode, firstName, lastName, email, phone, bornOn: bornOn && dateFromDay(bornOn) }
    }),
    skipDuplicates: true,
  })
  const codes = told.map(({ personalCode }) => personalCode)
  const found = await tx.learner.findMany({
    where: { personalCode: { in: codes } },
    select: { id: true, personalCode: true },
  })
  return new Map(found.map(({ id, personalCode }) => [personalCode!, id]))
}

/** A study place that a registrant will have once the admission is registered; both days of the run inclusive. */
export type PlaceToReserve = { registrantId: string; learnerId: string; unitId: string; from: Day; to: Day }

/**
 * Study places of continuing education without any main state: reserved, in no list until an admission is registered.
 * One reserved before follows the run and the learner. Returns their ids by registrant. One statement.
 */
export async function reservePlaces(tx: Tx, places: readonly PlaceToReserve[]): Promise<Map<string, string>> {
  const reserved = await tx.$queryRaw<{ id: string; registrantId: string }[]>`
    INSERT INTO study_place (learner_id, unit_id, code, level, started_on, nominal_end_on, registrant_id)
    SELECT "learnerId", "unitId", 'T-' || "registrantId", 'CONTINUING', "from", "to", "registrantId"
      FROM json_to_recordset(${JSON.stringify(places)}::json)
           AS p("registrantId" uuid, "learnerId" uuid, "unitId" uuid, "from" date, "to" date)
    ON CONFLICT (registrant_id) DO UPDATE SET learner_id = excluded.learner_id, unit_id = excluded.unit_id,
           started_on = excluded.started_on, nominal_end_on = excluded.nominal_end_on
    RETURNING id, registrant_id AS "registrantId"`
  return new Map(reserved.map(({ id, registrantId }) => [registrantId, id]))
}
