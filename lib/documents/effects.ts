import { callOffDeliveries } from '@/lib/deliveries/commands'
import { post } from '@/lib/deliveries/post'
import { annulGrants, giveGrants, type GrantToGive } from '@/lib/grants/commands'
import { contactsOf } from '@/lib/learners/queries'
import { readSettings } from '@/lib/office/settings'
import type { Tx } from '@/lib/shared/db'
import type { RowRef } from './form'
import { kindOf, type Kind } from './kinds'
import { financeNotice, letterToPerson, undoneLetter } from './letters'
import { readOf, type LoadedDocument } from './load'

/** A registered document with its number and day. */
export type Registered = LoadedDocument & { number: string; registeredOn: Date }

type Effect = {
  /** what registering does beside the state; a fixed number of statements, whatever the number of rows */
  apply: (tx: Tx, document: Registered, at: Date) => Promise<void>
  /** takes it all back, and recalls or answers what was told to whom */
  undo: (tx: Tx, document: Registered, reason: string, at: Date) => Promise<void>
}

/** Effects by the name that kinds.ts gives them. They alone, and import, write what is official about a learner. */
const effects: Record<Kind['effect'], Effect> = { grant: { apply: applyGrants, undo: undoGrants } }

/** Everything registering the document brings about, in the transaction that registers it. */
export const applyEffects = (tx: Tx, document: Registered, at: Date) =>
  effects[kindOf(document.kind).effect].apply(tx, document, at)

/** Everything back as it was, in the transaction that cancels the registered document. */
export const undoEffects = (tx: Tx, document: LoadedDocument, reason: string, at: Date) =>
  effects[kindOf(document.kind).effect].undo(tx, asRegistered(document), reason, at)

/** Grants, their record for the audit, letters, the notice to the finance office, the registry's messages (spec 3). */
async function applyGrants(tx: Tx, document: Registered, at: Date) {
  const kind = kindOf(document.kind)
  const rows = readOf(document).rows.map((row) => complete(row))
  const grants = await giveGrants(tx, { documentId: document.id, grantType: kind.gives!.grantType }, rows)
  await recordGrants(tx, document.id)

  const settings = await readSettings(tx)
  const people = await contactsOf(
    tx,
    rows.map((row) => row.learnerId),
  )
  const letters = rows.map((row) => ({
    key: `letter:${document.id}:${row.rowId}`,
    thread: `letter:${row.rowId}`,
    documentId: document.id,
    learnerId: row.learnerId,
    subjectId: grants.get(row.rowId),
    payload: letterToPerson(settings, document, row, people.get(row.learnerId)!),
  }))
  await post(tx, 'mail.letter', letters, at)
  await post(tx, 'mail.finance', financePostings(document, rows, people, 'given'), at)
  if (kind.registryTopic) {
    const messages = rows.map(({ rowId, learnerId }) => {
      const grantId = grants.get(rowId)!
      return {
        key: `ehis.grant:${grantId}:give`,
        thread: `ehis.grant:${grantId}`,
        documentId: document.id,
        learnerId,
        subjectId: grantId,
        payload: { grantId, act: 'GIVE' as const },
      }
    })
    await post(tx, kind.registryTopic, messages, at)
  }
}

/** Letters and messages that haven't left are recalled; who has heard hears that it was undone. */
async function undoGrants(tx: Tx, document: Registered, reason: string, at: Date) {
  const kind = kindOf(document.kind)
  const annulled = await annulGrants(tx, document.id, at)
  await tx.effect.updateMany({ where: { documentId: document.id, undoneAt: null }, data: { undoneAt: at } })
  const recalled = await callOffDeliveries(
    tx,
    { documentId: document.id, topics: ['mail.letter', 'mail.finance', 'ehis.grant'] },
    at,
  )
  const unheard = (topic: string) =>
    new Set(recalled.filter((delivery) => delivery.topic === topic).map(({ subjectId }) => subjectId))

  const settings = await readSettings(tx)
  const rows = readOf(document).rows.map((row) => complete(row))
  const given = await tx.grant.findMany({
    where: { id: { in: annulled } },
    select: { id: true, rowId: true },
  })
  const grantOf = new Map(given.map(({ id, rowId }) => [rowId, id]))
  const people = await contactsOf(
    tx,
    rows.map((row) => row.learnerId),
  )
  const noLetter = unheard('mail.letter')
  const letters = rows
    .filter((row) => !noLetter.has(grantOf.get(row.rowId) ?? null))
    .map((row) => ({
      key: `letter:${document.id}:${row.rowId}:undone`,
      thread: `letter:${row.rowId}`,
      documentId: document.id,
      learnerId: row.learnerId,
      subjectId: grantOf.get(row.rowId),
      payload: undoneLetter(settings, document, row, people.get(row.learnerId)!, reason),
    }))
  await post(tx, 'mail.letter', letters, at)
  // A notice in a worker's hands counts as heard: it can't be recalled any more.
  const leaving = await tx.delivery.count({
    where: { documentId: document.id, topic: 'mail.finance', state: { not: 'CALLED_OFF' } },
  })
  if (document.financeToldAt || leaving > 0) {
    await post(tx, 'mail.finance', financePostings(document, rows, people, 'undone'), at)
  }
  if (kind.registryTopic) {
    const unsent = unheard(kind.registryTopic)
    const told = given.filter(({ id }) => !unsent.has(id))
    const messages = told.map(({ id }) => ({
      key: `ehis.grant:${id}:delete`,
      thread: `ehis.grant:${id}`,
      documentId: document.id,
      subjectId: id,
      payload: { grantId: id, act: 'DELETE' as const },
    }))
    await post(tx, kind.registryTopic, messages, at)
  }
}

const financePostings = (
  document: Registered,
  rows: readonly GrantToGive[],
  people: Awaited<ReturnType<typeof contactsOf>>,
  what: 'given' | 'undone',
) =>
  document.unit.financeRecipients.map((to) => ({
    key: `finance:${document.id}:${what}:${to}`,
    thread: `finance:${document.id}:${to}`,
    documentId: document.id,
    payload: { ...financeNotice(document, rows, people, what), to, documentId: document.id },
  }))

/** What was before and after, a line a row: for showing and for the audit. */
const recordGrants = (tx: Tx, documentId: string) => tx.$executeRaw`
  INSERT INTO effect (document_id, row_id, learner_id, kind, subject_id, after)
  SELECT document_id, row_id, learner_id, 'GRANT', id, jsonb_build_object('from', paid_from, 'to', paid_to,
         'amount', monthly_amount::text, 'fundingSource', funding_source)
    FROM study_grant WHERE document_id = ${documentId}::uuid`

/** A row of a document that passed the check-over has everything; anything missing is a fault of ours. */
function complete(row: ReturnType<typeof readOf>['rows'][number] & RowRef): GrantToGive {
  const { key, paidFrom, paidTo, monthlyAmount, bankAccount } = row
  if (!paidFrom || !paidTo || !monthlyAmount || bankAccount === '')
    throw new Error(`Row ${key} is incomplete`)
  return { ...row, rowId: key, paidFrom, paidTo, monthlyAmount }
}

function asRegistered(document: LoadedDocument): Registered {
  if (!document.number || !document.registeredOn) throw new Error(`Document ${document.id} is not registered`)
  return document as Registered
}
