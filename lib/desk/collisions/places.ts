import { holds, type Person } from '@/lib/access/rights'
import { Prisma } from '@/lib/shared/generated/client'

/** Where codes may collide: the users concerned, the column, and the scope of uniqueness. */
export const collisionPlaces = {
  learner: { who: 'STUDY_OFFICE', column: 'other_code', form: 'same_code', within: [] },
  study_place: { who: 'STUDY_OFFICE', column: 'code', form: 'same_code', within: [] },
  curriculum: { who: 'STUDY_OFFICE', column: 'code', form: 'same_code', within: [] },
  programme: { who: 'STUDY_OFFICE', column: 'code', form: 'same_code', within: [] },
  run: { who: 'STUDY_OFFICE', column: 'code', form: 'same_code', within: [] },
  certificate: { who: 'STUDY_OFFICE', column: 'number', form: 'same_code', within: ['kind'] },
  study_grant: {
    who: 'STUDY_OFFICE',
    column: 'imported_number',
    form: 'same_code',
    within: ['study_place_id', 'type_code', 'paid_from'],
  },
  unit: { who: 'ADMIN', column: 'code', form: 'same_code', within: [] },
  municipality: { who: 'ADMIN', column: 'code', form: 'same_code', within: [] },
  school_class: {
    who: 'MUNICIPAL_OFFICIAL',
    column: 'parallel',
    form: 'same_code',
    within: ['house_id', 'year', 'number'],
  },
  school_group: { who: 'MUNICIPAL_OFFICIAL', column: 'name', form: 'same_name', within: ['house_id'] },
  student_card: { who: 'MUNICIPAL_OFFICIAL', column: 'number', form: 'same_code', within: [] },
} as const
export type CollisionPlace = keyof typeof collisionPlaces

/**
 * Each record that shares its code with others since before codes had one written form, of those that concern the
 * person: place, form, id, spelling, label (what kind it is) and path (its page).
 */
export function collisionsOf(person: Person): Prisma.Sql {
  const mine = (Object.keys(collisionPlaces) as CollisionPlace[]).filter((place) =>
    holds(person, collisionPlaces[place].who),
  )
  const id = (place: CollisionPlace) => Prisma.sql`CASE WHEN c.place = ${place} THEN c.id::uuid END`
  const name = Prisma.sql`l.first_name || ' ' || l.last_name`
  return Prisma.sql`
    SELECT c.place, c.form, c.id, c.writing, coalesce(of.label, '') AS label, of.path
      FROM desk_collision c LEFT JOIN LATERAL (
        SELECT ${name} AS label, '/learners/' || l.id AS path, NULL::uuid AS municipality_id
          FROM learners_learner l WHERE l.id = ${id('learner')}
        UNION ALL
        SELECT ${name}, '/learners/' || l.id, NULL FROM learners_study_place p JOIN learners_learner l ON l.id = p.learner_id
         WHERE p.id = ${id('study_place')}
        UNION ALL
        SELECT ${name} || ', ' || to_char(g.paid_from, 'DD.MM.YYYY') || '–' || to_char(g.paid_to, 'DD.MM.YYYY') || ', ' ||
               replace(g.monthly_amount::text, '.', ',') || ' €', '/learners/' || l.id, NULL
          FROM grants_grant g JOIN learners_learner l ON l.id = g.learner_id WHERE g.id = ${id('study_grant')}
        UNION ALL
        SELECT ${name}, '/documents/' || x.document_id, NULL FROM learners_certificate x JOIN learners_study_place p ON p.id = x.study_place_id
          JOIN learners_learner l ON l.id = p.learner_id WHERE x.id = ${id('certificate')}
        UNION ALL
        SELECT name, '/continuing-education/programmes/' || id, NULL FROM registrants_programme WHERE id = ${id('programme')}
        UNION ALL
        SELECT p.name, '/continuing-education/runs/' || r.id, NULL FROM registrants_run r JOIN registrants_programme p ON p.id = r.programme_id
         WHERE r.id = ${id('run')}
        UNION ALL
        SELECT name, '/settings/units?id=' || id, NULL FROM settings_unit WHERE id = ${id('unit')}
        UNION ALL
        SELECT name, NULL, NULL FROM schools_municipality WHERE id = ${id('municipality')}
        UNION ALL
        SELECT name, NULL, NULL FROM learners_curriculum WHERE c.place = 'curriculum' AND code = c.id
        UNION ALL
        SELECT h.name || ', ' || k.year || '/' || k.year + 1, '/schools/classes/' || k.id, h.municipality_id
          FROM schools_class k JOIN schools_house h ON h.id = k.house_id WHERE k.id = ${id('school_class')}
        UNION ALL
        SELECT h.name, '/schools/groups/' || g.id, h.municipality_id FROM schools_group g JOIN schools_house h ON h.id = g.house_id
         WHERE g.id = ${id('school_group')}
        UNION ALL
        SELECT ${name}, '/schools/pupils/' || l.id, (SELECT h.municipality_id FROM schools_card_house x JOIN schools_house h ON h.id = x.house_id
                 WHERE x.card_id = s.id ORDER BY x.from_on DESC LIMIT 1)
          FROM schools_student_card s JOIN schools_pupil l ON l.id = s.pupil_id WHERE s.id = ${id('student_card')}
      ) AS of ON true
     WHERE c.place = ANY (${mine}::text[])
       AND (of.municipality_id IS NULL OR of.municipality_id = ANY (${[...person.schools.municipalities]}::uuid[]))`
}
