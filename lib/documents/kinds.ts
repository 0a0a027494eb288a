import type { DocumentType, Role } from '@/lib/shared/generated/enums'
import type { RuleContext } from '@/lib/grants/facts'
import type { RowField } from './fields'
import type { RowCheck } from './row-checks'

/** What a document type is asked: its DHIS series unless the office set another ({unit} = the unit's code). */
export const documentTypes = {
  PROPOSAL: { series: '7-37/{unit}' },
  VICE_DEAN_DIRECTIVE: { series: '2.1-17' },
  VICE_RECTOR_DIRECTIVE: { series: '2.1-1' },
  DIPLOMA: { series: '' },
  TRANSCRIPT: { series: '' },
  NOTICE: { series: '' },
} as const satisfies Record<DocumentType, { series: string }>

export type EffectName =
  'grant' | 'leave' | 'exmatriculation' | 'change' | 'ends' | 'cancelRows' | 'changeRows'

export type Kind = {
  /** in which types it can be drafted, the first by default; an amendment has its base's type */
  types: readonly DocumentType[]
  draftedBy: readonly Role[]
  /** a choice within the kind made when it is begun: the office's grant types */
  subkind?: 'GRANT_TYPE'
  rowFields: readonly RowField[]
  /** fields that stand above the persons too and prefill new rows */
  commonFields: readonly RowField[]
  /** fields a row can't do without */
  required: readonly RowField[]
  /** what is impossible for a row, asked at Väljasta…, at sending and again at the confirmation */
  rowChecks: readonly RowCheck[]
  /** which warnings and blocks its rows are checked with, and the grant type it gives; null = none */
  gives: { rules: RuleContext['kind']; grantType: string } | null
  /** what registering does, by name in effects.ts, in this order; undone in the opposite one */
  effects: readonly EffectName[]
  /** the default basis, by key under `documents.basis` */
  basis: 'grants' | null
  /** it changes or cancels another directive, row by row */
  amends?: 'CHANGE' | 'CANCEL'
  /** whether the document is filed in the learner's dossier (grants are not, says the own-funds seed) */
  inDossier: boolean
}

const byUnit = ['UNIT_CLERK', 'STUDY_OFFICE'] as const
const byOffice = ['STUDY_OFFICE'] as const

const grant = {
  types: ['VICE_DEAN_DIRECTIVE'],
  draftedBy: byUnit,
  rowFields: ['paidFrom', 'paidTo', 'monthlyAmount', 'fundingSource', 'bankAccount'],
  commonFields: ['paidFrom', 'paidTo', 'monthlyAmount', 'fundingSource'],
  required: ['paidFrom', 'paidTo', 'monthlyAmount', 'fundingSource', 'bankAccount'],
  rowChecks: ['withinStudies', 'bearablePeriod'],
  effects: ['grant'],
  basis: 'grants',
  inDossier: false,
} as const satisfies Partial<Kind>

/** Any subkind may carry a changed curriculum or load beside its own field: payments end by what changes (seed). */
const change = (own: 'curriculum' | 'load' | 'funding' | 'reason') =>
  ({
    types: ['VICE_RECTOR_DIRECTIVE'],
    draftedBy: byOffice,
    rowFields: ['effectiveOn', 'curriculum', 'load', 'funding', 'reason'],
    commonFields: ['effectiveOn', own],
    required: ['effectiveOn', own],
    rowChecks: ['withinStudies', 'changesSomething'],
    gives: null,
    effects: ['change', 'ends'],
    basis: null,
    inDossier: true,
  }) as const satisfies Kind

const amendment = {
  types: ['VICE_DEAN_DIRECTIVE', 'VICE_RECTOR_DIRECTIVE'],
  draftedBy: byUnit,
  rowFields: [],
  commonFields: [],
  required: [],
  rowChecks: ['ofBase'],
  gives: null,
  basis: null,
  inDossier: false,
} as const satisfies Partial<Kind>

