import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Fresh } from '@/components/fresh'
import { DescriptionList } from '@/components/ui/description-list'
import { Link } from '@/components/ui/link'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { requirePerson, voice } from '@/lib/access/session'
import { refusalText } from '@/lib/messages/refusal-text'
import { sayIn, type Say } from '@/lib/messages/say'
import { TransferAsked } from '@/lib/schools/houses/schema/lists'
import { transferSheet, type TransferSheet } from '@/lib/schools/transfers/queries/outcome'
import { now } from '@/lib/shared/clock'
import { dayInTallinn, showDay, showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { MovedPupils } from './moved-pupils'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('transfers.page.crumb') }
}

type Props = { params: Promise<{ id: string }>; searchParams: Promise<object> }

/** A transfer: its progress, its result, and until its day the acts that change it. Its address shows it again. */
export default async function TransferPage({ params, searchParams }: Props) {
  const person = await requirePerson('page /schools/transfers/[id]')
  const { id } = await params
  const asked = TransferAsked.parse(await searchParams)
  const today = dayInTallinn(now())
  const sheet = await transferSheet(db(), person, id, asked.page, today)
  if (!sheet) notFound()
  const say = sayIn(person.locale)
  const { state, house, standing } = sheet
  return (
    <>
      {state === 'UNDER_WAY' ? <Fresh /> : null}
      <PageHead
        crumbs={[{ text: say('schools.classes.title'), href: '/schools/classes' }]}
        crumbsLabel={say('office.frame.here')}
        title={say('transfers.page.title', { count: sheet.count, house })}
      />
      <Outcome say={say} sheet={sheet} coming={standing.days.some((day) => day > today)} />
      {asked.left && asked.rest ? (
        <Notice tone="warn" act={<LinkButton href={asked.rest}>{say('transfers.page.toPlan')}</LinkButton>}>
          {say('transfers.page.left', { count: asked.left })}
        </Notice>
      ) : null}
      <div className="my-5">
        <DescriptionList
          across
          facts={[
            { term: say('transfers.page.house'), value: house },
            {
              term: say('transfers.page.dayOf'),
              value: standing.days.length > 0 ? standing.days.map(showDay).join(', ') : showDay(sheet.day),
            },
            { term: say('transfers.page.asked'), value: sheet.who },
            { term: say('transfers.page.askedAt'), value: showInstant(sheet.askedAt, person.locale) },
            {
              term: say('transfers.log.title'),
              value: <Link href={`/schools/placement-log?transfer=${id}`}>{say('transfers.page.log')}</Link>,
            },
          ]}
        />
      </div>
      {sheet.count > 0 ? <MovedPupils say={say} sheet={sheet} page={asked.page} today={today} /> : null}
    </>
  )
}

function Outcome({ say, sheet, coming }: { say: Say; sheet: TransferSheet; coming: boolean }) {
  const { state, house, standing, stepsDone, steps, refusals } = sheet
  switch (state) {
    case 'UNDER_WAY':
      return (
        <Notice>
          {say('transfers.page.underWay', { done: stepsDone, steps })}{' '}
          <progress value={stepsDone} max={steps} aria-label={say('transfers.page.state.UNDER_WAY')} />
        </Notice>
      )
    case 'REFUSED':
      return (
        <Notice tone="stop" title={say('transfers.page.refusedTitle')}>
          {refusals.map((refusal) => refusalText(say, refusal)).join(' ')}
        </Notice>
      )
    case 'TAKEN_BACK':
      return <Notice>{say('transfers.page.takenBack')}</Notice>
    case 'MADE': {
      const told = { count: standing.count, house, day: standing.days[0] ? showDay(standing.days[0]) : '' }
      const sentence = !coming ? 'made' : standing.days.length > 1 ? 'severalDays' : 'coming'
      return <Notice tone="done">{say(`transfers.page.${sentence}`, told)}</Notice>
    }
  }
}
