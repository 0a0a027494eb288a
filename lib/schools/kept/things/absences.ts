import { count, quarter, schoolYear } from '../fields'
import { thing } from '../thing'

/** Põhjuseta puudumised in a quarter */
export const absences = thing({
  table: 'absence',
  file: 'puudumised',
  fields: {
    year: schoolYear,
    quarter: { ...quarter, heading: 'Veerand', example: '1' },
    hours: { ...count(1, 9_999), heading: 'Puudutud tunde', example: '4' },
    times: { ...count(1, 9_999), heading: 'Puudumiste arv', example: '2' },
  },
  key: ['year', 'quarter'],
  once: 'quarter',
  name: { of: ['year', 'quarter'], between: '/' },
  order: 'year DESC, quarter',
  shows: [{ head: 'period', of: ['year', 'quarter'] }, 'hours', 'times'],
  told: (rows, on) => ({
    kind: 'OTHER',
    on,
    absences: rows.map(({ year, quarter, hours, times }) => ({ year, quarter, hours, times })),
  }),
})
