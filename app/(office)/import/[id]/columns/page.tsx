import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { matchRegistrantFile } from '@/app/(office)/continuing-education/actions'
import { matchPersonsFile } from '@/app/(office)/documents/actions'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { Section } from '@/components/ui/section'
import { Select } from '@/components/ui/select'
import { requirePerson } from '@/lib/access/session'
import { personsFileForm } from '@/lib/documents/drafting/queries/drafts'
import { matchedFile, matchingSheet, type MatchingSheet } from '@/lib/import/queries'
import { MatchAsked } from '@/lib/import/schema'
import { sayIn, type Say } from '@/lib/messages/say'
import { learnerFile } from '@/lib/register/queries/imports'
import { registrantFile } from '@/lib/registrants/queries/imports'
import { schoolFile } from '@/lib/schools/import/queries'
import { db } from '@/lib/shared/db'
import { match, matchOfSchools } from '../../actions'
import { FileNotes } from '../../file-notes'
import { ColumnsForm } from './columns-form'

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await requirePerson('page /import/[id]/columns')
  return { title: sayIn(locale)('imports.title') }
}

type Props = { params: Promise<{ id: string }>; searchParams: Promise<object> }

/** Veergude vastavus: each column of a file with its first values, and its counterpart in Olek. */
export default async function ColumnsPage({ params, searchParams }: Props) {
  const person = await requirePerson('page /import/[id]/columns')
  const say = sayIn(person.locale)
  const file = await matchedFile(db(), person, (await params).id)
  const read = file && (await fileOf(file))
  if (!file || !read) notFound()
  const sheet = await matchingSheet(db(), person, file, read.file, MatchAsked.parse(await searchParams))
  return (
    <>
      <PageHead
        crumbs={[{ text: say('learners.import.title'), href: '/import' }]}
        crumbsLabel={say('learners.here')}
        title={say('imports.title')}
      />
      <p className="mb-4 max-w-[80ch] text-ink-2">{say('imports.lead', { file: file.fileName })}</p>
      <FileNotes say={say} notes={sheet.notes} />
      {sheet.asks.map((ask) => (
        <Notice key={JSON.stringify(ask)} tone="warn">
          {askText(say, ask)}
        </Notice>
      ))}
      <Where say={say} id={file.id} sheet={sheet} />
      <ColumnsForm
        key={`${sheet.sheet} ${sheet.row}`}
        act={read.act}
        id={file.id}
        at={{ sheet: sheet.sheet, row: sheet.row }}
        columns={sheet.columns.map(({ heading, values, is }, at) => ({
          heading: heading || say('imports.unnamed', { number: at + 1 }),
          values: values.join(' · '),
          is: is ?? '',
        }))}
        choices={[
          ...sheet.names.map((name) => ({ value: name, text: say(`imports.names.${name}`) })),
          ...sheet.choices.map(({ column, heading }) => ({ value: column, text: heading })),
        ]}
        fixed={sheet.choices.map(({ column, heading }) => ({
          column,
          heading: sheet.required.includes(column) ? say('imports.required', { column: heading }) : heading,
          value: sheet.fixed[column] ?? '',
          first: sheet.fixed[column] !== undefined || isMissing(sheet, column),
        }))}
        texts={{
          columns: say('imports.columns'),
          column: say('imports.column.heading'),
          values: say('imports.column.values'),
          is: say('imports.column.is'),
          of: say('imports.of', { heading: '{heading}' }),
          noValues: say('imports.noValues'),
          unread: say('imports.unread'),
          fixed: say('imports.fixed'),
          fixedLead: say('imports.fixedLead'),
          fixedMore: say('imports.fixedMore'),
          submit: say('imports.submit'),
          errors: say('learners.import.errors'),
          titleMark: say('learners.titleMark'),
        }}
      />
    </>
  )
}

/** The columns that the file's kind has, and the act that receives the matching. */
async function fileOf({
  kind,
  runId,
  documentId,
}: {
  kind: string
  runId: string | null
  documentId: string | null
}) {
  const [ofLearners, ofSchools] = [learnerFile(kind), schoolFile(kind)]
  if (ofLearners) return { file: ofLearners, act: match }
  if (ofSchools) return { file: ofSchools, act: matchOfSchools }
  if (documentId) return { file: personsFileForm, act: matchPersonsFile }
  if (runId) return { file: await registrantFile(db(), runId), act: matchRegistrantFile }
  return null
}

/** A missing column that a single value could replace: not one that tells rows apart. */
const isMissing = ({ columns, required }: MatchingSheet, column: string) =>
  required.includes(column) &&
  !['firstName', 'lastName', 'personalCode', 'placeCode'].includes(column) &&
  !columns.some(({ is }) => is === column)

function askText(say: Say, ask: MatchingSheet['asks'][number]): string {
  if (ask.ask === 'missing') return say('imports.ask.missing', { columns: ask.columns.join(', ') })
  if (ask.ask === 'either')
    return say('imports.ask.either', { column: ask.column, headings: ask.headings.join(', ') })
  if (ask.ask === 'wholeName') return say('imports.ask.wholeName', { heading: ask.heading })
  return say('imports.ask.sheets', { names: ask.names.join(', ') })
}

/** The sheet and the row that have the headings. */
function Where({ say, id, sheet }: { say: Say; id: string; sheet: MatchingSheet }) {
  return (
    <Section title={say('imports.chooseRow')}>
      <form action={`/import/${id}/columns`} className="filters">
        {sheet.sheets.length > 1 ? (
          <Select
            name="sheet"
            label={say('imports.sheet')}
            choices={sheet.sheets.map(({ index, name, hidden }) => ({
              value: String(index),
              text: hidden ? say('imports.hidden', { name }) : name,
            }))}
            defaultValue={String(sheet.sheet)}
          />
        ) : null}
        <div className="w-[480px] max-w-full">
          <Select
            name="row"
            label={say('imports.row')}
            width="full"
            choices={sheet.rows.map(({ row, text }) => ({
              value: String(row),
              text: say('imports.rowChoice', { row, text }),
            }))}
            defaultValue={String(sheet.row)}
          />
        </div>
        <Button>{say('imports.show')}</Button>
      </form>
    </Section>
  )
}
