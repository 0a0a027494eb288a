import type { Columns, FileForm, Read } from '@/lib/import/rules/form'
import type { LineRead } from '@/lib/import/rules/lines'
import { saysOther } from '@/lib/import/rules/one-person'
import { plainText as plain } from '@/lib/import/rules/plain-text'
import type { PlanRow } from '@/lib/import/rules/plan'
import * as reads from '@/lib/import/rules/reads'
import { planRows, type RowNotes } from '@/lib/import/rules/row-notes'
import type { Day } from '@/lib/shared/dates'
import type { QuestionSort } from '@/lib/shared/generated/enums'
import { knownPersons, type Likened } from '@/lib/shared/likeness'
import { canHaveRegistered, mostAnswer, registrantFields } from '../schema/runs'

type Asked = { id: string; text: string; sort: QuestionSort; choices: readonly string[]; retiredOn: unknown }
/** Somebody to compare a new registrant with: on the list, or in a row of the file. */
type Known = Likened & { email?: string; row?: number }

const yesOrNo = reads.word({ ON: ['jah', 'x'], OFF: ['ei'] })
const registrationDay: Read = (cell, today) => {
  const read = reads.day(cell, today)
  const day = typeof read === 'string' ? read : 'value' in read ? read.value : null
  return day && !canHaveRegistered(day as Day, today) ? { code: 'registeredOnWrong' } : read
}

const fixed = {
  firstName: { heading: 'Eesnimi', read: reads.asTyped(registrantFields.firstName), example: 'Mari' },
  lastName: { heading: 'Perekonnanimi', read: reads.asTyped(registrantFields.lastName), example: 'Näidis' },
  personalCode: { heading: 'Isikukood', read: reads.personalCode, example: '49901010017' },
  email: { heading: 'E-post', read: reads.email, example: 'mari.naidis@posti.example' },
  phone: { heading: 'Telefon', read: reads.asTyped(registrantFields.phone), example: '5555 1234' },
  payer: {
    heading: 'Maksja liik',
    read: reads.word({
      SELF: ['ise'],
      LEGAL_PERSON: ['juriidiline isik'],
      NATURAL_PERSON: ['füüsiline isik'],
    }),
    example: 'ise',
  },
  registeredOn: { heading: 'Registreerumise kuupäev', read: registrationDay, example: '02.11.2026' },
  workplace: { heading: 'Töökoht', read: reads.asTyped(registrantFields.workplace), example: 'Näidiskool' },
  wantsPaper: {
    heading: 'Vajan koolituse läbimist tõendavat dokumenti paberil',
    read: yesOrNo,
    example: 'jah',
  },
  wantsNews: {
    heading: 'Soovin saada igakuist infot TÜ täiendusõppe uudislistist',
    read: yesOrNo,
    example: 'ei',
  },
  wantsRecognition: {
    heading: 'Soovin koolituse läbimisel arvestada varasemaid õpinguid ja töökogemust (VÕTA)',
    read: yesOrNo,
    example: 'ei',
  },
  otherPerson: { heading: 'Eri isik', read: reads.word({ jah: ['jah'], ei: ['ei'] }), example: '' },
} as const
export type RegistrantColumn = keyof typeof fixed | `question.${string}`
export type RegistrantValues = Partial<Record<RegistrantColumn, string>>

/** The standing column that a text names, in any spelling; no question of a programme may have its name. */
export const standingColumn = (text: string): string | undefined =>
  Object.values(fixed).find(({ heading }) => plain(heading) === plain(text))?.heading

/**
 * The columns of a file of registrants: the form's, and the programme's own questions by their words. Older questions
 * may share a column's name; a suffix then tells them apart.
 */
export function registrantColumns(questions: readonly Asked[]) {
  const taken = new Set(Object.values(fixed).map(({ heading }) => plain(heading)))
  const own = questions
    .filter(({ retiredOn }) => !retiredOn)
    .map((question) => {
      let heading = question.text
      for (let times = 1; taken.has(plain(heading)); times += 1)
        heading = `${question.text} (küsimus${times > 1 ? ` ${times}` : ''})`
      taken.add(plain(heading))
      const example = { TEXT: 'vastus', YES_NO: 'jah', CHOICE: question.choices[0] ?? '' }[question.sort]
      return [`question.${question.id}`, { heading, read: answerRead(question), example }]
    })
  return { ...fixed, ...Object.fromEntries(own) } as Columns<RegistrantColumn> &
    Record<RegistrantColumn, { example: string }>
}

