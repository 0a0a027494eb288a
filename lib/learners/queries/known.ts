import { dayFromDate, type Day } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { Level } from '@/lib/shared/generated/enums'
import { sameCode, sameName } from '@/lib/shared/written'
import { stands } from '../reserved'

/** The name of a place of continuing education, instead of a curriculum's name: its programme and run. */
const runOf = Prisma.sql`
  SELECT r.email, p.name || ', ' || run.code || ' (' || to_char(run.starts_on, 'DD.MM.YYYY') || '–' || to_char(run.ends_on, 'DD.MM.YYYY') || ')' AS name
    FROM registrants_registrant r JOIN registrants_run run ON run.id = r.run_id JOIN registrants_programme p ON p.id = run.programme_id
   WHERE r.id = sp.registrant_id`

/** The details beside a person's name on documents and letters. `studyYear` counts from 1 on the requested day. */
export type StudyPlaceCard = {
  id: string
  /** the office's own key of the place */
  placeCode: string
  learnerId: string
  firstName: string
  lastName: string
  personalCode: string | null
  email: string
  bankAccount: string
  level: Level
  curriculum: string
  studyYear: number
  unitId: string
  unitCode: string
  unitName: string
  /** the main state on the day, e.g. STUDYING; null = none */
  mainState: string | null
}

/**
 * Cards of study places on a day, by study place id, in one statement. Unknown ids are left out. What belongs to one
 * place is looked up by its key (`OFFSET 0`).
 */
export async function studyPlaceCards(
  client: Db | Tx,
  studyPlaceIds: readonly string[],
  on: Day,
): Promise<Map<string, StudyPlaceCard>> {
  if (studyPlaceIds.length === 0) return new Map()
  const cards = await client.$queryRaw<StudyPlaceCard[]>`
    SELECT sp.id, sp.code AS "placeCode", sp.learner_id AS "learnerId", l.first_name AS "firstName", l.last_name AS "lastName",
           l.personal_code AS "personalCode", coalesce(nullif(l.email, ''), run.email, '') AS email, l.bank_account AS "bankAccount", sp.level::text AS level,
           coalesce(c.name, sp.curriculum, run.name, '') AS curriculum,
           extract(year FROM age(${on}::date, sp.started_on))::int + 1 AS "studyYear",
           u.id AS "unitId", u.code AS "unitCode", u.name AS "unitName", sp.main_state AS "mainState"
      FROM (
        SELECT sp.*, term.* FROM study_place sp
         CROSS JOIN LATERAL (
           SELECT max(value) FILTER (WHERE aspect = 'CURRICULUM') AS curriculum,
                  max(value) FILTER (WHERE aspect = 'MAIN_STATE') AS main_state
             FROM study_term t
            WHERE t.study_place_id = sp.id AND t.from_on <= ${on}::date AND (t.to_on IS NULL OR t.to_on >= ${on}::date)) term
         WHERE sp.id = ANY(${[...new Set(studyPlaceIds)]}::uuid[]) OFFSET 0) sp
     CROSS JOIN LATERAL (SELECT * FROM learner WHERE id = sp.learner_id OFFSET 0) l
      JOIN settings_unit u ON u.id = sp.unit_id
      LEFT JOIN curriculum c ON c.code = sp.curriculum
      LEFT JOIN LATERAL (${runOf} OFFSET 0) run ON true`
  return new Map(cards.map((card) => [card.id, card]))
}

/** First days of study places, by id; one statement. */
export async function placesBegin(
  client: Db | Tx,
  studyPlaceIds: readonly string[],
): Promise<Map<string, Day>> {
  const places = await client.studyPlace.findMany({
    where: { id: { in: [...new Set(studyPlaceIds)] } },
    select: { id: true, startedOn: true },
  })
  return new Map(places.map(({ id, startedOn }) => [id, dayFromDate(startedOn)]))
}

/** A person's address; a letter without one goes to whoever looks after deliveries. */
export type Contact = { firstName: string; lastName: string; email: string }

/** Names and addresses by learner id, in one statement. */
export async function contactsOf(
  client: Db | Tx,
  learnerIds: readonly string[],
): Promise<Map<string, Contact>> {
  const found = await client.$queryRaw<(Contact & { id: string })[]>`
    SELECT id, first_name AS "firstName", last_name AS "lastName", email FROM learner
     WHERE id = ANY(${[...new Set(learnerIds)]}::uuid[])`
  return new Map(found.map((contact) => [contact.id, contact]))
}