/** The kinds of documents, a row a kind: everything a kind is ever asked (spec 2 "Types and kinds"). */
export const kinds = {
  /** seed "own-funds-doctoral-allowance" */
  OWN_FUNDS_ALLOWANCE: {
    ...grant,
    gives: { rules: 'OWN_FUNDS', grantType: 'DOCTORAL_ALLOWANCE_OWN_FUNDS' },
  },
  /** õppetoetuse/stipendiumi määramine, seed "stipend-warnings"; the subkind is the grant type */
  GRANT: { ...grant, subkind: 'GRANT_TYPE', gives: { rules: 'STIPEND', grantType: '' } },
  /** õppetoetuse/stipendiumi maksmise lõpetamine */
  PAYMENT_END: {
    types: ['VICE_DEAN_DIRECTIVE'],
    draftedBy: byUnit,
    rowFields: ['grantId', 'lastPaidOn', 'reason'],
    commonFields: ['lastPaidOn', 'reason'],
    required: ['grantId', 'lastPaidOn', 'reason'],
    rowChecks: ['grantOfPerson', 'lastDayInGrant'],
    gives: null,
    effects: ['ends'],
    basis: 'grants',
    inDossier: false,
  },
  /** akadeemilisele puhkusele lubamine */
  ACADEMIC_LEAVE: {
    types: ['VICE_DEAN_DIRECTIVE'],
    draftedBy: byUnit,
    rowFields: ['leaveFrom', 'leaveTo', 'reason'],
    commonFields: ['leaveFrom', 'leaveTo', 'reason'],
    required: ['leaveFrom', 'leaveTo', 'reason'],
    rowChecks: ['withinStudies', 'bearablePeriod', 'leaveFree'],
    gives: null,
    effects: ['leave', 'ends'],
    basis: null,
    inDossier: true,
  },
  /** eksmatrikuleerimine */
  EXMATRICULATION: {
    types: ['VICE_RECTOR_DIRECTIVE'],
    draftedBy: byOffice,
    rowFields: ['exmatriculatedOn', 'reason'],
    commonFields: ['exmatriculatedOn', 'reason'],
    required: ['exmatriculatedOn', 'reason'],
    rowChecks: ['withinStudies', 'noLaterState'],
    gives: null,
    effects: ['exmatriculation', 'ends'],
    basis: null,
    inDossier: true,
  },
  /** õppekoha vahetus and its subkinds */
  CHANGE_CURRICULUM: change('curriculum'),
  CHANGE_LOAD: change('load'),
  CHANGE_FUNDING: change('funding'),
  CHANGE_OTHER: change('reason'),
  /** korralduse muutmine või tühistamine, subkind muutmine: the row fields are the base's, with the new values */
  AMENDMENT_CHANGE: { ...amendment, amends: 'CHANGE', effects: ['changeRows'] },
  /** the same, subkind tühistamine */
  AMENDMENT_CANCEL: { ...amendment, amends: 'CANCEL', effects: ['cancelRows'] },
} as const satisfies Record<string, Kind>

export type KindCode = keyof typeof kinds
export const kindCodes = Object.keys(kinds) as [KindCode, ...KindCode[]]

/** What decides which row of the table holds for a document. */
export type Drafted = {
  kind: string
  subkind?: string | null
  /** of an amendment: the directive it changes or cancels */
  base?: { type: DocumentType; kind: string; subkind?: string | null } | null
}

/**
 * The row of a document's kind, with what its subkind and base say filled in: a grant directive gives the type of its
 * subkind; an amendment is of its base's type, and one that changes has its base's fields, checks and grant type. The
 * code comes from the database or a schema that allows kindCodes alone.
 */
export function kindOf({ kind: code, subkind, base }: Drafted): Kind {
  const kind: Kind | undefined = kinds[code as KindCode]
  if (!kind) throw new Error(`No kind ${code}`)
  if (kind.subkind && kind.gives) return { ...kind, gives: { ...kind.gives, grantType: subkind ?? '' } }
  if (!kind.amends || !base) return kind
  const { rowFields, required, rowChecks, gives, draftedBy } = kindOf(base)
  const same = { ...kind, types: [base.type], draftedBy }
  if (kind.amends === 'CANCEL') return same
  return { ...same, rowFields, required, rowChecks: [...kind.rowChecks, ...rowChecks], gives }
}

/** Who may draft it: an amendment of a vice-rector's directive is the study office's, as its base is. */
export const draftersOf = ({ kind, type }: { kind: string; type: string }): readonly Role[] =>
  type === 'VICE_RECTOR_DIRECTIVE' ? byOffice : kindOf({ kind }).draftedBy

/** The DHIS series of a document: the office's own template for type and unit, else the default of the type. */
export const seriesOf = (type: DocumentType, unitCode: string, template?: string) =>
  (template ?? documentTypes[type].series).replace('{unit}', unitCode)
