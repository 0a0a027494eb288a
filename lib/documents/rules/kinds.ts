import type { RuleContext } from '@/lib/grants/rules/facts'
import type { DocumentType, Role } from '@/lib/shared/generated/enums'
import type { RowField } from './fields'
import type { RowCheck } from './row-checks'

const byUnit = ['UNIT_CLERK', 'STUDY_OFFICE'] as const
const byOffice = ['STUDY_OFFICE'] as const
const byCoordinator = ['CE_CLERK', 'STUDY_OFFICE'] as const

type OfType = {
  /** the default DHIS series; {unit} = the unit's code; '' = the office has to set one */
  series: string
  draftedBy: readonly Role[]
  /** registering it has no effects: another document carries out what it proposes */
  proposes?: true
}

/** The facts about a document type (spec 2 "Types and kinds"). */
export const documentTypes = {
  PROPOSAL: { series: '7-37/{unit}', draftedBy: byUnit, proposes: true },
  VICE_DEAN_DIRECTIVE: { series: '2.1-17', draftedBy: byUnit },
  VICE_RECTOR_DIRECTIVE: { series: '2.1-1', draftedBy: byOffice },
  DIPLOMA: { series: '', draftedBy: byUnit },
  TRANSCRIPT: { series: '', draftedBy: byUnit },
  NOTICE: { series: '', draftedBy: byUnit },
} as const satisfies Record<DocumentType, OfType>

export type EffectName =
  | ('grant' | 'leave' | 'exmatriculation' | 'change' | 'ends' | 'certificate')
  | ('admission' | 'admissionAnnulment' | 'discontinuation')
  | ('cancelRows' | 'changeRows')

export type Kind = {
  /** in which types it can be drafted; an amendment has its base's type */
  types: readonly DocumentType[]
  /** who may draft it, if the type doesn't decide that */
  draftedBy?: readonly Role[]
  /** its persons are registrants of a run, and it is made from the run's list */
  ofRegistrants?: true
  /** a choice within the kind made when it is begun: the office's grant types */
  subkind?: 'GRANT_TYPE'
  rowFields: readonly RowField[]
  /** fields that are also shown above the persons and prefill new rows */
  commonFields: readonly RowField[]
  /** fields that every row needs */
  required: readonly RowField[]
  /** checks for impossible rows, run at Väljasta…, at sending and again at the confirmation */
  rowChecks: readonly RowCheck[]
  /** the warnings and blocks that check its rows, and the grant type that it gives; null = it gives none */
  gives: { rules: RuleContext['kind']; grantType: string } | null
  /** the effects of registering, by name in effects.ts, in this order; undone in the opposite one */
  effects: readonly EffectName[]
  /** the letter that registering writes to each person (grants have letters of their own) */
  letter?: 'admitted' | 'admissionAnnulled' | 'discontinued'
  /** the default basis, by key under `documents.basis` */
  basis: 'grants' | 'continuing' | null
  /** it changes or cancels another directive, row by row */
  amends?: 'CHANGE' | 'CANCEL'
  /** on paper each person has a sheet of their own, not a row of a table */
  sheets?: true
  /** whether the document is filed in the learner's dossier (grants are not, says the own-funds seed) */
  inDossier: boolean
}

/** Drafted by the study office, or proposed by a unit (seed "document-states", its second picture). */
const proposable = ['VICE_RECTOR_DIRECTIVE', 'PROPOSAL'] as const

const grant = {
  types: ['VICE_DEAN_DIRECTIVE'],
  rowFields: ['paidFrom', 'paidTo', 'monthlyAmount', 'fundingSource', 'bankAccount'],
  commonFields: ['paidFrom', 'paidTo', 'monthlyAmount', 'fundingSource'],
  required: ['paidFrom', 'paidTo', 'monthlyAmount', 'fundingSource', 'bankAccount'],
  rowChecks: ['withinStudies', 'bearablePeriod'],
  effects: ['grant'],
  basis: 'grants',
  inDossier: false,
} as const satisfies Partial<Kind>

/** Any subkind may also carry a changed curriculum or load: what changes ends payments (seed). */
const change = (own: 'curriculum' | 'load' | 'funding' | 'reason') =>
  ({
    types: proposable,
    rowFields: ['effectiveOn', 'curriculum', 'load', 'funding', 'reason'],
    commonFields: ['effectiveOn', own],
    required: ['effectiveOn', own],
    rowChecks: ['withinStudies', 'changesSomething'],
    gives: null,
    effects: ['change', 'ends'],
    basis: null,
    inDossier: true,
  }) as const satisfies Kind

/** A certificate of one person, made for many at once; the paper and the learner's page show its content. */
const certificate = (type: DocumentType) =>
  ({
    types: [type],
    rowFields: ['certificateNumber', 'certificateText'],
    commonFields: ['certificateNumber', 'certificateText'],
    required: ['certificateNumber', 'certificateText'],
    rowChecks: ['numberFree'],
    gives: null,
    effects: ['certificate'],
    basis: null,
    sheets: true,
    inDossier: true,
  }) as const satisfies Kind

/** Täiendusõpe: drafted by its coordinators, and by no clerk of a unit (spec 1). */
const continuing = {
  types: ['VICE_DEAN_DIRECTIVE'],
  draftedBy: byCoordinator,
  ofRegistrants: true,
  gives: null,
  basis: 'continuing',
  inDossier: true,
} as const satisfies Partial<Kind>

const amendment = {
  types: ['VICE_DEAN_DIRECTIVE', 'VICE_RECTOR_DIRECTIVE'],
  rowFields: [],
  commonFields: [],
  required: [],
  rowChecks: ['ofBase'],
  gives: null,
  basis: null,
  inDossier: false,
} as const satisfies Partial<Kind>

