import type { Person } from '@/lib/access/rights'
import { kindOf } from '@/lib/documents/rules/kinds'
import { visibleDocuments } from '@/lib/documents/visibility'
import { dayFromDate } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { isUuid } from '@/lib/shared/ids'
import { inScope, learnerScope } from '../scope'

/** A learner's dossier as a person may see it. */
export type Dossier = NonNullable<Awaited<ReturnType<typeof learnerDossier>>>

const ofKind = { type: true, kind: true, subkind: true } as const

/**
 * The learner's dossier (`õppija toimik`): registered documents about the learner that the table of kinds files there,
 * latest first, as far as the person may see them; a cancelled one stays, marked so. null when the person may not see
 * the learner's page. Four statements.
 */
export async function learnerDossier(db: Db, person: Person, id: string) {
  if (!isUuid(id)) return null
  const scope = learnerScope(person)
  if (scope.grantsOnly) return null
  const [learner] = await db.$queryRaw<{ name: string }[]>`
    SELECT l.first_name || ' ' || l.last_name AS name FROM learners_learner l WHERE l.id = ${id}::uuid AND ${inScope(scope)}`
  if (!learner) return null
  const documents = await db.documentsDocument.findMany({
    where: {
      AND: [
        visibleDocuments(person),
        {
          rows: { some: { learnerId: id } },
          registeredOn: { not: null },
          state: { in: ['REGISTERED', 'CANCELLED'] },
        },
      ],
    },
    orderBy: [{ registeredOn: 'desc' }, { registeredAt: 'desc' }, { id: 'asc' }],
    select: {
      id: true,
      state: true,
      number: true,
      registeredOn: true,
      ...ofKind,
      base: { select: ofKind },
      unit: { select: { name: true } },
      signer: { select: { firstName: true, lastName: true } },
    },
  })
  return {
    id,
    name: learner.name,
    documents: documents
      .filter((document) => kindOf(document).inDossier)
      .map(({ base: _, unit, signer, registeredOn, ...document }) => ({
        ...document,
        unit: unit.name,
        signer: `${signer.firstName} ${signer.lastName}`,
        registeredOn: dayFromDate(registeredOn!),
      })),
  }
}
