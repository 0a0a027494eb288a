import type { EhisKind } from '@/lib/deliveries/pupil-message'

/** What a house keeps of a pupil during a stay, by the pupil's relation; a transfer copies each (spec 5). */
export type KeptKind = 'needs' | 'decisions' | 'languages' | 'swimming' | 'consents' | 'absences' | 'grades'

/** `columns`: what is copied, besides whose it is; `message`: which message tells EHIS that it changed. */
export type Kept = { table: string; columns: readonly string[]; message: EhisKind }

/** Copying, following and taking back are made from this table. */
export const kept: Record<KeptKind, Kept> = {
  needs: {
    table: 'special_needs',
    columns: ['changed_on', 'needs', 'services', 'specialist_text', 'measures_text', 'other_text'],
    message: 'SPECIAL_NEEDS',
  },
  decisions: {
    table: 'decision',
    columns: [
      'issuer',
      'number',
      'decided_on',
      'valid_from',
      'valid_to',
      'content',
      'consent',
      'consent_on',
      'consent_note',
    ],
    message: 'CONSENTS',
  },
  languages: {
    table: 'foreign_language',
    columns: ['changed_on', 'language', 'level'],
    message: 'LANGUAGES',
  },
  swimming: {
    table: 'swimming',
    columns: [
      'changed_on',
      'planned_hours',
      'done_hours',
      'group_size',
      'level',
      'trainer_code',
      'assistant_codes',
    ],
    message: 'SWIMMING',
  },
  consents: { table: 'consent', columns: ['number', 'decided_on', 'given', 'note'], message: 'CONSENTS' },
  absences: { table: 'absence', columns: ['year', 'quarter', 'hours', 'times'], message: 'OTHER' },
  grades: { table: 'failing_grade', columns: ['changed_on', 'year', 'subject'], message: 'FAILING_GRADES' },
}

export const keptKinds = Object.keys(kept) as KeptKind[]
