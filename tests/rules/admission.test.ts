import { expect, test } from 'vitest'
import { readValues } from '@/lib/documents/rules/fields'
import { impossible } from '@/lib/documents/rules/row-checks'
import type { PlaceFacts } from '@/lib/grants/queries/facts'
import { againstAdmission, againstEnding } from '@/lib/registrants/rules/admission'
import { studiesOf, type Place } from '@/lib/registrants/standing'
import type { Day } from '@/lib/shared/dates'
import { someFacts } from '../support/grant-facts'

/*
 * Written by hand from spec 4: where a registrant stands, why an admission is refused then, and why an ending is (a
 * dot: it is allowed).
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

test.each(lines)(
  'for a registrant at %s the objection to an admission is “%s” and to an ending “%s”',
  (place, admission, ending) => {
    const studies = studiesOf({ place })
    expect([againstAdmission(studies) ?? '.', againstEnding(studies) ?? '.']).toEqual([admission, ending])
  },
)

/**
 * The refusals of a row whose study place has these main states, each from a document of its own, and whose person is
 * on another admission.
 */
function saidOfRow(check: 'admittedOnce' | 'admitted', states: string[], otherAdmission: string | null) {
  const mainStates: PlaceFacts['mainStates'] = states.map((value, at) => ({
    value,
    from: `2026-0${at + 1}-01` as Day,
    to: at + 1 < states.length ? (`2026-0${at + 1}-28` as Day) : null,
    source: { number: `2.1/${at + 1}` },
  }))
  const { otherDocuments: _, ...facts } = someFacts()
  const place = {
    ...facts,
    learnerId: 'l',
    person: 'P',
    grants: [],
    mainStates,
    curricula: [],
    elsewhere: [],
  }
  const row = { ...readValues({}, 'rows.1', () => undefined), key: '1', studyPlaceId: 's' }
  const registration = {
    studyPlaceId: 's',
    registrantId: 'r',
    runId: 'run',
    startsOn: '2026-01-01' as Day,
    removed: false,
    onProtocol: false,
    otherAdmission,
    twin: null,
  }
  return impossible([check], row, { place, base: null, numbers: null, registration }, false).map(
    ({ code, params }) => [code, params?.document].filter(Boolean).join(' '),
  )
}

test('the check of a directive follows the same rule, and names the document in the way', () => {
  expect(saidOfRow('admittedOnce', [], null)).toEqual([])
  expect(saidOfRow('admittedOnce', [], '')).toEqual(['onOtherAdmission –'])
  expect(saidOfRow('admittedOnce', [], '2.1/9')).toEqual(['onOtherAdmission 2.1/9'])
  expect(saidOfRow('admittedOnce', ['STUDYING'], '2.1/9')).toEqual(['admittedAlready 2.1/1'])
  expect(saidOfRow('admittedOnce', ['STUDYING', 'DISCONTINUED'], null)).toEqual(['admittedAlready 2.1/1'])
  expect(saidOfRow('admitted', [], null)).toEqual(['notAdmitted'])
  expect(saidOfRow('admitted', ['STUDYING'], null)).toEqual([])
  expect(saidOfRow('admitted', ['STUDYING', 'DISCONTINUED'], null)).toEqual(['endedAlready 2.1/2'])
})
