import { objection } from '@/lib/access/typed'
import { changedOn, ownSubject, schoolYear, subject } from '../fields'
import { thing } from '../thing'

/** Puudulikud aastahinded */
export const grades = thing({
  table: 'failing_grade',
  file: 'puudulikud-aastahinded',
  fields: {
    year: schoolYear,
    subject: { ...subject, heading: 'Õppeaine', example: 'MATEMAATIKA' },
    changedOn,
  },
  key: ['year', 'subject'],
  once: 'subject',
  name: { of: ['year', 'subject'] },
  order: 'year DESC, subject',
  shows: ['subject', 'year', 'changedOn'],
  also: { ownSubject },
  check: ({ subject, ownSubject }, context) => {
    if ((subject === '') === (ownSubject === ''))
      context.addIssue({ ...objection('pupil.subjectMissing'), path: ['subject'] })
  },
  stored: ({ subject, ownSubject }) => ({ subject: ownSubject || subject }),
  told: (rows, on) => ({
    kind: 'FAILING_GRADES',
    on,
    grades: rows.map(({ year, subject }) => ({ year, subject })),
  }),
})
