import type { Office } from './office'

/**
 * Everything official that holds about these study places: terms, leaves, grants as they are paid, what ends them,
 * secondary states and certificates. If it is the same before and after an act, the act changed nothing.
 */
export async function officialOf({ db }: Office, ...places: string[]) {
  const [terms, leaves, grants, ends, states, certificates] = await Promise.all([
    db.$queryRaw`SELECT study_place_id, aspect::text, value, from_on::text, to_on::text, document_id, imported_number
                   FROM study_term WHERE study_place_id = ANY(${places}::uuid[]) ORDER BY 1, 2, 4`,
    db.$queryRaw`SELECT study_place_id, from_on::text, to_on::text, document_id FROM academic_leave
                  WHERE study_place_id = ANY(${places}::uuid[]) AND annulled_at IS NULL ORDER BY 1, 2`,
    db.$queryRaw`SELECT id, registry_id, type_code, paid_from::text, effective_to::text, monthly_amount::text, funding_source
                   FROM grants_in_force WHERE study_place_id = ANY(${places}::uuid[]) ORDER BY 1`,
    db.$queryRaw`SELECT e.grant_id, e.cause, e.document_id, e.last_paid_on::text FROM grant_end e
                   JOIN grants_in_force g ON g.id = e.grant_id
                  WHERE g.study_place_id = ANY(${places}::uuid[]) AND e.undone_at IS NULL ORDER BY 1, 2, 3`,
    db.$queryRaw`SELECT study_place_id, state, from_on::text, to_on::text, document_id FROM grants_secondary_state
                  WHERE study_place_id = ANY(${places}::uuid[]) ORDER BY 1, 3, 5`,
    db.$queryRaw`SELECT study_place_id, kind, number, text, document_id FROM certificate
                  WHERE study_place_id = ANY(${places}::uuid[]) AND annulled_at IS NULL ORDER BY 1, 2, 3`,
  ])
  return { terms, leaves, grants, ends, states, certificates }
}
