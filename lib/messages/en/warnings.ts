import type { Texts } from '../et'
import type { grantRefusals as etGrantRefusals, warnings as etWarnings } from '../et/warnings'

export const warnings = {
  line: {
    ON_LEAVE: 'is on academic leave ({from} - {to})',
    NOT_NOMINAL: 'does not study within the nominal period',
    NOT_FUNDED: 'does not study in a state-funded or free study place',
    PART_LOAD: 'studies part-time',
    NO_PERSONAL_CODE:
      'has no Estonian personal code; before giving a doctoral allowance check (e-mail: {contact}) the person’s right to receive it',
    ATTESTATION_OLD:
      'the last attestation decision is positive: {year, select, unknown {(academic year not set)} other {{year}}}, attested positively on {on}',
    ATTESTATION_NEGATIVE:
      'the last attestation decision is negative: {year, select, unknown {(academic year not set)} other {{year}}}, attested negatively on {on}',
    NOT_ATTESTED:
      'the last attestation decision is “not attested”: {year, select, unknown {(academic year not set)} other {{year}}}, not attested on {on}',
    ATTESTATION_MISSING: 'No attestation on record',
    CLASHING_GRANT: 'has been given {type} for the same period ({from} - {to})',
    OWN_FUNDS_GRANT: 'receives an allowance ({fundingSource})',
    DOCTORAL_GRANT: 'receives an allowance ({fundingSource})',
  },
  advice: {
    REMOVE: 'Remove the person from the directive.',
    REMOVE_OR_MOVE:
      'Remove the person from the directive, or change the days the grant is paid for so that they do not meet the academic leave.',
    REMOVE_FLAGGED: 'Remove the persons with a warning from the directive.',
  },
  hint: {
    WRONG_PERSON: 'This suggests that the wrong person has been chosen for the directive.',
  },
  above: 'Whoever registers the directive must know whether the learner may be given the grant.',
  note: {
    FUNDING_UNKNOWN_BEFORE: 'how the study place is funded is not known before {on}',
    FUNDING_UNKNOWN: 'how the study place is funded is not known for {from} - {to}',
    LOAD_UNKNOWN_BEFORE: 'the study load is not known before {on}',
    LOAD_UNKNOWN: 'the study load is not known for {from} - {to}',
    NOMINAL_END_UNKNOWN: 'the end of the nominal period is not known',
    ELSEWHERE: 'the person is also on another directive for the same period that is not registered yet',
    ELSEWHERE_NAMED:
      'the person is also on another directive for the same period that is not registered yet ({kind})',
    ELSEWHERE_NUMBERED:
      'the person is also on another directive for the same period that is not registered yet (no. {number}, {kind})',
  },
  repair: {
    TRIM_END: 'Shorten the period (until {until})',
    TRIM_START: 'Start later (from {from})',
    SPLIT: 'Split into two rows',
    MARK_CHECKED: 'Mark as checked',
    KEEP_WITH_REASON: 'Keep with a reason',
    REMOVE: 'Remove the person from the directive',
    REMOVE_FLAGGED: 'Remove the persons with a warning from the directive',
  },
  checked: 'checked',
} satisfies Texts<typeof etWarnings>

export const grantRefusals = {
  doctoralGrantInPeriod:
    '{person}: {type} has been given for the same period ({from} - {to}, funding source {fundingSource}, directive {document}). Remove the person from the directive.',
} satisfies Texts<typeof etGrantRefusals>
