import { FilterBar } from '@/components/ui/filter-bar'
import { Pagination } from '@/components/ui/pagination'
import { Section } from '@/components/ui/section'
import { Select } from '@/components/ui/select'
import { Table, Th } from '@/components/ui/table'
import type { RowDifference } from '@/lib/documents/rules/compare'
import type { Compared } from '@/lib/documents/versions/queries'
import type { Say } from '@/lib/messages/say'
import { showCount } from '@/lib/shared/money'
import { partWord } from '../part-word'

type SideName = Compared['sides'][number]
type Chosen = NonNullable<Compared['chosen']>
type Props = { say: Say; chosen: Chosen }

/** Two versions side by side: which ones, the number of differences, and each difference. */
export function ComparedVersions({
  say,
  id,
  compared: { sides, chosen },
}: {
  say: Say
  id: string
  compared: Compared
}) {
  if (!chosen || sides.length < 2) return null
  const { counts } = chosen.comparison
  const choices = sides.map((side) => ({ value: side.name, text: wholeName(say, side) }))
  return (
    <Section title={say('documents.versions.compare')} id="compare">
      <FilterBar
        label={say('documents.versions.compare')}
        action={`/documents/${id}/versions#compare`}
        submit={say('documents.versions.submit')}
      >
        <Select
          name="from"
          label={say('documents.versions.earlier')}
          choices={choices}
          defaultValue={chosen.from.name}
        />
        <Select
          name="to"
          label={say('documents.versions.later')}
          choices={choices}
          defaultValue={chosen.to.name}
        />
      </FilterBar>
      <p className="mt-4">
        {Object.values(counts).every((count) => count === 0)
          ? say('documents.versions.same')
          : say('documents.versions.counts', { ...counts })}
      </p>
      <Differences say={say} chosen={chosen} />
    </Section>
  )
}

const wholeName = (say: Say, { sendNo, sentAt }: SideName) =>
  sendNo === null
    ? say('documents.versions.draftSide')
    : say(sentAt ? 'documents.versions.sentSide' : 'documents.versions.checkedSide', { no: sendNo })

const shortName = (say: Say, { sendNo }: SideName) =>
  sendNo === null ? say('documents.versions.draftSide') : say('documents.versions.shortSide', { no: sendNo })

function Differences({ say, chosen: { from, to, comparison, first, page, pages } }: Props) {
  const { head, rows, warnings, counts } = comparison
  const [was, is] = [shortName(say, from), shortName(say, to)]
  return (
    <>
      <Sides
        caption={say('documents.versions.fields')}
        words={[say('documents.versions.field'), was, is]}
        lines={head.map((change) => ({
          what: partWord(say, change.part),
          was: change.was,
          is: change.is,
        }))}
      />
      <Sides
        caption={say('documents.persons.title')}
        words={[say('documents.field.person'), was, is]}
        lines={rows.map((row) => personLine(say, row))}
      />
      {rows.length > 0 ? (
        <Pagination
          page={page}
          pages={pages}
          href={`?from=${from.name}&to=${to.name}&page={page}#compare`}
          texts={{
            summary: say('documents.persons.summary', {
              from: first,
              to: first + rows.length - 1,
              count: counts.added + counts.removed + counts.changed,
            }),
            label: say('lists.pages'),
            previous: say('lists.previous'),
            next: say('lists.next'),
          }}
        />
      ) : null}
      <Sides
        caption={say('documents.versions.warnings')}
        words={[say('documents.versions.warnings'), was, is]}
        lines={warnings.map(({ person, gone, come }) => ({
          what: person,
          was: gone.join('\n'),
          is: come.join('\n'),
        }))}
      />
      {counts.warnings > warnings.length ? (
        <p className="mt-2 text-ink-2">
          {say('documents.add.more', { count: showCount(counts.warnings - warnings.length) })}
        </p>
      ) : null}
    </>
  )
}

type Line = { what: string; under?: string; was: string; is: string }

/** For an added or a removed person the whole row, for a changed one the differences. */
function personLine(say: Say, { was, is, changes }: RowDifference): Line {
  const { name, personalCode } = (is ?? was)!
  const sort = say(`documents.versions.${was ? (is ? 'changed' : 'removed') : 'added'}`)
  const lines = (side: 'was' | 'is') =>
    changes.map(({ part, ...texts }) => `${partWord(say, part)}: ${texts[side] || '–'}`).join('\n')
  return {
    what: name,
    under: [personalCode, sort].filter(Boolean).join(' · '),
    was: was ? lines('was') : '',
    is: is ? lines('is') : '',
  }
}

/** The differences, one per line, with both sides next to each other. */
function Sides({
  caption,
  words: [what, was, is],
  lines,
}: {
  caption: string
  /** heads of the three columns */
  words: readonly [string, string, string]
  lines: readonly Line[]
}) {
  if (lines.length === 0) return null
  return (
    <div className="mt-4">
      <Table caption={caption} fold>
        <thead>
          <tr>
            <Th style={{ width: '24%' }}>{what}</Th>
            <Th style={{ width: '38%' }}>{was}</Th>
            <Th>{is}</Th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, at) => (
            <tr key={at}>
              <th scope="row">
                <span className="name">{line.what}</span>
                {line.under ? <div className="sub">{line.under}</div> : null}
              </th>
              <Side word={was} text={line.was} />
              <Side word={is} text={line.is} />
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  )
}

function Side({ word, text }: { word: string; text: string }) {
  return (
    <td data-l={word} className="span break-words whitespace-pre-line">
      {text || '–'}
    </td>
  )
}
