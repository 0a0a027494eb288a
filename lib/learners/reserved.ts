import { Prisma } from '@/lib/shared/generated/client'

/**
 * `study_place sp` is not merely reserved: one of continuing education has had a main state. Asked for each of those alone
 * (OFFSET 0): PostgreSQL would else read every main state as soon as one is met.
 */
export const stands = Prisma.sql`(sp.registrant_id IS NULL
  OR EXISTS (SELECT FROM study_term m WHERE m.study_place_id = sp.id AND m.aspect = 'MAIN_STATE' OFFSET 0))`
