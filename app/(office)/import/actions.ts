'use server'

import { applyImport, discardImport, previewImport } from '@/lib/learners/commands'
import { AgainInput, ImportInput, PreviewInput } from '@/lib/learners/schema'
import { officeAction } from '@/lib/office/action'

const page = (id: string) => ({ go: `/import/${id}` })

export const preview = officeAction('act import.preview', PreviewInput, previewImport, page)
export const previewAgain = officeAction('act import.preview', AgainInput, previewImport, page)
export const apply = officeAction('act import.apply', ImportInput, applyImport, page)
export const discard = officeAction('act import.discard', ImportInput, discardImport)
