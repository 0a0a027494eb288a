import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { ActForm } from '@/components/act-form'
import { Button } from '@/components/ui/button'
import { Chips } from '@/components/ui/chips'
import { Dialog, DialogBody, DialogFoot } from '@/components/ui/dialog'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { Pagination } from '@/components/ui/pagination'
import { SubmitButton } from '@/components/ui/submit-button'
import { requirePerson, voice } from '@/lib/access/session'
import { grantDirective, grantsToDraft } from '@/lib/documents/drafting/queries/choices'
import { importRowsAPage, importSheet } from '@/lib/import/queries'
import { outcomes, RowsAsked } from '@/lib/import/schema'
import { sayIn } from '@/lib/messages/say'
import { bringsPlaces, placesOfImport } from '@/lib/register/queries/imports'
import { classesOfImport } from '@/lib/schools/import/queries'
import { now } from '@/lib/shared/clock'
import { dayInTallinn, showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import * as actions from '../actions'
import { FileNotes } from '../file-notes'
import { LinesTold } from '../lines-told'
import { NextClasses, NextDirective } from '../next-steps'
import { PlanRows } from '../plan-rows'
import { kindName, ownRooms, roomOf } from '../rooms'
import { TakeBack } from '../take-back'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('learners.import.title') }
}

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** One import: a row-by-row preview, the decision, and afterwards what was done. */
export default async function ImportBatchPage({ params, searchParams }: Props) {
  const person = await requirePerson('page /import/[id]')
  const say = sayIn(person.locale)
  const asked = RowsAsked.parse(await searchParams)
  const batch = await importSheet(db(), person, (await params).id, asked)
  // A person who has lost the role no longer sees what was imported with it.
  if (!batch || !ownRooms(person).includes(roomOf(batch.kind))) notFound()
  if (batch.state === 'MATCHING') redirect(`/import/${batch.id}/columns`)
  const { id, added, changed, same, refused } = batch
  const counts = { NEW: added, CHANGED: changed, SAME: same, REFUSED: refused }
  const all = added + changed + same + refused
  const total = asked.outcome ? counts[asked.outcome] : all
  const from = (asked.page - 1) * importRowsAPage
  const address = (outcome: string | undefined) =>
    outcome ? `/import/${id}?outcome=${outcome}` : `/import/${id}`
  const open = batch.state === 'PREVIEW'
  const schools = roomOf(batch.kind) === 'schools'
  const acts = schools
    ? {
        again: actions.previewSchoolsAgain,
        apply: actions.applyToSchools,
        discard: actions.discardOfSchools,
        takeBack: actions.takeBackSchools,
      }
    : {
        again: actions.previewAgain,
        apply: actions.apply,
        discard: actions.discard,
        takeBack: actions.takeBack,
      }
  const applied = batch.state === 'APPLIED'
  const directives = applied && bringsPlaces(batch.kind) ? await grantsToDraft(db(), person, now()) : []
  const persons = directives.length > 0 ? await placesOfImport(db(), person, id, dayInTallinn(now())) : null
  const classes = applied && schools ? await classesOfImport(db(), person, id) : []
  const refusal = { errors: say('learners.import.errors'), titleMark: say('learners.titleMark') }
  return (
    <>
      <PageHead
        crumbs={[{ text: say('learners.import.title'), href: '/import' }, { text: batch.fileName }]}
        crumbsLabel={say('learners.here')}
        title={say('learners.import.heading', { kind: kindName(say, batch.kind) })}
        main={
          open && added + changed > 0 ? (
            <Button variant="main" opens="apply">
              {say('learners.import.apply')}
            </Button>
          ) : null
        }
        acts={
          open ? (
            <>
              <LinkButton href={`/import/${id}/columns`}>{say('imports.change')}</LinkButton>
              <ActForm act={acts.again} hidden={{ name: 'again', value: id }} {...refusal}>
                <SubmitButton>{say('learners.import.again')}</SubmitButton>
              </ActForm>
              <ActForm act={acts.discard} hidden={{ name: 'id', value: id }} {...refusal}>
                <SubmitButton>{say('learners.import.discard')}</SubmitButton>
              </ActForm>
            </>
          ) : batch.canGoBack ? (
            <TakeBack say={say} act={acts.takeBack} id={id} />
          ) : null
        }
      />
      {batch.state === 'APPLIED' ? (
        <Notice
          tone="done"
          act={
            schools ? (
              <LinkButton href="/schools">{say('schoolsImport.toSchools')}</LinkButton>
            ) : (
              <LinkButton href="/learners">{say('learners.import.toLearners')}</LinkButton>
            )
          }
        >
          {say('learners.import.applied', {
            added,
            changed,
            same,
            refused,
            at: showInstant(batch.settledAt!, person.locale),
          })}
        </Notice>
      ) : null}
      {batch.beforeKept ? <Notice>{say('imports.takeBack.beforeKept')}</Notice> : null}
      {batch.state === 'TAKEN_BACK' ? (
        <Notice>
          {say('imports.takeBack.done', { at: showInstant(batch.takenBackAt!, person.locale) })}
        </Notice>
      ) : null}
      {batch.state === 'DISCARDED' ? (
        <Notice>
          {say('learners.import.discarded', { at: showInstant(batch.settledAt!, person.locale) })}
        </Notice>
      ) : null}
      {batch.unread.length > 0 ? (
        <Notice tone="warn">{say('learners.import.unread', { columns: batch.unread.join(', ') })}</Notice>
      ) : null}
      {open ? <FileNotes say={say} notes={batch.counts.notes} /> : null}
      {open && added + changed === 0 ? <Notice>{say('learners.import.nothing')}</Notice> : null}
      {persons ? (
        <NextDirective say={say} batch={id} type={grantDirective} kinds={directives} persons={persons} />
      ) : null}
      {classes.length > 0 ? <NextClasses say={say} classes={classes} /> : null}
      <Chips
        label={say('learners.import.outcomesLabel')}
        chips={[undefined, ...outcomes].map((outcome) => ({
          href: address(outcome),
          text: say(`learners.import.outcomes.${outcome ?? 'ALL'}`),
          value: outcome ? counts[outcome] : all,
          on: outcome === asked.outcome,
        }))}
        end={
          refused > 0 && batch.state !== 'DISCARDED' ? (
            <a href={`/api/import/template?refused=${id}`}>{say('learners.import.refusedOnes')}</a>
          ) : null
        }
      />
      <PlanRows say={say} rows={batch.rows} />
      <Pagination
        page={asked.page}
        pages={Math.max(1, Math.ceil(total / importRowsAPage))}
        href={`${address(asked.outcome)}${asked.outcome ? '&' : '?'}page={page}`}
        texts={{
          summary: say('learners.import.summary', {
            from: batch.rows.length > 0 ? from + 1 : 0,
            to: from + batch.rows.length,
            count: total,
          }),
          label: say('lists.pages'),
          previous: say('lists.previous'),
          next: say('lists.next'),
        }}
      />
      <LinesTold say={say} batch={batch} />
      {open ? (
        <Dialog id="apply" key={batch.state} title={say('learners.import.applyTitle')}>
          <ActForm act={acts.apply} hidden={{ name: 'id', value: id }} {...refusal}>
            <DialogBody>
              <p>
                {say(schools ? 'schoolsImport.applyText' : 'learners.import.applyText', {
                  added,
                  changed,
                  refused,
                })}
              </p>
            </DialogBody>
            <DialogFoot>
              <Button closes="apply">{say('learners.import.cancel')}</Button>
              <SubmitButton variant="main">{say('learners.import.apply')}</SubmitButton>
            </DialogFoot>
          </ActForm>
        </Dialog>
      ) : null}
    </>
  )
}
