import type { Tx } from '@/lib/shared/db'
import type { Prisma } from '@/lib/shared/generated/client'

/** An act that leaves no document history: who did it and when, what it was done to, and what is worth keeping of it. */
export type AuditLine = {
  at: Date
  /** null: Olek itself */
  userId: string | null
  /** room and verb, `document.delete` */
  act: string
  subject: string
  details?: Prisma.InputJsonObject
}

/** Keeps what was done, in the act's own transaction; lines are never changed afterwards. One statement. */
export async function audit(tx: Tx, lines: AuditLine | readonly AuditLine[]): Promise<void> {
  await tx.auditEntry.createMany({ data: [lines].flat() })
}

/** The same of rows that needn't leave the database; `lines` selects at, user_id, act, subject and details. */
export async function auditRows(tx: Tx, lines: Prisma.Sql): Promise<void> {
  await tx.$executeRaw`INSERT INTO audit_entry (at, user_id, act, subject, details) ${lines}`
}
