import { expect, test } from 'vitest'
import { againstAdmission, againstEnding } from '@/lib/registrants/rules/admission'
import { studiesOf, type Place } from '@/lib/registrants/standing'

/*
 * By hand from spec 4: where a registrant stands, why he or she isn't admitted then, and why the studies aren't ended.
 */
const grid = `
  NOWHERE             | .         | NOT_ADMITTED
  ADMISSION_UNDER_WAY | UNDER_WAY | NOT_ADMITTED
  ADMITTED            | ADMITTED  | .
  END_UNDER_WAY       | ADMITTED  | UNDER_WAY
  ANNULLED            | ENDED     | ENDED
  DISCONTINUED        | ENDED     | ENDED
`
const lines = grid
  .trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()) as [Place, string, string])

test.each(lines)('who stands at %s can’t be admitted: %s; nor leave: %s', (place, admission, ending) => {
  const studies = studiesOf({ place })
  expect([againstAdmission(studies) ?? '.', againstEnding(studies) ?? '.']).toEqual([admission, ending])
})
