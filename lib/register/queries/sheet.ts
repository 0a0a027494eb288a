import { changesOf, type Changed } from '@/lib/access/changes'
import { holds, type Person } from '@/lib/access/rights'
import { visibleDocuments } from '@/lib/documents/visibility'
import { dayFromDate, type Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { isUuid } from '@/lib/shared/ids'
import { learnerSubject } from '../rules/mending'
import { inScope, learnerScope, seenWhole } from '../scope'
import { sheetGrants } from './sheet-grants'
import { sheetPlaces } from './sheet-places'
import { behind, type Behind } from './why'

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
  const [mine] = await db.$queryRaw<{ whole: boolean }[]>`
    SELECT ${seenWhole(scope)} AS whole FROM learners_learner l WHERE l.id = ${id}::uuid AND ${inScope(scope)}`
  const learner = mine && (await db.learnersLearner.findFirst({ where: { id } }))
  if (!learner) return null
  const facts = await behind(db, person, id)
  const { whole } = mine
  const grants = whole ? await sheetGrants(db, id, on, facts) : null
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
          places: await sheetPlaces(db, { learnerId: id, on, facts, grants }),
          certificates: whole ? await sheetCertificates(db, id, facts) : [],
          documents: await documentsOf(db, person, id),
        },
  }
}

/** Valid diplomas, transcripts and notices of the learner, the latest first. */
async function sheetCertificates(db: Db, learnerId: string, facts: Behind) {
  const found = await db.learnersCertificate.findMany({
    where: { studyPlace: { learnerId }, annulledAt: null },
    orderBy: [{ kind: 'asc' }, { number: 'asc' }],
    select: { id: true, kind: true, number: true, text: true, documentId: true },
  })
  return found
    .map(({ documentId, ...certificate }) => ({ ...certificate, source: facts.source({ documentId }) }))
    .sort((a, b) => ((a.source.on ?? '') < (b.source.on ?? '') ? 1 : -1))
}

const documentsOf = (db: Db, person: Person, learnerId: string) =>
  db.documentsDocument.findMany({
    where: { AND: [visibleDocuments(person), { rows: { some: { learnerId } } }] },
    orderBy: [{ changedAt: 'desc' }, { id: 'asc' }],
    select: {
      id: true,
      type: true,
      kind: true,
      state: true,
      number: true,
      registeredOn: true,
      changedAt: true,
    },
  })

/** The corrections of a person's particulars, newest first, including those in merged records. */
async function mendingsOf(db: Db, id: string): Promise<Changed[]> {
  const own = await changesOf(db, learnerSubject(id))
  const gone = await Promise.all(own.flatMap(({ about }) => about).map((record) => mendingsOf(db, record)))
  return [...own, ...gone.flat()].toSorted((a, b) => Number(BigInt(b.id) - BigInt(a.id)))
}
