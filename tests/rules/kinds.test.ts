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
 * Written by hand from spec 2 "Types and kinds" and 4: in which types each kind is drafted and by whom (U = a clerk of
 * the unit, C = a coordinator, S = the study office), which fields a row has (* = required, + = also stands above the
 * persons), what is checked of a row, what registering does, and whether the document is filed in the dossier.
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

test('the grid has every kind', () => expect(lines.map(([code]) => code)).toEqual(kindCodes))

describe.each(lines)('the kind %s', (...[code, types, drafters, fields, checks, effects, filed]) => {
  const kind: Kind = kinds[code]
  const bare = (field: string) => field.replace(/[*+]/g, '')
  test('is drafted in the types and by the roles of the grid', () => {
    expect(kind.types).toEqual(words(types!))
    expect(draftersOf({ type: kind.types[0]!, kind: code })).toEqual(
      [...drafters!].map((letter) => roles[letter as keyof typeof roles]),
    )
  })
  test('has the fields, checks and effects of the grid, and is filed as it says', () => {
    const row = words(fields!)
    expect(kind.rowFields).toEqual(row.map(bare))
    expect(kind.required).toEqual(row.filter((field) => field.includes('*')).map(bare))
    expect(kind.commonFields).toEqual(row.filter((field) => field.includes('+')).map(bare))
    expect(kind.rowChecks).toEqual(words(checks!))
    expect(kind.effects).toEqual(words(effects!))
    expect(kind.inDossier).toBe(filed === 'filed')
  })
})

const whose = (holds: (kind: Kind) => boolean) => kindCodes.filter((code) => holds(kinds[code]))
const ofRuns = ['ADMISSION', 'ADMISSION_ANNULMENT', 'DISCONTINUATION']
const certificates = ['DIPLOMA', 'PROFESSIONAL_CERTIFICATE', 'TRANSCRIPT', 'NOTICE']

test('only grants follow rules of giving, only they and the end of their payment have the basis of grants, and only GRANT has subkinds', () => {
  expect(whose(({ gives }) => gives !== null)).toEqual(['OWN_FUNDS_ALLOWANCE', 'GRANT'])
  expect(kinds.OWN_FUNDS_ALLOWANCE.gives).toEqual({
    rules: 'OWN_FUNDS',
    grantType: 'DOCTORAL_ALLOWANCE_OWN_FUNDS',
  })
  expect(kinds.GRANT.gives.rules).toBe('STIPEND')
  expect(whose(({ basis }) => basis === 'grants')).toEqual(['OWN_FUNDS_ALLOWANCE', 'GRANT', 'PAYMENT_END'])
  expect(whose(({ subkind }) => subkind === 'GRANT_TYPE')).toEqual(['GRANT'])
})

test('the kinds of continuing education are for registrants, and have their own basis and letters', () => {
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

test('only certificates have a sheet for each person, and only amendments amend', () => {
  expect(whose(({ sheets }) => sheets === true)).toEqual(certificates)
  expect(whose(({ amends }) => amends === 'CHANGE')).toEqual(['AMENDMENT_CHANGE'])
  expect(whose(({ amends }) => amends === 'CANCEL')).toEqual(['AMENDMENT_CANCEL'])
})

describe('the kind of a document', () => {
  const grant = { type: 'VICE_DEAN_DIRECTIVE', kind: 'GRANT', subkind: 'PERFORMANCE' } as const
  const leave = { type: 'VICE_DEAN_DIRECTIVE', kind: 'ACADEMIC_LEAVE' } as const
  const leaving = { type: 'VICE_RECTOR_DIRECTIVE', kind: 'EXMATRICULATION' } as const

  test('has no effects and no filing for a proposal, and has both for the directive made from it', () => {
    const proposal = kindOf({ ...leaving, type: 'PROPOSAL' })
    expect(proposal).toEqual({ ...kinds.EXMATRICULATION, effects: [], inDossier: false })
    expect(kindOf(leaving)).toBe(kinds.EXMATRICULATION)
  })
  test('gives a grant of the subkind’s type, or of none while the subkind is missing', () => {
    expect(kindOf(grant)).toEqual({ ...kinds.GRANT, gives: { rules: 'STIPEND', grantType: 'PERFORMANCE' } })
    expect(kindOf({ ...grant, subkind: null }).gives).toEqual({ rules: 'STIPEND', grantType: '' })
    const own = { type: 'VICE_DEAN_DIRECTIVE', kind: 'OWN_FUNDS_ALLOWANCE', subkind: 'PERFORMANCE' } as const
    expect(kindOf(own)).toBe(kinds.OWN_FUNDS_ALLOWANCE)
  })
  test('has, for an amendment that changes, the fields, checks, letter and grant type of its base, and is filed like it', () => {
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
  test('has, for an amendment that cancels, no more than its reason, and is filed like its base', () => {
    const cancel = (base: typeof grant | typeof leave) =>
      kindOf({ type: base.type, kind: 'AMENDMENT_CANCEL', base })
    expect(cancel(leave)).toEqual({ ...kinds.AMENDMENT_CANCEL, inDossier: true })
    expect(cancel(grant)).toEqual(kinds.AMENDMENT_CANCEL)
    expect(kindOf({ type: leave.type, kind: 'AMENDMENT_CANCEL', base: null })).toBe(kinds.AMENDMENT_CANCEL)
  })
  test('is an error if it is unknown', () => {
    expect(() => kindOf({ type: 'NOTICE', kind: 'UNKNOWN' })).toThrow('No kind UNKNOWN')
  })
  test('lets units draft a proposal and the study office its directive, and lets no coordinator amend', () => {
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
    'of %s is the default one, or the office’s own',
    (type) => {
      expect(seriesOf(type, 'LT')).toBe(defaults[type])
      expect(seriesOf(type, 'LT', '9-1/{unit}/x')).toBe('9-1/LT/x')
    },
  )
  test('is shown with its name if it has one', () => {
    expect(shownSeries('7-37/LT')).toBe('7-37/LT Õppetööalane kirjavahetus')
    expect(shownSeries('2.1-17')).toBe('2.1-17')
    expect(shownSeries('17-37/LT')).toBe('17-37/LT')
  })
})

test('only proposals ask for another document', () => {
  const proposing = Object.entries(documentTypes).filter(([, type]) => 'proposes' in type && type.proposes)
  expect(proposing.map(([type]) => type)).toEqual(['PROPOSAL'])
})
