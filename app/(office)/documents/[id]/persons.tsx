import { Button } from '@/components/ui/button'
import { Chips } from '@/components/ui/chips'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { Pagination } from '@/components/ui/pagination'
import { Section } from '@/components/ui/section'
import { fieldOf, type RowField } from '@/lib/documents/rules/fields'
import { isSettled, stateWord } from '@/lib/documents/rules/lifecycle'
import { showAmount, showCount } from '@/lib/shared/money'
import { choicesOf } from './choices'
import type { Column } from './person-row'
import { PersonRows } from './person-rows'
import { PersonTable } from './person-table'
import { shownRowOf, type View } from './view'

/** The width and look of a cell by sort of field, if it has no room for several lines. */
const looks = {
  day: 'date',
  amount: 'amount',
  line: 'code',
  serial: 'code',
  account: 'account',
  choice: 'choice',
  text: 'name',
} as const
const lookOf = (field: RowField): Column['look'] => {
  const { as, long } = fieldOf(field)
  return long ? 'long' : looks[as]
}

/** The persons of a document, fifty per page: with fields to fill in, or in their form on paper. */
export function Persons({ view, flagged, picked }: { view: View; flagged: boolean; picked: boolean }) {
  const { sheet, say } = view
  const { counts, editable } = sheet
  const warned = isSettled(sheet) ? 0 : counts.flagged
  return (
    <Section
      id="persons"
      title={say('documents.persons.title')}
      aside={say(
        sheet.kindRow.rowFields.includes('monthlyAmount')
          ? 'documents.persons.counts'
          : 'documents.persons.countsOnly',
        {
          rows: showCount(counts.rows),
          sum: showAmount(sheet.monthlySum),
          flagged: warned,
          warned: showCount(warned),
        },
      )}
      acts={editable ? <Acts view={view} /> : null}
    >
      {editable && sheet.kindRow.gives ? (
        <p className="-mt-2 mb-3 text-ink-2">{say('warnings.above')}</p>
      ) : null}
      {warned > 0 ? <Filter view={view} flagged={flagged} /> : null}
      {counts.rows === 0 ? (
        <EmptyState title={say('documents.persons.emptyTitle', { type: stateWord(sheet) })}>
          {editable ? say('documents.persons.emptyAdvice') : null}
        </EmptyState>
      ) : (
        <Rows view={view} flagged={flagged} picked={picked} />
      )}
    </Section>
  )
}

function Acts({ view: { sheet, say } }: { view: View }) {
  return (
    <div className="acts no-print">
      {sheet.counts.flagged > 0 ? (
        <Link className="btn btn-bare" href="?flagged=1&picked=1#persons" scroll={false}>
          {say('warnings.repair.REMOVE_FLAGGED')}
        </Link>
      ) : null}
      <Button name="go" value="persons" icon="plus">
        {say('documents.persons.add')}
      </Button>
    </div>
  )
}

function Filter({ view: { sheet, say }, flagged }: { view: View; flagged: boolean }) {
  const { rows, flagged: warned } = sheet.counts
  return (
    <Chips
      label={say('documents.persons.filter')}
      chips={[
        { href: '?', text: say('documents.persons.all'), value: showCount(rows), on: !flagged },
        {
          href: '?flagged=1',
          text: say('documents.persons.flaggedOnly'),
          value: showCount(warned),
          on: flagged,
        },
      ]}
    />
  )
}

function Rows({ view, flagged, picked }: { view: View; flagged: boolean; picked: boolean }) {
  const { sheet, say } = view
  const { counts } = sheet
  const columns = sheet.kindRow.rowFields.map((field) => ({
    field,
    head: say(`documents.column.${field}`),
    label: say(`documents.field.${field}`),
    look: lookOf(field),
    choices: sheet.editable ? choicesOf(view, field) : undefined,
  }))
  const texts = { caption: say('documents.persons.title'), person: say('documents.field.person') }
  return (
    <>
      {sheet.editable ? (
        <PersonRows
          columns={columns}
          flagged={flagged}
          picked={picked}
          wanted={view.row}
          texts={{
            ...texts,
            unchanged: say('documents.choice.unchanged'),
            pickAll: say('documents.persons.pickAll'),
            pick: say('documents.persons.pick', { name: '{name}' }),
            remove: say('documents.persons.remove', { type: stateWord(sheet) }),
            removePicked: say('documents.persons.removePicked', { type: stateWord(sheet) }),
          }}
          selection={{
            chosen: say('documents.persons.chosen', { count: '{count}' }),
            clear: say('documents.persons.clear'),
            ...(counts.pages > 1
              ? {
                  all: say('documents.persons.chooseAll', { count: showCount(counts.shown) }),
                  allChosen: say('documents.persons.allChosen', { count: showCount(counts.shown) }),
                }
              : {}),
          }}
        />
      ) : (
        <PersonTable
          rows={sheet.rows.map((row) => shownRowOf(view, row))}
          columns={columns}
          texts={texts}
          wanted={view.row}
        />
      )}
      <Pagination
        page={counts.page}
        pages={counts.pages}
        href={`?${flagged ? 'flagged=1&' : ''}page={page}#persons`}
        texts={{
          summary: say('documents.persons.summary', {
            from: counts.first,
            to: counts.first + sheet.rows.length - 1,
            count: counts.shown,
          }),
          label: say('lists.pages'),
          previous: say('lists.previous'),
          next: say('lists.next'),
        }}
      />
    </>
  )
}