/** The kinds of documents, one row each: every fact about a kind (spec 2 "Types and kinds"). */
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
    types: proposable,
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
  /** Täiendusõpe: õppijaks arvamine, seed "juhan-registrants" */
  ADMISSION: {
    ...continuing,
    rowFields: [],
    commonFields: [],
    required: [],
    rowChecks: ['ofRun', 'stillRegistered', 'admittedOnce'],
    effects: ['admission'],
    letter: 'admitted',
  },
  /** Täiendusõpe: õppijaks arvamise tühistamine */
  ADMISSION_ANNULMENT: {
    ...continuing,
    rowFields: ['reason'],
    commonFields: ['reason'],
    required: ['reason'],
    rowChecks: ['ofRun', 'admitted', 'onNoProtocol'],
    effects: ['admissionAnnulment'],
    letter: 'admissionAnnulled',
  },
  /** Täiendusõpe: õpingute katkestamine */
  DISCONTINUATION: {
    ...continuing,
    rowFields: ['discontinuedOn', 'reason'],
    commonFields: ['discontinuedOn', 'reason'],
    required: ['discontinuedOn', 'reason'],
    rowChecks: ['ofRun', 'admitted', 'afterFirstDay'],
    effects: ['discontinuation'],
    letter: 'discontinued',
  },
  DIPLOMA: certificate('DIPLOMA'),
  /** kutsetunnistus */
  PROFESSIONAL_CERTIFICATE: certificate('DIPLOMA'),
  TRANSCRIPT: certificate('TRANSCRIPT'),
  NOTICE: certificate('NOTICE'),
  /** korralduse muutmine või tühistamine, subkind muutmine: the row fields are the base's, with the new values */
  AMENDMENT_CHANGE: { ...amendment, amends: 'CHANGE', effects: ['changeRows'] },
  /** the same, subkind tühistamine */
  AMENDMENT_CANCEL: {
    ...amendment,
    rowFields: ['reason'],
    commonFields: ['reason'],
    required: ['reason'],
    amends: 'CANCEL',
    effects: ['cancelRows'],
  },
} as const satisfies Record<string, Kind>

export type KindCode = keyof typeof kinds
export const kindCodes = Object.keys(kinds) as [KindCode, ...KindCode[]]

/** The facts that select a kind's row in the table. */
export type Drafted = {
  type: DocumentType
  kind: string
  subkind?: string | null
  /** of an amendment: the directive it changes or cancels */
  base?: { type: DocumentType; kind: string; subkind?: string | null } | null
}

/**
 * The row of a document's kind, completed from its type, subkind and base: a proposal has no effects; a grant directive
 * gives the type of its subkind; an amendment that changes has its base's fields, checks and grant type. The code comes
 * from the database or a schema that allows only kindCodes.
 */
export function kindOf({ type, kind: code, subkind, base }: Drafted): Kind {
  const kind: Kind | undefined = kinds[code as KindCode]
  if (!kind) throw new Error(`No kind ${code}`)
  const ofType: OfType = documentTypes[type]
  // A proposal isn't filed: the directive that carries it out is; an amendment is filed if its base is.
  if (ofType.proposes) return { ...kind, effects: [], inDossier: false }
  if (kind.amends && base) return amendmentOf(kind, base)
  if (kind.subkind && kind.gives) return { ...kind, gives: { ...kind.gives, grantType: subkind ?? '' } }
  return kind
}

function amendmentOf(kind: Kind, base: NonNullable<Drafted['base']>): Kind {
  const { rowFields, required, rowChecks, gives, letter, inDossier } = kindOf(base)
  if (kind.amends !== 'CHANGE') return { ...kind, inDossier }
  return {
    ...kind,
    rowFields,
    required,
    rowChecks: [...kind.rowChecks, ...rowChecks],
    gives,
    letter,
    inDossier,
  }
}

/** Who may draft documents of the type and kind. */
export const draftersOf = ({ type, kind }: { type: DocumentType; kind: string }): readonly Role[] =>
  (kinds[kind as KindCode] as Kind | undefined)?.draftedBy ?? documentTypes[type].draftedBy

/** The kinds that give grants. */
export const givingKinds: readonly KindCode[] = kindCodes.filter((code) => (kinds[code] as Kind).gives)

/** Who may change or cancel a registered directive by another one: coordinators have their own kinds for that. */
export const amendersOf = (base: { type: DocumentType; kind: string }): readonly Role[] =>
  draftersOf(base).filter((role) => role !== 'CE_CLERK')

/** Kinds drafted by coordinators of continuing education and not by clerks of units. */
export const continuingKinds: readonly KindCode[] = kindCodes.filter(
  (code) => (kinds[code] as Kind).draftedBy === byCoordinator,
)

/**
 * Names of series in the file plan, by how they begin (document-states seed: 7-37/(kood) Õppetööalane kirjavahetus).
 */
const seriesNames = { '7-37/': 'Õppetööalane kirjavahetus' } as const

/** The name of a series or of its template; undefined if it has only a code. */
export const seriesName = (series: string): string | undefined =>
  Object.entries(seriesNames).find(([beginning]) => series.startsWith(beginning))?.[1]

/** A series as it is shown: its code, and its name where it has one. */
export const shownSeries = (series: string) => [series, seriesName(series)].filter(Boolean).join(' ')

/** The DHIS series of a document: the office's own template for type and unit, else the default of the type. */
export const seriesOf = (type: DocumentType, unitCode: string, template?: string) =>
  (template ?? documentTypes[type].series).replace('{unit}', unitCode)
