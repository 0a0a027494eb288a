import type { z } from 'zod'
import { objection } from '@/lib/access/typed'
import { day, dayOrNone, lines, linesNeeded, number, validFrom, validTo, wordOf } from '../fields'
import { thing } from '../thing'

/** The parent's consent to a decision; the house of a copy may change it too. */
export const consentFields = {
  consent: {
    ...wordOf('"ConsentState"', {
      PENDING: ['ootel'],
      GIVEN: ['antud', 'jah'],
      REFUSED: ['keeldutud', 'ei'],
    }),
    nothing: 'PENDING',
    heading: 'Vanema nõusolek',
    example: 'antud',
  },
  consentOn: { ...dayOrNone, heading: 'Nõusoleku kuupäev', example: '20.06.2026' },
  consentNote: { ...lines(1_000), heading: 'Nõusoleku märkus', example: '' },
} as const

type Consent = { consent: 'PENDING' | 'GIVEN' | 'REFUSED'; consentOn: string | null }
/** A consent still awaited has no day; one that was given or refused has. */
export function dayOfConsent(typed: Consent, context: z.core.$RefinementCtx) {
  if (typed.consent !== 'PENDING' && typed.consentOn === null)
    context.addIssue({ ...objection('dayMissing'), path: ['consentOn'] })
}
export const pendingWithoutDay = ({ consent, consentOn }: Consent) => ({
  consentOn: consent === 'PENDING' ? null : consentOn,
})

/** Otsused by Haridus- ja Noorteamet or Innove */
export const decisions = thing({
  table: 'decision',
  file: 'otsused',
  fields: {
    issuer: {
      ...wordOf('"DecisionIssuer"', {
        HARNO: ['Haridus- ja Noorteamet', 'HARNO'],
        INNOVE: ['Innove', 'SA Innove'],
      }),
      required: true,
      heading: 'Väljaandja',
      example: 'Haridus- ja Noorteamet',
    },
    number: {
      ...number(50, 'pupil.numberMissing'),
      column: 'decisionNumber',
      heading: 'Otsuse number',
      example: '8-1/26/200',
    },
    decidedOn: { ...day, heading: 'Otsuse kuupäev', example: '12.06.2026' },
    validFrom,
    validTo,
    content: {
      ...linesNeeded(10_000, 'textMissing'),
      heading: 'Otsuse sisu',
      example: 'Soovitatav on logopeedi teenus.',
    },
    ...consentFields,
  },
  key: ['issuer', 'number'],
  name: { of: ['number'] },
  order: 'decided_on DESC, number',
  check: (typed, context) => {
    dayOfConsent(typed, context)
    const { validFrom, validTo } = typed
    if (validFrom && validTo && validTo < validFrom)
      context.addIssue({ ...objection('periodReversed'), path: ['validTo'] })
  },
  stored: pendingWithoutDay,
  // The registry is told of decisions that the parent has answered, as of any consent.
  told: (rows) => ({
    kind: 'CONSENTS',
    consents: rows.flatMap(({ number, consent, consentOn, consentNote }) =>
      consentOn === null ? [] : [{ given: consent === 'GIVEN', number, on: consentOn, note: consentNote }],
    ),
  }),
})
