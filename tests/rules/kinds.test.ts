import { describe, expect, test } from 'vitest'
import {
  amendersOf,
  continuingKinds,
  documentTypes,
  draftersOf,
  kindCodes,
  kindOf,
  kinds,
  seriesOf,
  shownSeries,
  type Kind,
  type KindCode,
} from '@/lib/documents/rules/kinds'
import type { DocumentType } from '@/lib/shared/generated/enums'

/*
 * By hand from spec 2 "Types and kinds" and 4: in which types each kind is drafted and by whom (U = a clerk of the unit, C = a coordinator,
 * S = the study office), what a row has (* = it can't do without, + = stands above the persons too), what is asked of a
 * row, what registering does, and whether the document is filed in the dossier.
 */
const grid = `
  OWN_FUNDS_ALLOWANCE | VICE_DEAN_DIRECTIVE | US | paidFrom*+ paidTo*+ monthlyAmount*+ fundingSource*+ bankAccount* | withinStudies bearablePeriod | grant | -
  GRANT | VICE_DEAN_DIRECTIVE | US | paidFrom*+ paidTo*+ monthlyAmount*+ fundingSource*+ bankAccount* | withinStudies bearablePeriod | grant | -
  PAYMENT_END | VICE_DEAN_DIRECTIVE | US | grantId* lastPaidOn*+ reason*+ | grantOfPerson lastDayInGrant | ends | -
  ACADEMIC_LEAVE | VICE_DEAN_DIRECTIVE | US | leaveFrom*+ leaveTo*+ reason*+ | withinStudies bearablePeriod leaveFree | leave ends | filed
  EXMATRICULATION | VICE_RECTOR_DIRECTIVE PROPOSAL | S | exmatriculatedOn*+ reason*+ | withinStudies noLaterState | exmatriculation ends | filed
  CHANGE_CURRICULUM | VICE_RECTOR_DIRECTIVE PROPOSAL | S | effectiveOn*+ curriculum*+ load funding reason | withinStudies changesSomething | change ends | filed
  CHANGE_LOAD | VICE_RECTOR_DIRECTIVE PROPOSAL | S | effectiveOn*+ curriculum load*+ funding reason | withinStudies changesSomething | change ends | filed
  CHANGE_FUNDING | VICE_RECTOR_DIRECTIVE PROPOSAL | S | effectiveOn*+ curriculum load funding*+ reason | withinStudies changesSomething | change ends | filed
  CHANGE_OTHER | VICE_RECTOR_DIRECTIVE PROPOSAL | S | effectiveOn*+ curriculum load funding reason*+ | withinStudies changesSomething | change ends | filed
  ADMISSION | VICE_DEAN_DIRECTIVE | CS | | ofRun stillRegistered admittedOnce | admission | filed
  ADMISSION_ANNULMENT | VICE_DEAN_DIRECTIVE | CS | reason*+ | ofRun admitted onNoProtocol | admissionAnnulment | filed
  DISCONTINUATION | VICE_DEAN_DIRECTIVE | CS | discontinuedOn*+ reason*+ | ofRun admitted afterFirstDay | discontinuation | filed
  DIPLOMA | DIPLOMA | US | certificateNumber*+ certificateText*+ | numberFree | certificate | filed
  PROFESSIONAL_CERTIFICATE | DIPLOMA | US | certificateNumber*+ certificateText*+ | numberFree | certificate | filed
  TRANSCRIPT | TRANSCRIPT | US | certificateNumber*+ certificateText*+ | numberFree | certificate | filed
  NOTICE | NOTICE | US | certificateNumber*+ certificateText*+ | numberFree | certificate | filed
  AMENDMENT_CHANGE | VICE_DEAN_DIRECTIVE VICE_RECTOR_DIRECTIVE | US | | ofBase | changeRows | -
  AMENDMENT_CANCEL | VICE_DEAN_DIRECTIVE VICE_RECTOR_DIRECTIVE | US | reason*+ | ofBase | cancelRows | -
`
const roles = { U: 'UNIT_CLERK', C: 'CE_CLERK', S: 'STUDY_OFFICE' } as const
const words = (text: string) => text.split(/\s+/).filter(Boolean)
const lines = grid
  .trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()) as [KindCode, ...string[]])

test('every kind stands in the grid', () => expect(lines.map(([code]) => code)).toEqual(kindCodes))

