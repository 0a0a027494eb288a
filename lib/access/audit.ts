import type { Tx } from '@/lib/shared/db'
import type { Prisma } from '@/lib/shared/generated/client'

/** An act outside any document's history: who did it and when, to what, and the details worth keeping. */
export type AuditLine = {
  at: Date
  /** null: Olek itself */
  userId: string | null
  /** room and verb, `document.delete` */
  act: string
  subject: string
  details?: Prisma.InputJsonObject
}

/** Records what an act did, in the act's transaction: both stay or neither. Lines never change afterwards. One statement. */
export async function audit(tx: Tx, lines: AuditLine | readonly AuditLine[]): Promise<void> {
  await tx.auditEntry.createMany({ data: [lines].flat() })
}

/** The same for rows that needn't leave the database; `lines` selects at, user_id, act, subject and details. */
export async function auditRows(tx: Tx, lines: Prisma.Sql): Promise<void> {
  await tx.$executeRaw`INSERT INTO audit_entry (at, user_id, act, subject, details) ${lines}`
}
