import type { DocumentType, Role } from '@/lib/shared/generated/enums'
import type { RuleContext } from '@/lib/grants/facts'

/** What a document type is asked: its DHIS series unless the office set another ({unit} = the unit's code). */
export const documentTypes = {
  PROPOSAL: { series: '7-37/{unit}' },
  VICE_DEAN_DIRECTIVE: { series: '2.1-17' },
  VICE_RECTOR_DIRECTIVE: { series: '2.1-1' },
  DIPLOMA: { series: '' },
  TRANSCRIPT: { series: '' },
  NOTICE: { series: '' },
} as const satisfies Record<DocumentType, { series: string }>

/** Fields a row can carry; labels and hints stand in the messages under `documents.field`. */
export const rowFields = ['paidFrom', 'paidTo', 'monthlyAmount', 'fundingSource', 'bankAccount'] as const
export type RowField = (typeof rowFields)[number]

/** Fields that stand above the persons too and prefill new rows. */
export const commonFields = ['paidFrom', 'paidTo', 'monthlyAmount', 'fundingSource'] as const
export type CommonField = (typeof commonFields)[number]

export type Kind = {
  /** in which types it can be drafted, the first by default */
  types: readonly DocumentType[]
  draftedBy: readonly Role[]
  rowFields: readonly RowField[]
  commonFields: readonly CommonField[]
  /** which warnings and blocks its rows are checked with, and the grant type it gives; null = none */
  gives: { rules: RuleContext['kind']; grantType: string } | null
  /** its effect at registration and the undoing of it, by name in effects.ts */
  effect: 'grant'
  /** the default basis, by key under `documents.basis` */
  basis: 'grants'
  /** the topic under which the national registry hears of each row; null = it doesn't */
  registryTopic: 'ehis.grant' | null
  /** whether the document is filed in the learner's dossier (grants are not, says the own-funds seed) */
  inDossier: boolean
}

/** The kinds of documents, a row a kind: everything a kind is ever asked (spec 2 "Types and kinds"). */
export const kinds = {
  /** seed "own-funds-doctoral-allowance" */
  OWN_FUNDS_ALLOWANCE: {
    types: ['VICE_DEAN_DIRECTIVE'],
    draftedBy: ['UNIT_CLERK', 'STUDY_OFFICE'],
    rowFields,
    commonFields,
    gives: { rules: 'OWN_FUNDS', grantType: 'DOCTORAL_ALLOWANCE_OWN_FUNDS' },
    effect: 'grant',
    basis: 'grants',
    registryTopic: 'ehis.grant',
    inDossier: false,
  },
} as const satisfies Record<string, Kind>

export type KindCode = keyof typeof kinds
export const kindCodes = Object.keys(kinds) as [KindCode, ...KindCode[]]

/** The row of a kind; the code comes from the database or a schema that allows kindCodes alone. */
export const kindOf = (code: string): Kind => {
  const kind: Kind | undefined = kinds[code as KindCode]
  if (!kind) throw new Error(`No kind ${code}`)
  return kind
}

/** The DHIS series of a document: the office's own template for type and unit, else the default of the type. */
export const seriesOf = (type: DocumentType, unitCode: string, template?: string) =>
  (template ?? documentTypes[type].series).replace('{unit}', unitCode)