describe.each(lines)('%s', (...[code, types, drafters, fields, checks, effects, filed]) => {
  const kind: Kind = kinds[code]
  const bare = (field: string) => field.replace(/[*+]/g, '')
  test('is drafted in its types, by whom the grid says', () => {
    expect(kind.types).toEqual(words(types!))
    expect(draftersOf({ type: kind.types[0]!, kind: code })).toEqual(
      [...drafters!].map((letter) => roles[letter as keyof typeof roles]),
    )
  })
  test('has the fields, the checks and the effects of the grid', () => {
    const row = words(fields!)
    expect(kind.rowFields).toEqual(row.map(bare))
    expect(kind.required).toEqual(row.filter((field) => field.includes('*')).map(bare))
    expect(kind.commonFields).toEqual(row.filter((field) => field.includes('+')).map(bare))
    expect(kind.rowChecks).toEqual(words(checks!))
    expect(kind.effects).toEqual(words(effects!))
    expect(kind.inDossier).toBe(filed === 'filed')
  })
})

/** The kinds of which something holds. */
const whose = (holds: (kind: Kind) => boolean) => kindCodes.filter((code) => holds(kinds[code]))
const ofRuns = ['ADMISSION', 'ADMISSION_ANNULMENT', 'DISCONTINUATION']
const certificates = ['DIPLOMA', 'PROFESSIONAL_CERTIFICATE', 'TRANSCRIPT', 'NOTICE']

test('grants alone are given by rules, and begin with their basis; the type of a grant is chosen within the kind', () => {
  expect(whose(({ gives }) => gives !== null)).toEqual(['OWN_FUNDS_ALLOWANCE', 'GRANT'])
  expect(kinds.OWN_FUNDS_ALLOWANCE.gives).toEqual({
    rules: 'OWN_FUNDS',
    grantType: 'DOCTORAL_ALLOWANCE_OWN_FUNDS',
  })
  expect(kinds.GRANT.gives.rules).toBe('STIPEND')
  expect(whose(({ basis }) => basis === 'grants')).toEqual(['OWN_FUNDS_ALLOWANCE', 'GRANT', 'PAYMENT_END'])
  expect(whose(({ subkind }) => subkind === 'GRANT_TYPE')).toEqual(['GRANT'])
})

test('continuing education is of registrants, has its own basis, and writes a letter of its own', () => {
  expect(whose(({ ofRegistrants }) => ofRegistrants === true)).toEqual(ofRuns)
  expect(whose(({ basis }) => basis === 'continuing')).toEqual(ofRuns)
  expect(continuingKinds).toEqual(ofRuns)
  expect(ofRuns.map((code) => (kinds[code as KindCode] as Kind).letter)).toEqual([
    'admitted',
    'admissionAnnulled',
    'discontinued',
  ])
  expect(whose(({ letter }) => letter !== undefined)).toEqual(ofRuns)
})

test('certificates alone are a sheet a person, and amendments alone amend', () => {
  expect(whose(({ sheets }) => sheets === true)).toEqual(certificates)
  expect(whose(({ amends }) => amends === 'CHANGE')).toEqual(['AMENDMENT_CHANGE'])
  expect(whose(({ amends }) => amends === 'CANCEL')).toEqual(['AMENDMENT_CANCEL'])
})

