import { z } from 'zod'
import { schoolImportCodes } from './kinds'

/** A file about schools to look over. */
export const SchoolPreviewInput = z.object({ kind: z.enum(schoolImportCodes), file: z.instanceof(File) })
