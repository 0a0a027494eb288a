'use server'

import { applyImport, discardImport, previewImport } from '@/lib/learners/commands'
import { AgainInput, ImportInput, PreviewInput } from '@/lib/learners/schema'
import { officeAction } from '@/lib/office/action'
import { applySchools, discardSchools, previewSchools } from '@/lib/schools/commands-import'
import { SchoolPreviewInput } from '@/lib/schools/schema-import'

const page = (id: string) => ({ go: `/import/${id}` })

export const preview = officeAction('act import.preview', PreviewInput, previewImport, page)
export const previewAgain = officeAction('act import.preview', AgainInput, previewImport, page)
export const apply = officeAction('act import.apply', ImportInput, applyImport, page)
export const discard = officeAction('act import.discard', ImportInput, discardImport)

export const previewOfSchools = officeAction('act import.schools', SchoolPreviewInput, previewSchools, page)
export const previewSchoolsAgain = officeAction('act import.schools', AgainInput, previewSchools, page)
export const applyToSchools = officeAction('act import.schools', ImportInput, applySchools, page)
export const discardOfSchools = officeAction('act import.schools', ImportInput, discardSchools)
