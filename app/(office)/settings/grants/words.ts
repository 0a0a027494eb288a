import type { Say } from '@/lib/messages/say'

/** The labels and hints of a type's fields. */
export const typeTexts = (say: Say) => ({
  code: say('settings.grants.code'),
  codeHint: say('settings.grants.codeHint'),
  name: say('settings.grants.name'),
  ehisCode: say('settings.grants.ehisCode'),
  ehisHint: say('settings.grants.ehisHint'),
  validFrom: say('settings.grants.validFrom'),
  validTo: say('settings.grants.validTo'),
  validToHint: say('settings.grants.validToHint'),
  calendarFrom: say('settings.grants.calendar', { label: say('settings.grants.validFrom') }),
  calendarTo: say('settings.grants.calendar', { label: say('settings.grants.validTo') }),
})
export type TypeTexts = ReturnType<typeof typeTexts>
