import { z } from 'zod'
import { schoolImportCodes } from './kinds'

export const SchoolPreviewInput = z.object({ kind: z.enum(schoolImportCodes), file: z.instanceof(File) })
