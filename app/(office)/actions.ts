'use server'

import { officeAction } from '@/lib/office/action'
import { PreferencesInput, rememberPreferences } from '@/lib/office/preferences'

export const setPreferences = officeAction(
  'act preferences.set',
  PreferencesInput,
  rememberPreferences,
  undefined,
  { again: 'FREELY' },
)
