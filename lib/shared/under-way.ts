import { Prisma } from '@/lib/shared/generated/client'
import type { DocumentState } from '@/lib/shared/generated/enums'

/** Where a document's way ends. Rooms below `documents` ask by it, too; a test holds the lifecycle's groups against it. */
export const endStates = ['REGISTERED', 'CANCELLED'] as const satisfies readonly DocumentState[]

/** As SQL: whether a document is under way, drafted or sent and neither registered nor cancelled. */
export const underWay = (alias: 'd' | 'doc') =>
  Prisma.raw(`${alias}.state NOT IN (${endStates.map((state) => `'${state}'`).join(', ')})`)
