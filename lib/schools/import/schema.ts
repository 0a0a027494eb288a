import { z } from 'zod'
import { schoolImportCodes } from './kinds'

/** A file about schools to preview. */
export const SchoolPreviewInput = z.object({ kind: z.enum(schoolImportCodes), file: z.instanceof(File) })
