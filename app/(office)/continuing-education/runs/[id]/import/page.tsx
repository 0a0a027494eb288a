import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { ActForm } from '@/components/act-form'
import { ListPages } from '@/components/list-pages'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { Section } from '@/components/ui/section'
import { SubmitButton } from '@/components/ui/submit-button'
import { requirePerson, voice } from '@/lib/access/session'
import { importRowsAPage } from '@/lib/import/queries'
import { sayIn, type Say } from '@/lib/messages/say'
import { registrantImport } from '@/lib/registrants/queries/imports'
import { runSheet } from '@/lib/registrants/queries/runs'
import { RegistrantBatchAsked } from '@/lib/registrants/schema/runs'
import { db } from '@/lib/shared/db'
import { fileMost } from '../../../../file-most'
import { FileNotes } from '../../../../import/file-notes'
import { LinesTold } from '../../../../import/lines-told'
import { PlanRows } from '../../../../import/plan-rows'
import { TakeBack } from '../../../../import/take-back'
import { applyImport, discardImport, previewImport, takeBackImport } from '../../../actions'
import { runCrumbs } from '../../../words'
import { RegistrantFileForm } from './file-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('registrants.import.title') }
}

type Props = { params: Promise<{ id: string }>; searchParams: Promise<object> }

/** Registrants from a file: the template, the file, a row-by-row preview of what it would add, and the decision. */
export default async function RegistrantImportPage({ params, searchParams }: Props) {
  const person = await requirePerson('page /continuing-education/runs/[id]/import')
  const say = sayIn(person.locale)
  const run = await runSheet(db(), person, (await params).id)
  if (!run?.may || run.juhanId) notFound()
  const { batch: asked, page } = RegistrantBatchAsked.parse(await searchParams)
  const batch = asked ? await registrantImport(db(), person, run.id, asked, page) : null
  if (batch?.state === 'MATCHING') redirect(`/import/${batch.id}/columns`)
  const here = `/continuing-education/runs/${run.id}/import`
  return (
    <>
      <PageHead
        crumbs={runCrumbs(say, run)}
        crumbsLabel={say('office.frame.here')}
        title={say('registrants.import.title')}
      />
      {batch ? <Plan say={say} runId={run.id} batch={batch} page={page} here={here} /> : null}
      {batch?.state === 'PREVIEW' ? null : (
        <Section title={say('registrants.import.file')}>
          <p className="mb-4 max-w-[80ch] text-ink-2">
            {say('registrants.import.lead')}{' '}
            {(['xlsx', 'csv'] as const).map((format) => (
              <a key={format} href={`${here}/template?format=${format}`} className="mr-3">
                {say('registrants.import.template', { format: format.toUpperCase() })}
              </a>
            ))}
          </p>
          <RegistrantFileForm
            preview={previewImport}
            runId={run.id}
            most={fileMost(say)}
            texts={{
              file: say('learners.import.file'),
              hint: say('learners.import.fileHint'),
              choose: say('learners.import.choose'),
              none: say('learners.import.noFile'),
              submit: say('learners.import.preview'),
              errors: say('learners.import.errors'),
              titleMark: say('learners.titleMark'),
            }}
          />
        </Section>
      )}
    </>
  )
}

type Batch = NonNullable<Awaited<ReturnType<typeof registrantImport>>>
type Shown = { say: Say; runId: string; batch: Batch; page: number; here: string }

function Plan({ say, runId, batch, page, here }: Shown) {
  const { id, state, added, refused, rows } = batch
  const count = added + refused
  const refusal = { errors: say('learners.import.errors'), titleMark: say('learners.titleMark') }
  if (state === 'MATCHING') return null
  if (state !== 'PREVIEW')
    return (
      <Notice
        tone={state === 'APPLIED' ? 'done' : 'info'}
        act={
          <>
            <LinkButton href={`/continuing-education/runs/${runId}`}>
              {say('registrants.registrants')}
            </LinkButton>
            {batch.canGoBack ? <TakeBack say={say} act={takeBackImport} id={id} /> : null}
          </>
        }
      >
        {say(`registrants.import.${state}`, { count: added })}
        {batch.beforeKept ? ` ${say('imports.takeBack.beforeKept')}` : null}
      </Notice>
    )
  return (
    <Section
      title={say('registrants.import.plan', { file: batch.fileName })}
      acts={
        <div className="acts">
          <LinkButton href={`/import/${id}/columns`}>{say('imports.change')}</LinkButton>
          <ActForm act={discardImport} hidden={{ name: 'id', value: id }} {...refusal}>
            <SubmitButton>{say('learners.import.discard')}</SubmitButton>
          </ActForm>
          {added > 0 ? (
            <ActForm act={applyImport} hidden={{ name: 'id', value: id }} {...refusal}>
              <SubmitButton variant="main">{say('registrants.import.apply', { count: added })}</SubmitButton>
            </ActForm>
          ) : null}
        </div>
      }
    >
      {refused > 0 ? (
        <Notice tone="warn">{say('registrants.import.refused', { count: refused })}</Notice>
      ) : null}
      {batch.unread.length > 0 ? (
        <Notice tone="warn">{say('learners.import.unread', { columns: batch.unread.join(', ') })}</Notice>
      ) : null}
      <FileNotes say={say} notes={batch.counts.notes} />
      <PlanRows say={say} rows={rows} />
      <ListPages
        say={say}
        rows={{ page, perPage: importRowsAPage, shown: rows.length, count }}
        counted={String(count)}
        href={`${here}?batch=${id}&page={page}`}
      />
      <LinesTold say={say} batch={batch} />
    </Section>
  )
}
