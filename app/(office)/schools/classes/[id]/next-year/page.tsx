import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHead } from '@/components/ui/page-head'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn, type Say } from '@/lib/messages/say'
import { nextYearSheet, type Copied } from '@/lib/schools/pupils/queries/next-year'
import { planAsked } from '@/lib/schools/transfers/schema/planner'
import { now } from '@/lib/shared/clock'
import { dayInTallinn, showDay } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { NextYearForm } from './next-year-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('transfers.next.title') }
}

type Props = { params: Promise<{ id: string }>; searchParams: Promise<object> }

/**
 * `Kopeeri järgmisesse õppeaastasse`: the ticked pupils or the whole class, each with a class of next year, or none.
 */
export default async function NextYearPage({ params, searchParams }: Props) {
  const person = await requirePerson('page /schools/classes/[id]/next-year')
  const { id } = await params
  const asked = planAsked(await searchParams)
  const sheet = await nextYearSheet(db(), person, id, asked.pupil, dayInTallinn(now()))
  if (!sheet) notFound()
  const say = sayIn(person.locale)
  const { label, house } = sheet.sheet
  const back = <LinkButton href={`/schools/classes/${id}`}>{say('transfers.next.back')}</LinkButton>
  return (
    <>
      <PageHead
        crumbs={[
          { text: say('schools.classes.title'), href: '/schools/classes' },
          { text: `${house.name}, ${label}`, href: `/schools/classes/${id}` },
        ]}
        crumbsLabel={say('office.frame.here')}
        title={say('transfers.next.title')}
        acts={back}
      />
      <p className="mb-4 max-w-[80ch] text-ink-2">
        {say('transfers.next.intro', { year: sheet.yearLabel, from: showDay(sheet.from) })}
      </p>
      {sheet.classes.length === 0 ? (
        <EmptyState title={say('transfers.next.noClasses', { year: sheet.yearLabel })}>
          {say('transfers.next.noClassesAdvice')}
        </EmptyState>
      ) : sheet.pupils.length === 0 ? (
        <EmptyState title={say('transfers.next.nobody')} act={back} />
      ) : (
        <NextYearForm
          classId={id}
          classes={sheet.classes}
          usual={sheet.usual}
          pupils={sheet.pupils.map((pupil) => ({
            id: pupil.id,
            name: pupil.name,
            told: standing(say, pupil),
            open: !pupil.already && !pupil.leaves,
          }))}
          texts={{
            submit: say('transfers.next.submit'),
            refused: say('transfers.next.refused'),
            refusedMark: say('learners.titleMark'),
            name: say('transfers.next.name'),
            choice: say('transfers.next.class', { year: sheet.yearLabel }),
            choiceOf: say('transfers.next.choiceOf', { name: '{name}' }),
            none: say('transfers.next.none'),
            another: say('transfers.anotherChild'),
          }}
        />
      )}
    </>
  )
}

/**
 * Why a pupil isn't copied: moves to another house, has already been copied, goes elsewhere, or leaves before the year
 * is over.
 */
function standing(say: Say, { already, leaves, moves }: Copied): string {
  if (moves) return say('transfers.next.moves', { day: showDay(moves) })
  if (already?.here) return say('transfers.next.already', { class: already.label })
  if (already) return say('transfers.next.elsewhere', { house: already.house })
  return leaves ? say('transfers.next.leaves', { to: showDay(leaves) }) : ''
}
