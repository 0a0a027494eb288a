'use server'

import { officeAction } from '@/lib/access/action'
import { PreferencesInput, rememberPreferences } from '@/lib/access/commands/preferences'

export const setPreferences = officeAction(
  'act preferences.set',
  PreferencesInput,
  rememberPreferences,
  undefined,
  { again: 'FREELY' },
)