describe('what a document is, by its type, subkind and base', () => {
  const grant = { type: 'VICE_DEAN_DIRECTIVE', kind: 'GRANT', subkind: 'PERFORMANCE' } as const
  const leave = { type: 'VICE_DEAN_DIRECTIVE', kind: 'ACADEMIC_LEAVE' } as const
  const leaving = { type: 'VICE_RECTOR_DIRECTIVE', kind: 'EXMATRICULATION' } as const

  test('a proposal has no effects and isn’t filed: the directive made from it has and is', () => {
    const proposal = kindOf({ ...leaving, type: 'PROPOSAL' })
    expect(proposal).toEqual({ ...kinds.EXMATRICULATION, effects: [], inDossier: false })
    expect(kindOf(leaving)).toBe(kinds.EXMATRICULATION)
  })
  test('a grant directive gives the type of its subkind, none while it has none', () => {
    expect(kindOf(grant)).toEqual({ ...kinds.GRANT, gives: { rules: 'STIPEND', grantType: 'PERFORMANCE' } })
    expect(kindOf({ ...grant, subkind: null }).gives).toEqual({ rules: 'STIPEND', grantType: '' })
    const own = { type: 'VICE_DEAN_DIRECTIVE', kind: 'OWN_FUNDS_ALLOWANCE', subkind: 'PERFORMANCE' } as const
    expect(kindOf(own)).toBe(kinds.OWN_FUNDS_ALLOWANCE)
  })
  test('an amendment that changes has the fields, checks, letter and grant type of its base, and is filed where it is', () => {
    const change = (base: typeof grant | typeof leave) =>
      kindOf({ type: base.type, kind: 'AMENDMENT_CHANGE', base })
    expect(change(grant)).toMatchObject({
      rowFields: kinds.GRANT.rowFields,
      required: kinds.GRANT.required,
      commonFields: [],
      rowChecks: ['ofBase', 'withinStudies', 'bearablePeriod'],
      gives: { rules: 'STIPEND', grantType: 'PERFORMANCE' },
      effects: ['changeRows'],
      inDossier: false,
    })
    expect(change(leave)).toMatchObject({ gives: null, inDossier: true, effects: ['changeRows'] })
    const ofRun = { type: 'VICE_DEAN_DIRECTIVE', kind: 'ADMISSION' } as const
    expect(kindOf({ type: ofRun.type, kind: 'AMENDMENT_CHANGE', base: ofRun }).letter).toBe('admitted')
  })
  test('an amendment that cancels says why alone, and is filed where its base is', () => {
    const cancel = (base: typeof grant | typeof leave) =>
      kindOf({ type: base.type, kind: 'AMENDMENT_CANCEL', base })
    expect(cancel(leave)).toEqual({ ...kinds.AMENDMENT_CANCEL, inDossier: true })
    expect(cancel(grant)).toEqual(kinds.AMENDMENT_CANCEL)
    expect(kindOf({ type: leave.type, kind: 'AMENDMENT_CANCEL', base: null })).toBe(kinds.AMENDMENT_CANCEL)
  })
  test('an unknown kind is a fault', () => {
    expect(() => kindOf({ type: 'NOTICE', kind: 'UNKNOWN' })).toThrow('No kind UNKNOWN')
  })
  test('a proposal is drafted by a unit, a directive of the same kind by the study office; both are amended by whoever drafts, but for coordinators', () => {
    expect(draftersOf({ type: 'PROPOSAL', kind: 'EXMATRICULATION' })).toEqual(['UNIT_CLERK', 'STUDY_OFFICE'])
    expect(draftersOf({ type: 'NOTICE', kind: 'UNKNOWN' })).toEqual(['UNIT_CLERK', 'STUDY_OFFICE'])
    expect(amendersOf(leave)).toEqual(['UNIT_CLERK', 'STUDY_OFFICE'])
    expect(amendersOf(leaving)).toEqual(['STUDY_OFFICE'])
    expect(amendersOf({ type: 'VICE_DEAN_DIRECTIVE', kind: 'ADMISSION' })).toEqual(['STUDY_OFFICE'])
  })
})

describe('a DHIS series', () => {
  /** By type, in unit LT, without a series of the office's own; '' = the office has to set one. */
  const defaults: Record<DocumentType, string> = {
    PROPOSAL: '7-37/LT',
    VICE_DEAN_DIRECTIVE: '2.1-17',
    VICE_RECTOR_DIRECTIVE: '2.1-1',
    DIPLOMA: '',
    TRANSCRIPT: '',
    NOTICE: '',
  }
  test.each(Object.keys(documentTypes) as DocumentType[])(
    'of %s is its default, or the office’s own',
    (type) => {
      expect(seriesOf(type, 'LT')).toBe(defaults[type])
      expect(seriesOf(type, 'LT', '9-1/{unit}/x')).toBe('9-1/LT/x')
    },
  )
  test('is shown with its name where it has one', () => {
    expect(shownSeries('7-37/LT')).toBe('7-37/LT Õppetööalane kirjavahetus')
    expect(shownSeries('2.1-17')).toBe('2.1-17')
    expect(shownSeries('17-37/LT')).toBe('17-37/LT')
  })
})

test('proposals alone propose: what they ask for another document does', () => {
  const proposing = Object.entries(documentTypes).filter(([, type]) => 'proposes' in type && type.proposes)
  expect(proposing.map(([type]) => type)).toEqual(['PROPOSAL'])
})
