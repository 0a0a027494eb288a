'use server'

import { officeAction } from '@/lib/access/action'
import { BeginFromImportInput } from '@/lib/documents/schema'
import { MatchInput, AgainInput, ImportInput } from '@/lib/import/schema'
import { beginFromImport } from '@/lib/register/commands/directive'
import {
  applyImport,
  discardImport,
  matchImport,
  previewImport,
  takeBackImport,
} from '@/lib/register/commands/imports'
import { PreviewInput } from '@/lib/register/schema/learners'
import {
  applySchools,
  discardSchools,
  matchSchools,
  previewSchools,
  takeBackOfSchools,
} from '@/lib/schools/import/commands'
import { SchoolPreviewInput } from '@/lib/schools/import/schema'
import { toBatch } from './to-batch'

export const preview = officeAction('act import.preview', PreviewInput, previewImport, toBatch)
export const previewAgain = officeAction('act import.preview', AgainInput, previewImport, toBatch)
export const match = officeAction('act import.preview', MatchInput, matchImport, toBatch)
export const apply = officeAction('act import.apply', ImportInput, applyImport, toBatch)
export const discard = officeAction('act import.discard', ImportInput, discardImport, toBatch)
export const takeBack = officeAction('act import.apply', ImportInput, takeBackImport, toBatch)

export const beginDirective = officeAction(
  'act documents.begin',
  BeginFromImportInput,
  beginFromImport,
  (id) => ({ go: `/documents/${id}` }),
)

export const previewOfSchools = officeAction(
  'act import.schools',
  SchoolPreviewInput,
  previewSchools,
  toBatch,
)
export const previewSchoolsAgain = officeAction('act import.schools', AgainInput, previewSchools, toBatch)
export const matchOfSchools = officeAction('act import.schools', MatchInput, matchSchools, toBatch)
export const applyToSchools = officeAction('act import.schools', ImportInput, applySchools, toBatch)
export const discardOfSchools = officeAction('act import.schools', ImportInput, discardSchools, toBatch)
export const takeBackSchools = officeAction('act import.schools', ImportInput, takeBackOfSchools, toBatch)