/** Where a letter to the learner would go now: the own address, else that of the last registration; empty where there is none. */
export async function addressNow(client: Db | Tx, learnerId: string): Promise<string> {
  const [found] = await client.$queryRaw<{ email: string }[]>`
    SELECT coalesce(nullif(l.email, ''), (
             SELECT r.email FROM study_place sp JOIN registrants_registrant r ON r.id = sp.registrant_id
              WHERE sp.learner_id = l.id AND r.email <> '' ORDER BY sp.started_on DESC LIMIT 1), '') AS email
      FROM learner l WHERE l.id = ${learnerId}::uuid`
  return found?.email ?? ''
}

/** Which of these numbers a valid paper of the kind already has, and the document that made it; one statement. */
export async function certificatesNumbered(
  client: Db | Tx,
  kind: string,
  numbers: readonly string[],
): Promise<Map<string, string>> {
  const asked = new Map(numbers.map((number) => [sameCode(number), number]))
  const found = await client.$queryRaw<{ number: string; document: string }[]>`
    SELECT same_code(c.number) AS number, coalesce(d.number, '–') AS document FROM certificate c JOIN documents_document d ON d.id = c.document_id
     WHERE c.kind = ${kind} AND same_code(c.number) = ANY(${[...asked.keys()]}) AND c.annulled_at IS NULL`
  return new Map(found.map(({ number, document }) => [asked.get(number)!, document]))
}

/** A valid paper of a study place. */
export type Paper = { studyPlaceId: string; kind: string; number: string }

/** The valid papers of study places, in one statement. */
export const certificatesOf = (client: Db | Tx, studyPlaceIds: readonly string[]): Promise<Paper[]> =>
  client.certificate.findMany({
    where: { studyPlaceId: { in: [...studyPlaceIds] }, annulledAt: null },
    orderBy: [{ kind: 'asc' }, { number: 'asc' }],
    select: { studyPlaceId: true, kind: true, number: true },
  })

/** A study place of a person whom a list may name. */
export type ListedPlace = {
  id: string
  learnerId: string
  personalCode: string | null
  otherCode: string | null
  placeCode: string
  name: string
  bornOn: Day | null
  email: string
}

/**
 * Study places of the persons in a list: by personal code, other code, the code of the place, or by first and last name, in
 * any spelling; newest first, in one statement. Each is looked up by its own key (`OFFSET 0`), however many are asked for.
 */
export const placesListed = (
  client: Db | Tx,
  asked: {
    codes: readonly string[]
    otherCodes: readonly string[]
    placeCodes: readonly string[]
    names: readonly { firstName: string; lastName: string }[]
  },
) => client.$queryRaw<ListedPlace[]>`
  WITH named AS (
    SELECT l.id FROM unnest(${[...asked.codes]}::text[]) AS n (code)
     CROSS JOIN LATERAL (SELECT id FROM learner WHERE personal_code = n.code OFFSET 0) l
    UNION SELECT l.id FROM unnest(${asked.otherCodes.map(sameCode)}::text[]) AS n (code)
     CROSS JOIN LATERAL (SELECT id FROM learner WHERE same_code(other_code) = n.code OFFSET 0) l
    UNION SELECT l.id FROM unnest(${asked.names.map(({ lastName }) => sameName(lastName))}::text[],
                                  ${asked.names.map(({ firstName }) => sameName(firstName))}::text[]) AS n (last_name, first_name)
     CROSS JOIN LATERAL (SELECT id FROM learner
                          WHERE same_name(last_name) = n.last_name AND same_name(first_name) = n.first_name OFFSET 0) l),
  listed AS (
    SELECT p.id FROM unnest(${asked.placeCodes.map(sameCode)}::text[]) AS n (code)
     CROSS JOIN LATERAL (SELECT id FROM study_place WHERE same_code(code) = n.code OFFSET 0) p
    UNION SELECT p.id FROM named CROSS JOIN LATERAL (SELECT id FROM study_place WHERE learner_id = named.id OFFSET 0) p)
  SELECT sp.id, l.id AS "learnerId", l.personal_code AS "personalCode", l.other_code AS "otherCode",
         sp.code AS "placeCode", l.first_name || ' ' || l.last_name AS name, l.born_on::text AS "bornOn", l.email
    FROM listed CROSS JOIN LATERAL (SELECT * FROM study_place WHERE id = listed.id OFFSET 0) sp
   CROSS JOIN LATERAL (SELECT * FROM learner WHERE id = sp.learner_id OFFSET 0) l
   WHERE ${stands}
   ORDER BY sp.started_on DESC, sp.id`
