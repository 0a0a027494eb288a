import type { Column, Row } from '@/components/ui/list-column'
import { fundings, levels, loads, mainStates } from '@/lib/learners/schema'
import type { Say } from '@/lib/messages/say'
import type { ListedLearner, ListedPlace } from '@/lib/register/queries/list'
import { type LearnerFilter } from '@/lib/register/schema/learners'
import { inPieces } from '@/lib/shared/write-sheet'
import type { Sheet } from '@/lib/shared/write-xlsx'
import { sortBy } from '../list-address'

/** The columns of the register's list; a reader with `grantsOnly` sees only names. */
export function learnerColumns(
  say: Say,
  filter: LearnerFilter,
  address: (change: { sort: string }) => string,
  grantsOnly: boolean,
): Column[] {
  const name: Column = {
    head: say('learners.column.name'),
    kind: 'name',
    href: `/learners/{id}${filter.on ? `?on=${filter.on}` : ''}`,
    sort: sortBy(filter.sort, 'name', address),
  }
  if (grantsOnly) return [name]
  const word = (column: 'level' | 'load' | 'funding' | 'mainState', values: readonly string[]): Column => ({
    head: say(`learners.column.${column}`),
    words: Object.fromEntries(values.map((value) => [value, { label: wordOf(say, column, value) }])),
  })
  return [
    name,
    { head: say('learners.column.place') },
    word('level', levels),
    { head: say('learners.column.unit') },
    word('load', loads),
    word('funding', fundings),
    word('mainState', mainStates),
  ]
}

const wordOf = (say: Say, column: 'level' | 'load' | 'funding' | 'mainState', value: string) =>
  say(`learners.${column}.${value}` as Parameters<Say>[0])

/** A learner's line: the newest study place, with the names of the others next to its curriculum. */
export function learnerRow(say: Say, learner: ListedLearner, grantsOnly: boolean): Row {
  const name = `${learner.firstName} ${learner.lastName}`
  if (grantsOnly) return [learner.id, name]
  const [place, ...others] = learner.places
  const more = others.map(({ curriculum }) => curriculum ?? '–').join(', ')
  return [
    learner.id,
    [name, learner.personalCode ?? learner.otherCode ?? say('learners.noCode')],
    more
      ? [place!.curriculum ?? '–', say('learners.morePlaces', { places: more })]
      : (place?.curriculum ?? '–'),
    place?.level ?? '',
    place?.unitCode ?? '',
    place?.load ?? '',
    place?.funding ?? '',
    place?.mainState ?? '',
  ]
}

/** The same lines as text cells of a file, one line per study place. */
export function learnerSheet(
  say: Say,
  learners: AsyncIterable<readonly ListedLearner[]>,
  grantsOnly: boolean,
): Sheet {
  const names = (learner: ListedLearner) => [learner.lastName, learner.firstName]
  const nameHeads = [say('learners.column.lastName'), say('learners.column.firstName')]
  const name = say('learners.sheet')
  if (grantsOnly)
    return { name, headings: nameHeads, rows: inPieces(learners, (learner) => [names(learner)]) }
  const heads = [
    'personalCode',
    'otherCode',
    'place',
    'level',
    'unit',
    'load',
    'funding',
    'mainState',
  ] as const
  return {
    name,
    headings: [...nameHeads, ...heads.map((head) => say(`learners.column.${head}`))],
    rows: inPieces(learners, (learner) =>
      (learner.places.length > 0 ? learner.places : [null]).map((place) => [
        ...names(learner),
        learner.personalCode ?? '',
        learner.otherCode ?? '',
        ...placeCells(say, place),
      ]),
    ),
  }
}

function placeCells(say: Say, place: ListedPlace | null): string[] {
  if (!place) return ['', '', '', '', '', '']
  const word = (column: 'level' | 'load' | 'funding' | 'mainState') =>
    place[column] ? wordOf(say, column, place[column]) : ''
  return [
    place.curriculum ?? '',
    word('level'),
    place.unitName,
    word('load'),
    word('funding'),
    word('mainState'),
  ]
}
