import { z } from 'zod'
import { importKindCodes } from './import-columns'

/** A file to look over, or an earlier one to look over anew (`again`). */
export const PreviewInput = z.union([
  z.object({ again: z.uuid() }),
  z.object({ kind: z.enum(importKindCodes), file: z.instanceof(File) }),
])
export const ImportInput = z.object({ id: z.uuid() })
