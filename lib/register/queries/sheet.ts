import { changesOfEach, type Changed } from '@/lib/access/changes'
import { holds, type Person } from '@/lib/access/rights'
import { dayFromDate, type Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { isUuid } from '@/lib/shared/ids'
import { learnerSubject } from '../rules/mending'
import { inScope, learnerScope, seenWhole } from '../scope'
import { sheetGrants } from './sheet-grants'
import { sheetPlaces, type SheetCertificate } from './sheet-places'
import { behind } from './why'

/**
 * Everything a person may see of a learner; `more` is null for users who see only name and grants; `grants` and the
 * bank account are null for users who see only continuing education. `mending`: corrections of codes and names, for
 * users who may make them.
 */
export type LearnerSheet = Awaited<ReturnType<typeof learnerSheet>>

/**
 * The learner as far as the person may see, with all dated facts as of the day, past or coming; null when the person
 * may not see the learner. A fixed number of statements, however much there is about the learner.
 */
export async function learnerSheet(db: Db, person: Person, id: string, on: Day) {
  if (!isUuid(id)) return null
  const scope = learnerScope(person)
  const [learner] = await db.$queryRaw<Seen[]>`
    SELECT ${seenWhole(scope)} AS whole, l.first_name AS "firstName", l.last_name AS "lastName", l.personal_code AS "personalCode",
           l.other_code AS "otherCode", l.born_on AS "bornOn", l.email, l.phone, l.bank_account AS "bankAccount"
      FROM learners_learner l WHERE l.id = ${id}::uuid AND ${inScope(scope)}`
  if (!learner) return null
  const facts = await behind(db, person, id)
  const { whole } = learner
  const grants = whole ? await sheetGrants(db, id, on, facts) : null
  const places = scope.grantsOnly ? [] : await sheetPlaces(db, { learnerId: id, on, facts, grants })
  return {
    id,
    name: `${learner.firstName} ${learner.lastName}`,
    firstName: learner.firstName,
    lastName: learner.lastName,
    mending: holds(person, 'STUDY_OFFICE') ? { changes: await mendingsOf(db, id) } : null,
    grants,
    more: scope.grantsOnly
      ? null
      : {
          general: {
            personalCode: learner.personalCode,
            otherCode: learner.otherCode,
            bornOn: learner.bornOn && dayFromDate(learner.bornOn),
            email: learner.email,
            phone: learner.phone,
            bankAccount: whole ? learner.bankAccount : null,
          },
          places,
          certificates: whole ? latestFirst(places.flatMap(({ certificates }) => certificates)) : [],
          documents: facts.about,
        },
  }
}

/** What the person's scope and the learner's own row say; `whole`: not only continuing education. */
type Seen = {
  whole: boolean
  firstName: string
  lastName: string
  personalCode: string | null
  otherCode: string | null
  bornOn: Date | null
  email: string
  phone: string
  bankAccount: string
}

/** Diplomas, transcripts and notices, the latest first. */
const latestFirst = (certificates: readonly SheetCertificate[]) =>
  certificates.toSorted((a, b) => ((a.source.on ?? '') < (b.source.on ?? '') ? 1 : -1))

/**
 * The corrections of a person's particulars, newest first, including those in merged records. One statement, and one for
 * each row of records merged into one another.
 */
async function mendingsOf(db: Db, id: string): Promise<Changed[]> {
  const found: Changed[] = []
  for (let records = [id]; records.length > 0;) {
    const changes = [...(await changesOfEach(db, records.map(learnerSubject))).values()].flat()
    found.push(...changes)
    records = changes.flatMap(({ about }) => about)
  }
  return found.toSorted((a, b) => Number(BigInt(b.id) - BigInt(a.id)))
}
