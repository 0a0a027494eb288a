import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Act } from '@/lib/office/action'
import { reach } from '@/lib/office/access'
import { seenNow } from '@/lib/grants/changes'
import { placeFacts } from '@/lib/grants/queries'
import type { Prisma } from '@/lib/shared/generated/client'
import type { Db, Tx } from '@/lib/shared/db'
import { Refused } from '@/lib/shared/refusal'
import { baseFacts } from '../base'
import { showValues } from '../fields'
import { refOf, type DraftRow, type ReadRow } from '../form'
import { amendersOf, kindOf, type Kind } from '../kinds'
import { directives } from '../lifecycle'
import { loadDocument, readOf, type LoadedDocument } from '../load'
import type { AmendInput, AmendRowsInput } from '../schema'
import { sees } from '../visibility'
import { changeCopy } from './drafting'

/**
 * `Korralduse muutmine või tühistamine`: begins a form that changes or cancels a registered directive for the rows
 * named, all that still stand when none is. Refused at the number's field where there is no such directive.
 */
export async function beginAmendment(
  { db, person, now }: Act,
  { number, kind, rows }: z.output<typeof AmendInput>,
): Promise<string> {
  const found = await db.document.findFirst({ where: { number }, select: { id: true } })
  const base = found && (await loadDocument(db, found.id))
  if (
    !base ||
    !sees(person, base) ||
    !directives.some((type) => type === base.type) ||
    base.state !== 'REGISTERED' ||
    base.baseId
  ) {
    throw new Refused([{ code: 'baseWrong', field: 'number' }])
  }
  const amendment = kindOf({ type: base.type, kind, base })
  if (reach(person, amendersOf(base)).length === 0) throw new Refused([{ code: 'notFound' }])
  const documentId = randomUUID()
  const added = await rowsOf(db, documentId, amendment, base, rows)
  if (added.length === 0) throw new Refused([{ code: 'noPersonsLeft', field: 'number' }])
  const head = {
    unitId: base.unitId,
    ...(base.type === 'VICE_DEAN_DIRECTIVE' && { signerId: base.signerId }),
  }
  await db.workingCopy.create({
    data: {
      ...{ documentId, userId: person.id, type: base.type, kind, baseId: base.id, changedAt: now },
      content: { head, added } as unknown as Prisma.InputJsonObject,
    },
  })
  return documentId
}

/** More rows of the base into the form. */
export async function addBaseRows(act: Act, { id, rows }: z.output<typeof AmendRowsInput>): Promise<string> {
  const begun =
    (await act.db.document.findUnique({ where: { id }, select: { baseId: true, kind: true } })) ??
    (await act.db.workingCopy.findUnique({
      where: { documentId_userId: { documentId: id, userId: act.person.id } },
      select: { baseId: true, kind: true },
    }))
  const base = begun?.baseId ? await loadDocument(act.db, begun.baseId) : null
  if (!begun || !base) throw new Refused([{ code: 'notFound' }])
  const added = await rowsOf(act.db, id, kindOf({ type: base.type, kind: begun.kind, base }), base, rows)
  await changeCopy(act, id, (form) => {
    const here = new Set(form.rows.map(({ baseRowId }) => baseRowId))
    return { added: added.filter(({ baseRowId }) => !here.has(baseRowId)) }
  })
  return id
}

/** Rows of the base that no registered amendment has touched, as rows of the amendment with the base's values. */
async function rowsOf(
  client: Db | Tx,
  documentId: string,
  { rowFields }: Kind,
  base: LoadedDocument,
  named: readonly string[],
): Promise<DraftRow[]> {
  const facts = await baseFacts(client, base.id, documentId)
  const standing = readOf(base).rows.filter(
    ({ key }) => facts.rows.get(key)?.struckBy === null && (named.length === 0 || named.includes(key)),
  )
  const places = await placeFacts(
    client,
    standing.map((row) => row.studyPlaceId),
    { documentId, replacedRows: standing.map(({ key }) => key) },
  )
  return standing.map((row: ReadRow) => ({
    ...refOf({ ...row, key: randomUUID(), baseRowId: row.key, accepted: [] }),
    seen: seenNow(places.get(row.studyPlaceId)!),
    ...showValues(row, rowFields),
  }))
}