function answerRead({ sort, choices }: Asked): Read {
  if (sort === 'TEXT') return reads.text(mostAnswer)
  if (sort === 'YES_NO') return reads.word({ YES: ['jah', 'x'], NO: ['ei'] })
  return reads.word(Object.fromEntries(choices.map((choice) => [choice, [choice]])))
}

/** The columns of a file of a run's registrants. */
export function registrantForm(questions: readonly Asked[]): FileForm<RegistrantColumn> {
  const columns = registrantColumns(questions)
  const wanted = Object.keys(columns) as RegistrantColumn[]
  return { columns, wanted, required: ['firstName', 'lastName'], oneOf: [] }
}

/**
 * What a file would add to a run's list; `values` are the good rows in the order of the file. Refuses anybody already
 * on the list or in an earlier row; for a namesake, the row has to say that it is somebody else (`Eri isik`).
 * `learners`: who has, or had, a code. Refused rows add nothing and don't affect the others.
 */
export function planRegistrants(
  { columns }: FileForm<RegistrantColumn>,
  rows: readonly LineRead<RegistrantColumn>[],
  onList: readonly Known[],
  learners: ReadonlyMap<string, string>,
): { plan: PlanRow[]; values: RegistrantValues[] } {
  const there = knownPersons<Known>()
  for (const each of onList) there.add(each)
  const values: RegistrantValues[] = []
  const plan = planRows(rows, (notes) => {
    const one = notes.judge(() => likenedOf(notes, learners))
    notes.judge(() => refuseOnceMore(there.likest(notes.need(one)), notes))
    notes.isNew = true
    notes.changes.push(...shown(columns, notes.cells))
    notes.steps.push(() => {
      there.add(one!)
      values.push(notes.cells)
    })
  })
  return { plan, values }
}

/** A row for comparison; an unreadable name matches nobody. */
function likenedOf(notes: RowNotes<RegistrantColumn>, learners: ReadonlyMap<string, string>): Known {
  const { row, values } = notes
  const personalCode = values.personalCode ?? null
  return {
    row,
    learnerId: (personalCode && learners.get(personalCode)) ?? null,
    personalCode,
    firstName: notes.judge(() => values.firstName) ?? '',
    lastName: notes.judge(() => values.lastName) ?? '',
  }
}

/** Refuses a row that would put somebody on the list twice; it may say that a namesake is another person. */
function refuseOnceMore(
  like: ReturnType<ReturnType<typeof knownPersons<Known>>['likest']>,
  notes: RowNotes<RegistrantColumn>,
) {
  if (!like) return
  const { other, by } = like
  if (by !== 'NAME') return notes.refuse('registrantOnList', 'personalCode')
  if (saysOther(notes.values.otherPerson)) return
  if (other.row !== undefined) return notes.refuse('registrantLikelyInRow', 'otherPerson', { row: other.row })
  const params = { name: `${other.firstName} ${other.lastName}`, email: other.email || '–' }
  notes.refuse('registrantLikelyOnList', 'otherPerson', params)
}

/** Values that a file writes in words, always in Estonian whatever the screen's language. */
const words: Readonly<Record<string, string>> = {
  ON: 'jah',
  OFF: 'ei',
  YES: 'jah',
  NO: 'ei',
  SELF: 'ise',
  LEGAL_PERSON: 'juriidiline isik',
  NATURAL_PERSON: 'füüsiline isik',
}

/** A new row's values for display; the name comes before them. */
const shown = (columns: Columns<RegistrantColumn>, values: RegistrantValues) =>
  (Object.keys(values) as RegistrantColumn[])
    .filter((column) => !['firstName', 'lastName', 'otherPerson'].includes(column))
    .map((column) => ({
      column: columns[column]!.heading,
      before: null,
      isNew: true,
      after: words[values[column]!] ?? values[column]!,
    }))
