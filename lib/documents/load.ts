import type { Prisma } from '@/lib/shared/generated/client'
import type { Db, Tx } from '@/lib/shared/db'
import { dayFromDate, showDay, type Day } from '@/lib/shared/dates'
import { showAmount, type Amount } from '@/lib/shared/money'
import type { DraftForm, ReadForm } from './form'

const parts = {
  unit: true,
  signer: true,
  drafter: true,
  creator: true,
  rows: { orderBy: { position: 'asc' } },
} as const satisfies Prisma.DocumentInclude

/** A document with its rows in order and the people and unit it names. */
export type LoadedDocument = Prisma.DocumentGetPayload<{ include: typeof parts }>

/** Reads a document; null when there is none. */
export const loadDocument = (client: Db | Tx, id: string): Promise<LoadedDocument | null> =>
  client.document.findUnique({ where: { id }, include: parts })

/** Reads it and holds it: whoever else wants to act on it waits for this transaction. */
export async function lockDocument(tx: Tx, id: string): Promise<LoadedDocument | null> {
  await tx.$queryRaw`SELECT id FROM document WHERE id = ${id}::uuid FOR UPDATE`
  return loadDocument(tx, id)
}

/** What is stored, read like a form that was filled in without a mistake. */
export function readOf(document: LoadedDocument): ReadForm {
  return {
    head: {
      unitId: document.unitId,
      signerId: document.signerId,
      drafterId: document.drafterId,
      basis: document.basis,
      extraInfo: document.extraInfo,
      footer: document.footer,
      ...fieldsOf(document),
    },
    rows: document.rows.map((row) => ({
      key: row.id,
      learnerId: row.learnerId,
      studyPlaceId: row.studyPlaceId,
      ...fieldsOf(row),
      bankAccount: row.bankAccount,
    })),
  }
}

/** What is stored, as the form shows it: texts. */
export function formOf(document: LoadedDocument): DraftForm {
  const { head, rows } = readOf(document)
  return {
    head: { ...head, ...shownFields(head) },
    rows: rows.map((row) => ({ ...row, ...shownFields(row), bankAccount: shownAccount(row.bankAccount) })),
  }
}

type Stored = {
  paidFrom: Date | null
  paidTo: Date | null
  monthlyAmount: Prisma.Decimal | null
  fundingSource: string
}
const fieldsOf = ({ paidFrom, paidTo, monthlyAmount, fundingSource }: Stored) => ({
  paidFrom: paidFrom && dayFromDate(paidFrom),
  paidTo: paidTo && dayFromDate(paidTo),
  monthlyAmount: monthlyAmount && (monthlyAmount.toFixed(2) as Amount),
  fundingSource,
})

type Fields = {
  paidFrom: Day | null
  paidTo: Day | null
  monthlyAmount: Amount | null
  fundingSource: string
}
const shownFields = ({ paidFrom, paidTo, monthlyAmount, fundingSource }: Fields) => ({
  paidFrom: paidFrom ? showDay(paidFrom) : '',
  paidTo: paidTo ? showDay(paidTo) : '',
  monthlyAmount: monthlyAmount ? showAmount(monthlyAmount) : '',
  fundingSource,
})

/** An account in groups of four, as people read it. */
export const shownAccount = (account: string) => account.replace(/(.{4})(?=.)/g, '$1 ')
