import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { JuhanFirst, JuhanReason } from '@/components/juhan-first'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { Select } from '@/components/ui/select'
import { Tabs } from '@/components/ui/tabs'
import { requirePerson, voice } from '@/lib/access/session'
import { signersOffered } from '@/lib/documents/drafting/queries/choices'
import { openDrafts, type OpenDraft } from '@/lib/documents/drafting/queries/drafts'
import { juhanBefore } from '@/lib/documents/sending/queries/juhan'
import { sayIn, type Say } from '@/lib/messages/say'
import { filtered, registrantsOf } from '@/lib/registrants/queries/registrants'
import { runSheet } from '@/lib/registrants/queries/runs'
import { DirectiveAsked, directiveKinds } from '@/lib/registrants/schema/runs'
import { now } from '@/lib/shared/clock'
import { showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { runCrumbs, twinText } from '../../../words'
import { RefreshButton } from '../refreshes/refresh-button'
import { placeText } from '../standing-words'
import { DirectiveForm } from './directive-form'
import { RegistrantChoice } from './registrant-choice'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('registrants.directive.title') }
}

type Props = { params: Promise<{ id: string }>; searchParams: Promise<object> }

/**
 * `Tekita korraldus`: the ticked registrants or, if none is ticked yet, all whom the kind could take. When the
 * directive is made, the page names those who can't go on it, with the reasons; the rest go on it.
 */
export default async function RunDirectivePage({ params, searchParams }: Props) {
  const person = await requirePerson('page /continuing-education/runs/[id]/directive')
  const run = await runSheet(db(), person, (await params).id)
  if (!run?.may) notFound()
  const say = sayIn(person.locale)
  const asked = DirectiveAsked.parse(await searchParams)
  const all = await registrantsOf(db(), run.id)
  const chosen = new Set(asked.all ? filtered(all, asked).registrants.map(({ id }) => id) : asked.registrant)
  const takes = asked.kind === 'ADMISSION' ? 'NOWHERE' : 'ADMITTED'
  const shown = all.filter(({ id, standing }) =>
    chosen.size > 0 ? chosen.has(id) : standing.place === takes,
  )
  const offered = await signersOffered(db(), 'VICE_DEAN_DIRECTIVE', run.programme.unitId, now())
  const before = asked.kind === 'ADMISSION' ? await juhanBefore(db(), run.id, now(), all) : null
  const asksJuhan = before ? [before] : []
  const drafts = await openDrafts(db(), person, run.id, asked.kind)
  const here = `/continuing-education/runs/${run.id}/directive`
  const ticked = [...chosen].map((id) => `&registrant=${id}`).join('')
  return (
    <>
      <PageHead
        crumbs={runCrumbs(say, run)}
        crumbsLabel={say('office.frame.here')}
        title={say('registrants.directive.title')}
      />
      <Tabs
        label={say('documents.list.kind')}
        tabs={directiveKinds.map((kind) => ({
          href: `${here}?kind=${kind}${ticked}`,
          text: say(`registrants.directive.kind.${kind}`),
          on: kind === asked.kind,
        }))}
      />
      <p className="mt-4 mb-4 max-w-[70ch] text-ink-2">{say(`registrants.directive.intro.${asked.kind}`)}</p>
      {offered.length === 0 ? <Notice tone="stop">{say('refusal.signerMissing')}</Notice> : null}
      <JuhanFirst say={say} asked={asksJuhan} refresh={(id) => <RefreshButton say={say} run={id} />} />
      {shown.length === 0 ? (
        <EmptyState title={say(`registrants.directive.nobody.${asked.kind}`)} />
      ) : (
        <DirectiveForm
          key={asked.kind}
          fields={{ run: run.id, kind: asked.kind }}
          texts={{
            submit: say(drafts.length > 0 ? 'registrants.directive.put' : 'registrants.make.ADMISSION'),
            refused: say('documents.sheet.errors'),
            refusedMark: say('documents.sheet.titleMark'),
            open: say('registrants.directive.open'),
            left: say('documents.add.leftTitle'),
            who: say('documents.field.person'),
            reason: say('documents.field.reason'),
          }}
        >
          <RegistrantChoice
            texts={{
              caption: say('registrants.registrants'),
              name: say('registrants.column.name'),
              workplace: say('registrants.column.workplace'),
              ours: say('registrants.column.ours'),
              pickAll: say('registrants.directive.pickAll'),
              pick: say('registrants.pick', { name: '{name}' }),
              chosen: say('registrants.chosen', { count: '{count}' }),
              clear: say('registrants.clearChosen'),
            }}
            rows={shown.map(({ id, firstName, lastName, workplace, standing, question, twins }) => ({
              id,
              name: `${firstName} ${lastName}`,
              workplace,
              standing: placeText(say, standing).join(', '),
              question: [
                question ? say(`registrants.question.${question.ask}`) : '',
                ...twins.map((twin) => twinText(say, twin)),
              ]
                .filter(Boolean)
                .join(' · '),
              ticked: chosen.has(id),
            }))}
          />
          <div className="flex flex-wrap gap-x-6 gap-y-4">
            {drafts.length > 0 ? (
              <div className="w-[420px] max-w-full">
                <Select
                  name="document"
                  width="full"
                  label={say('registrants.directive.document')}
                  hint={say('registrants.directive.documentHint')}
                  defaultValue={asked.document}
                  placeholder={say('registrants.directive.newOne')}
                  choices={drafts.map(({ id, ...draft }) => ({ value: id, text: draftText(say, draft) }))}
                />
              </div>
            ) : null}
            <Select
              name="signerId"
              width="name"
              label={say('documents.field.signerId')}
              choices={offered.map(({ id: value, label: text }) => ({ value, text }))}
            />
          </div>
          <JuhanReason say={say} asked={asksJuhan} />
        </DirectiveForm>
      )}
    </>
  )
}

const draftText = (say: Say, { number, createdAt, persons }: Omit<OpenDraft, 'id'>) =>
  say('registrants.directive.draft', {
    number: number ?? say('documents.list.noNumber'),
    at: showInstant(createdAt),
    count: persons,
  })
