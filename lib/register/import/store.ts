import type { Source } from '@/lib/grants/rules/facts'
import type { ByCode } from '@/lib/shared/by-code'
import type { Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { personsOf } from './person'
import type { World } from './world'

/**
 * Stores what the plan left in its world: new and changed facts, each table in one statement (terms in two, so that
 * the closed value makes room for the next). With the effects of documents the only writer of states.
 */
export async function storeImport(tx: Tx, world: World): Promise<void> {
  const learners = personsOf(world).filter(stirred)
  const allPlaces = world.places.values()
  const places = allPlaces.filter(stirred)
  const under = <Fact extends { state: string }>(facts: (place: (typeof allPlaces)[number]) => Fact[]) =>
    allPlaces.flatMap((place) =>
      facts(place)
        .filter(stirred)
        .map((fact) => ({ ...fact, placeId: place.id, learnerId: place.learner.id })),
    )
  const terms = under(({ terms }) => terms).map(withDirective)

  await tx.$executeRaw`
    INSERT INTO learner (id, personal_code, other_code, born_on, first_name, last_name, email, phone, bank_account)
    SELECT id, "personalCode", "otherCode", "bornOn", "firstName", "lastName", email, phone, "bankAccount"
      FROM json_to_recordset(${json(learners)}::json) AS x(id uuid, "personalCode" text, "otherCode" text,
           "bornOn" date, "firstName" text, "lastName" text, email text, phone text, "bankAccount" text)
    ON CONFLICT (id) DO UPDATE SET personal_code = excluded.personal_code, other_code = excluded.other_code,
      born_on = excluded.born_on, first_name = excluded.first_name, last_name = excluded.last_name,
      email = excluded.email, phone = excluded.phone, bank_account = excluded.bank_account`
  const curricula = world.curricula
    .values()
    .flatMap(({ code, name, isNew }) => (isNew ? [{ code, name }] : []))
  await tx.curriculum.createMany({ data: curricula, skipDuplicates: true })
  await tx.$executeRaw`
    INSERT INTO study_place (id, learner_id, unit_id, code, level, started_on, nominal_end_on)
    SELECT id, "learnerId", "unitId", code, level::"Level", "startedOn", "nominalEndOn"
      FROM json_to_recordset(${json(places.map(placeRow))}::json) AS x(id uuid, "learnerId" uuid, "unitId" uuid,
           code text, level text, "startedOn" date, "nominalEndOn" date)
    ON CONFLICT (id) DO UPDATE SET unit_id = excluded.unit_id, nominal_end_on = excluded.nominal_end_on`
  await tx.$executeRaw`
    UPDATE study_term t SET value = x.value, to_on = x."to", imported_number = x.number, imported_on = x.on_day
      FROM json_to_recordset(${json(terms.filter(({ state }) => state === 'CHANGED'))}::json)
           AS x(id uuid, value text, "to" date, number text, on_day date)
     WHERE t.id = x.id AND t.document_id IS NULL`
  await tx.$executeRaw`
    INSERT INTO study_term (id, study_place_id, aspect, value, from_on, to_on, imported_number, imported_on)
    SELECT id, "placeId", aspect::"TermAspect", value, "from", "to", number, on_day
      FROM json_to_recordset(${json(terms.filter(({ state }) => state === 'NEW'))}::json)
           AS x(id uuid, "placeId" uuid, aspect text, value text, "from" date, "to" date, number text, on_day date)`
  await tx.$executeRaw`
    INSERT INTO academic_leave AS a (id, study_place_id, from_on, to_on, imported_number, imported_on)
    SELECT id, "placeId", "from", "to", number, on_day
      FROM json_to_recordset(${json(under(({ leaves }) => leaves).map(withDirective))}::json)
           AS x(id uuid, "placeId" uuid, "from" date, "to" date, number text, on_day date)
    ON CONFLICT (id) DO UPDATE SET to_on = excluded.to_on, imported_number = excluded.imported_number,
      imported_on = excluded.imported_on WHERE a.document_id IS NULL`
  await tx.$executeRaw`
    INSERT INTO attestation (id, study_place_id, attested_on, decision)
    SELECT id, "placeId", "on", decision::"AttestationDecision"
      FROM json_to_recordset(${json(under(({ attestations }) => attestations))}::json)
           AS x(id uuid, "placeId" uuid, "on" date, decision text)
    ON CONFLICT (id) DO UPDATE SET decision = excluded.decision`
  await tx.$executeRaw`
    INSERT INTO study_grant AS g (id, learner_id, study_place_id, type_code, paid_from, paid_to, monthly_amount,
           funding_source, bank_account, imported_number, imported_on)
    SELECT id, "learnerId", "placeId", "typeCode", "from", "to", "monthlyAmount", "fundingSource", "bankAccount",
           number, on_day
      FROM json_to_recordset(${json(under(({ grants }) => grants).map(withDirective))}::json)
           AS x(id uuid, "learnerId" uuid, "placeId" uuid, "typeCode" text, "from" date, "to" date,
                "monthlyAmount" numeric, "fundingSource" text, "bankAccount" text, number text, on_day date)
    ON CONFLICT (id) DO UPDATE SET paid_to = excluded.paid_to, monthly_amount = excluded.monthly_amount,
      funding_source = excluded.funding_source, bank_account = excluded.bank_account,
      imported_number = excluded.imported_number, imported_on = excluded.imported_on WHERE g.document_id IS NULL`
}

const stirred = ({ state }: { state: string }) => state !== 'KEPT'
const json = (rows: readonly object[]) => Prisma.sql`${JSON.stringify(rows)}`
const placeRow = ({ learner, unit, id, code, level, startedOn, nominalEndOn }: PlaceLike) => ({
  id,
  code,
  level,
  startedOn,
  nominalEndOn,
  learnerId: learner.id,
  unitId: unit.id,
})
type PlaceLike = World['places'] extends ByCode<infer Place> ? Place : never

const withDirective = <Fact extends { source: Source }>({ source, ...fact }: Fact) => ({
  ...fact,
  number: source.imported?.number,
  on_day: source.imported?.on,
})
