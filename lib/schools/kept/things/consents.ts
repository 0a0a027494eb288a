import { day, lines, number, yesNo } from '../fields'
import { thing } from '../thing'

/** Nõusolekud */
export const consents = thing({
  table: 'consent',
  file: 'nousolekud',
  fields: {
    number: {
      ...number(50, 'pupil.numberMissing'),
      label: 'consentNumber',
      column: 'consentNumber',
      heading: 'Nõusoleku number',
      example: 'N-1',
    },
    decidedOn: {
      ...day,
      today: true,
      label: 'consentDecidedOn',
      column: 'givenOn',
      heading: 'Kuupäev',
      example: '03.09.2026',
    },
    given: { ...yesNo, heading: 'Nõus', example: 'jah' },
    note: { ...lines(1_000), heading: 'Märkus', example: 'Pildistamine kooli üritustel' },
  },
  key: ['number'],
  name: { of: ['number', 'decidedOn'] },
  order: 'decided_on DESC, number',
  shows: ['number', 'decidedOn', 'given', 'note'],
  told: (rows) => ({
    kind: 'CONSENTS',
    consents: rows.map(({ given, number, decidedOn, note }) => ({ given, number, on: decidedOn, note })),
  }),
})
