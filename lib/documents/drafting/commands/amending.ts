import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { reach } from '@/lib/access/rights'
import { loadDocument } from '@/lib/documents/load'
import { chainOf, ownersOf, type Amended } from '@/lib/documents/registering/base'
import { showValues } from '@/lib/documents/rules/fields'
import { refOf, type DraftRow, type ReadRow } from '@/lib/documents/rules/form'
import { amendersOf, kindOf, type Kind } from '@/lib/documents/rules/kinds'
import { amendmentsOf, openRows } from '@/lib/documents/rules/rows-now'
import type { AmendInput, AmendRowsInput } from '@/lib/documents/schema'
import { sees } from '@/lib/documents/visibility'
import { placeFacts } from '@/lib/grants/queries/facts'
import { seenNow } from '@/lib/grants/rules/changes'
import type { Db, Tx } from '@/lib/shared/db'
import type { Prisma } from '@/lib/shared/generated/client'
import { Refused } from '@/lib/shared/refusal'
import { sameCode } from '@/lib/shared/written'
import { changeCopy } from '../form-in-hand'

/**
 * `Korralduse muutmine või tühistamine`: begins a form that changes or cancels a registered directive for the named
 * rows, or for all rows still in force when none is named. Amending a directive starts from the values in force after
 * all its amendments. Amending an amendment either changes the same rows again, or cancels its changes so that the
 * earlier values return. Throws at the number's field when there is no such directive; `base` names it by id, because
 * numbers repeat from year to year.
 */
export async function beginAmendment(
  { db, person, now }: Act,
  { number, base: id, kind, rows }: z.output<typeof AmendInput>,
): Promise<string> {
  const found = id ? { id } : await newestNumbered(db, number)
  const about = found && (await loadDocument(db, found.id))
  if (!about || !sees(person, about) || !amendmentsOf(about).some((each) => each === kind)) {
    throw new Refused([{ code: 'baseWrong', field: 'number' }])
  }
  const base = about.baseId ? await loadDocument(db, about.baseId) : about
  if (!base) throw new Error(`Amendment ${about.id} has no base`)
  const amended = { baseId: base.id, amendmentId: about.baseId ? about.id : null }
  const amendment = kindOf({ type: base.type, kind, base })
  if (reach(person, amendersOf(base)).length === 0) throw new Refused([{ code: 'notFound' }])
  const documentId = randomUUID()
  const added = await rowsOf(db, documentId, amendment, amended, rows)
  if (added.length === 0) throw new Refused([{ code: 'noPersonsLeft', field: 'number' }])
  const head = {
    unitId: base.unitId,
    ...(base.type === 'VICE_DEAN_DIRECTIVE' && { signerId: base.signerId }),
  }
  await db.workingCopy.create({
    data: {
      documentId,
      userId: person.id,
      type: base.type,
      kind,
      changedAt: now,
      baseId: amended.baseId,
      amendmentId: amended.amendmentId,
      content: { head, added } as unknown as Prisma.InputJsonObject,
    },
  })
  return documentId
}

async function newestNumbered(db: Db, number: string) {
  const [found] = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM document WHERE same_code(number) = ${sameCode(number)} AND state = 'REGISTERED'
     ORDER BY registered_at DESC LIMIT 1`
  return found
}

/** Adds more rows of the amended directive to the form. */
export async function addBaseRows(act: Act, { id, rows }: z.output<typeof AmendRowsInput>): Promise<string> {
  const select = { baseId: true, amendmentId: true, kind: true } as const
  const begun =
    (await act.db.document.findUnique({ where: { id }, select })) ??
    (await act.db.workingCopy.findUnique({
      where: { documentId_userId: { documentId: id, userId: act.person.id } },
      select,
    }))
  const base = begun?.baseId ? await loadDocument(act.db, begun.baseId) : null
  if (!begun || !base) throw new Refused([{ code: 'notFound' }])
  const amended = { baseId: base.id, amendmentId: begun.amendmentId }
  const added = await rowsOf(act.db, id, kindOf({ type: base.type, kind: begun.kind, base }), amended, rows)
  await changeCopy(act, id, ({ form }) => {
    const here = new Set(form.rows.map(({ baseRowId }) => baseRowId))
    return { added: added.filter(({ baseRowId }) => !here.has(baseRowId)) }
  })
  return id
}

/**
 * The amendable rows with their values in force, as rows of the amendment. `named`: ids of the rows themselves or of
 * the base's rows that they replace.
 */
async function rowsOf(
  client: Db | Tx,
  documentId: string,
  { rowFields, amends }: Kind,
  amended: Amended,
  named: readonly string[],
): Promise<DraftRow[]> {
  const open = openRows(await chainOf(client, amended.baseId, documentId), amended)
  const wanted = open.flatMap(({ id, own }) =>
    named.length === 0 || named.includes(id) || named.includes(own) ? id : [],
  )
  const owners = await ownersOf(client, wanted)
  const byId = new Map(owners.flatMap(({ rows }) => rows).map((row) => [row.key, row]))
  const standing = wanted.map((id) => byId.get(id)!)
  const places = await placeFacts(
    client,
    standing.map((row) => row.studyPlaceId),
    { documentId, replacedRows: wanted },
  )
  return standing.map((row: ReadRow) => ({
    ...refOf({ ...row, key: randomUUID(), baseRowId: row.key, accepted: [] }),
    seen: seenNow(places.get(row.studyPlaceId)!),
    // The reason for cancelling differs from the reason for the original decision.
    ...(amends === 'CHANGE' && showValues(row, rowFields)),
  }))
}
