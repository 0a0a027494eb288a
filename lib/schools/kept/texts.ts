import { maskPersonalCode } from '@/lib/shared/personal-code'
import { wordOf, type Classifiers } from '../houses/queries/classifiers'
import { yearLabel } from '../rules/school-year'
import type { KeptRows } from './queries'
import type { KeptKind } from './rules/kept'

type Texts = Record<string, string>

/**
 * What is kept of a kind as texts by name, for the history of changes: `changedOn` where a stay has one row, `level inglise
 * keel` where a row has a name of its own. Codes stand as their words, personal codes masked.
 */
export function keptTexts(lists: Classifiers, kind: KeptKind, rows: KeptRows): Texts {
  switch (kind) {
    case 'needs':
      return named(
        rows.needs,
        () => '',
        ({ needs, services, ...row }) => ({
          ...texts(row, ['changedOn', 'specialistText', 'measuresText', 'otherText']),
          needs: needs.map((code) => wordOf(lists, 'klErivajadus', code)).join(', '),
          services: services
            .map(({ service, subjects }) =>
              [
                wordOf(lists, 'klTugiteenus', service),
                ...subjects.map((code) => wordOf(lists, 'klOppeaine', code)),
              ].join(': '),
            )
            .join('; '),
        }),
      )
    case 'decisions':
      return named(
        rows.decisions,
        ({ number }) => number,
        (row) =>
          texts(row, [
            'issuer',
            'decidedOn',
            'validFrom',
            'validTo',
            'content',
            'consent',
            'consentOn',
            'consentNote',
          ]),
      )
    case 'languages':
      return named(
        rows.languages,
        ({ language }) => wordOf(lists, 'klKeel', language),
        (row) => ({
          ...texts(row, ['changedOn']),
          level: wordOf(lists, 'klOskustase', row.level),
        }),
      )
    case 'swimming':
      return named(
        rows.swimming,
        () => '',
        ({ trainerCode, assistantCodes, ...row }) => ({
          ...texts(row, ['changedOn', 'plannedHours', 'doneHours']),
          groupSize: wordOf(lists, 'klGrupiSuurus', row.groupSize),
          swimmingLevel: wordOf(lists, 'klUjumisoskuseTase', row.level),
          trainerCode: maskPersonalCode(trainerCode),
          assistantCodes: assistantCodes.map(maskPersonalCode).join(', '),
        }),
      )
    case 'consents':
      return named(
        rows.consents,
        ({ number, decidedOn }) => `${number} ${decidedOn}`,
        (row) => texts({ ...row, given: row.given ? 'GIVEN' : 'REFUSED' }, ['given', 'note']),
      )
    case 'absences':
      return named(
        rows.absences,
        ({ year, quarter }) => `${yearLabel(year)}/${quarter}`,
        (row) => texts(row, ['hours', 'times']),
      )
    case 'grades':
      return named(
        rows.grades,
        ({ year, subject }) => `${yearLabel(year)} ${wordOf(lists, 'klOppeaine', subject)}`,
        (row) => texts(row, ['changedOn']),
      )
  }
}

/** Each row's texts under its name. */
const named = <R>(rows: readonly R[], nameOf: (row: R) => string, textsOf: (row: R) => Texts): Texts =>
  Object.fromEntries(
    rows.flatMap((row) =>
      Object.entries(textsOf(row)).map(([what, text]) => [`${what} ${nameOf(row)}`.trim(), text]),
    ),
  )

const texts = <R extends object>(row: R, names: readonly (keyof R & string)[]): Texts =>
  Object.fromEntries(names.map((name) => [name, row[name] === null ? '' : String(row[name])]))
