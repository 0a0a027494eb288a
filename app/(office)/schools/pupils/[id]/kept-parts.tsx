import { DescriptionList } from '@/components/ui/description-list'
import type { Column, Row } from '@/components/ui/list-column'
import { ListTable } from '@/components/ui/list-table'
import type { Say } from '@/lib/messages/say'
import type { Classifiers } from '@/lib/schools/houses/queries/classifiers'
import type { KeptRows } from '@/lib/schools/kept/queries'
import type { KeptKind } from '@/lib/schools/kept/rules/kept'
import { showDay, type Day } from '@/lib/shared/dates'
import { maskPersonalCode } from '@/lib/shared/personal-code'
import { keep } from '../actions'
import { codeText, yearText } from '../words'
import { keptFields, type Label } from './kept-fields'
import { formAddress, formOf, Nothing, Part, type PartOf } from './part'

type Shown = { of: PartOf; lists: Classifiers; kept: KeptRows; today: Day }

/** The form of a kind, of the row asked for or a new one; a kind that a stay has once has no other than its row. */
function formFor({ of, lists, kept, today }: Shown, kind: Exclude<KeptKind, 'decisions'>, once?: boolean) {
  const row = once ? kept[kind][0] : kept[kind].find(({ id }) => id === of.asked.row)
  return formOf(of, kind, (id) => keptFields(of.say, lists, kind, kept, id, today), { save: keep, row })
}

/** Erivajadused ja tugiteenused; a stay has them once. */
export function NeedsPart(shown: Shown) {
  const { of, lists, kept } = shown
  const { say } = of
  const [row] = kept.needs
  const form = formFor(shown, 'needs', true)
  return (
    <Part of={of} kind="needs" once={row ? 'needs' : false} form={form}>
      {row && !form ? (
        <DescriptionList
          facts={[
            {
              term: say('pupils.field.needs'),
              value: codeText(lists, 'klErivajadus', ...row.needs) || say('pupils.notChosen'),
            },
            {
              term: say('pupils.field.services'),
              value:
                row.services
                  .map(({ service, subjects }) => serviceText(lists, service, subjects))
                  .join('; ') || say('pupils.notChosen'),
            },
            ...(['specialistText', 'measuresText', 'otherText'] as const).flatMap((name) =>
              row[name]
                ? [
                    {
                      term: say(`pupils.field.${name}`),
                      value: <span className="whitespace-pre-line break-words">{row[name]}</span>,
                    },
                  ]
                : [],
            ),
            { term: say('pupils.field.changedOn'), value: showDay(row.changedOn) },
          ]}
        />
      ) : null}
      {row || form ? null : <Nothing say={say} />}
    </Part>
  )
}

const serviceText = (lists: Classifiers, service: string, subjects: readonly string[]) =>
  [codeText(lists, 'klTugiteenus', service), codeText(lists, 'klOppeaine', ...subjects)]
    .filter(Boolean)
    .join(': ')

/** Ujumisandmed; a stay has them once. */
export function SwimmingPart(shown: Shown) {
  const { of, lists, kept } = shown
  const { say, pupil } = of
  const [row] = kept.swimming
  const form = formFor(shown, 'swimming', true)
  // Trainers' codes are for whoever keeps the data; others see that somebody is named.
  const code = (own: string) => (pupil.stay?.may ? own : maskPersonalCode(own))
  const fact = (name: Parameters<Say>[0], value: string) => (value ? [{ term: say(name), value }] : [])
  return (
    <Part of={of} kind="swimming" once={row ? 'swimming' : false} form={form}>
      {row && !form ? (
        <DescriptionList
          facts={[
            ...fact('pupils.field.plannedHours', String(row.plannedHours ?? '')),
            ...fact('pupils.field.doneHours', String(row.doneHours ?? '')),
            ...fact('pupils.field.groupSize', codeText(lists, 'klGrupiSuurus', row.groupSize)),
            ...fact('pupils.field.swimmingLevel', codeText(lists, 'klUjumisoskuseTase', row.level)),
            ...fact('pupils.field.trainerCode', row.trainerCode && code(row.trainerCode)),
            ...fact('pupils.field.assistantCodes', row.assistantCodes.map(code).join(', ')),
            { term: say('pupils.field.changedOn'), value: showDay(row.changedOn) },
          ]}
        />
      ) : null}
      {row || form ? null : <Nothing say={say} />}
    </Part>
  )
}

type ListKind = 'languages' | 'consents' | 'absences' | 'grades'

/** The columns of a list of what is kept and the cells of its rows; the first is the row's name. */
const lists = {
  languages: {
    heads: ['language', 'level', 'changedOn'],
    cells: (_say, words, { languages }) =>
      languages.map(({ id, language, level, changedOn }) => [
        id,
        codeText(words, 'klKeel', language),
        codeText(words, 'klOskustase', level),
        showDay(changedOn),
      ]),
  },
  consents: {
    heads: ['consentNumber', 'consentDecidedOn', 'given', 'note'],
    cells: (say, _words, { consents }) =>
      consents.map(({ id, number, decidedOn, given, note }) => [
        id,
        number,
        showDay(decidedOn),
        say(`pupils.given.${given ? 'YES' : 'NO'}`),
        note,
      ]),
  },
  absences: {
    heads: ['period', 'hours', 'times'],
    cells: (say, _words, { absences }) =>
      absences.map(({ id, year, quarter, hours, times }) => [
        id,
        `${yearText(year)}, ${say('pupils.quarter', { quarter })}`,
        hours,
        times,
      ]),
  },
  grades: {
    heads: ['subject', 'year', 'changedOn'],
    cells: (_say, words, { grades }) =>
      grades.map(({ id, year, subject, changedOn }) => [
        id,
        codeText(words, 'klOppeaine', subject),
        yearText(year),
        showDay(changedOn),
      ]),
  },
} satisfies Record<
  ListKind,
  { heads: readonly Label[]; cells: (say: Say, words: Classifiers, rows: KeptRows) => Row[] }
>

/** Võõrkeeled, nõusolekud, puudumised, puudulikud aastahinded: a list each, a row of it in its form where asked for. */
export function ListPart({ kind, ...shown }: Shown & { kind: ListKind }) {
  const { of, kept } = shown
  const { say, pupil } = of
  const rows = lists[kind].cells(say, shown.lists, kept)
  return (
    <Part of={of} kind={kind} count={rows.length} form={formFor(shown, kind)}>
      {rows.length === 0 ? (
        <Nothing say={say} />
      ) : (
        <ListTable
          caption={say(`pupils.kind.${kind}`)}
          columns={columnsOf(of, kind, pupil.stay?.may)}
          rows={rows}
        />
      )}
    </Part>
  )
}

function columnsOf(of: PartOf, kind: ListKind, may: boolean | undefined): Column[] {
  return lists[kind].heads.map((head, at) => ({
    head: of.say(`pupils.field.${head}`),
    ...(at === 0 && may
      ? {
          kind: 'name' as const,
          href: formAddress(of, kind, kind, '{id}').replace('%7Bid%7D', '{id}'),
        }
      : { labelled: at > 0 }),
    ...(head === 'hours' || head === 'times' ? { kind: 'number' as const } : {}),
  }))
}
