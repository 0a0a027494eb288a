/**
 * The warnings for a person on a grant directive (seeds "stipend-warnings" and "own-funds-doctoral-allowance", word for
 * word).
 */
export const warnings = {
  line: {
    ON_LEAVE: 'on akadeemilisel puhkusel ({from} - {to})',
    NOT_NOMINAL: 'ei õpi nominaalõppeaja sees',
    NOT_FUNDED: 'ei õpi riigieelarvelisel/tasuta õppekohal',
    PART_LOAD: 'õpib osakoormusega',
    NO_PERSONAL_CODE:
      'puudub Eesti isikukood, doktoranditoetuse määramisel kontrollida (e-post: {contact}) isiku õigust saada toetust',
    ATTESTATION_OLD:
      'viimane atesteerimise otsus on positiivne {year, select, unknown {(õppeaasta määramata)} other {{year}}} Atesteeritud positiivselt {on}',
    ATTESTATION_NEGATIVE:
      'viimane atesteerimise otsus on negatiivne {year, select, unknown {(õppeaasta määramata)} other {{year}}} Atesteeritud negatiivselt {on}',
    NOT_ATTESTED:
      'viimane atesteerimise otsus on atesteerimata {year, select, unknown {(õppeaasta määramata)} other {{year}}} Atesteerimata {on}',
    ATTESTATION_MISSING: 'Atesteerimine puudub',
    CLASHING_GRANT: 'isikule on samaks perioodiks määratud {type} ({from} - {to})',
    OWN_FUNDS_GRANT: 'isik saab õppetoetust ({fundingSource})',
    DOCTORAL_GRANT: 'isik saab õppetoetust ({fundingSource})',
  },
  advice: {
    REMOVE: 'Eemaldage isik korralduselt.',
    REMOVE_OR_MOVE:
      'Eemaldage isik korralduselt või muutke õppetoetuse/stipendiumi maksmise kuupäevi nii, et need ei kattuks akadeemilise puhkusega.',
    REMOVE_FLAGGED: 'Eemaldage hoiatusega isikud korralduselt.',
  },
  hint: {
    WRONG_PERSON: 'Viitab sellele, et korraldusele on valitud vale isik.',
  },
  /** Above the persons. */
  above: 'Korralduse registreerija peab ise teadma, kas õppijale võib toetuse määrata.',
  note: {
    FUNDING_UNKNOWN_BEFORE: 'õppekoha liik ei ole enne {on} teada',
    FUNDING_UNKNOWN: 'õppekoha liik ei ole ajavahemikus {from} - {to} teada',
    LOAD_UNKNOWN_BEFORE: 'õppekoormus ei ole enne {on} teada',
    LOAD_UNKNOWN: 'õppekoormus ei ole ajavahemikus {from} - {to} teada',
    NOMINAL_END_UNKNOWN: 'nominaalõppeaja lõpp ei ole teada',
    ELSEWHERE: 'isik on samaks perioodiks ka teisel registreerimata korraldusel',
    ELSEWHERE_NAMED: 'isik on samaks perioodiks ka teisel registreerimata korraldusel ({kind})',
    ELSEWHERE_NUMBERED:
      'isik on samaks perioodiks ka teisel registreerimata korraldusel (nr {number}, {kind})',
  },
  repair: {
    TRIM_END: 'Lühenda perioodi (kuni {until})',
    TRIM_START: 'Alusta hiljem (alates {from})',
    SPLIT: 'Jaga kaheks reaks',
    MARK_CHECKED: 'Märgi kontrollituks',
    KEEP_WITH_REASON: 'Jäta põhjendusega alles',
    REMOVE: 'Eemalda isik korralduselt',
    REMOVE_FLAGGED: 'Eemalda hoiatusega isikud korralduselt',
  },
  checked: 'kontrollitud',
} as const

/** The block of own-funds directives, among the refusals. */
export const grantRefusals = {
  doctoralGrantInPeriod:
    '{person}: samaks perioodiks on määratud {type} ({from} - {to}, finantsallikas {fundingSource}, korraldus {document}). Eemaldage isik korralduselt.',
} as const
