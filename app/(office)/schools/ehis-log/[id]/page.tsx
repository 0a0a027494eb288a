import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Dialog, DialogBody, DialogFoot } from '@/components/ui/dialog'
import { PageHead } from '@/components/ui/page-head'
import { Section } from '@/components/ui/section'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { pupilMessageSheet } from '@/lib/telling/queries/pupil-sheet'
import { Exchanges } from '../../../deliveries/[id]/exchanges'
import { ActForm } from '../act-form'
import { MessageFacts, Standing } from './standing'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('ehisLog.sheet.name') }
}

/** One message: its standing, the request, and the response. */
export default async function EhisMessagePage({ params }: { params: Promise<{ id: string }> }) {
  const person = await requirePerson('page /schools/ehis-log/[id]')
  const { id } = await params
  const sheet = z.uuid().safeParse(id).success ? await pupilMessageSheet(db(), person, id) : null
  if (!sheet) notFound()
  const say = sayIn(person.locale)
  const { state, inHand } = sheet
  const form = { fields: [{ name: 'id', value: id }], errorMark: say('ehisLog.act.errorMark') }
  const reasons = inHand ? [say('ehisLog.sheet.inHand')] : []
  const at = (instant: Date) => showInstant(instant, person.locale)
  return (
    <>
      <PageHead
        crumbs={[{ text: say('ehisLog.title'), href: '/schools/ehis-log' }]}
        crumbsLabel={say('ehisLog.sheet.here')}
        title={say('ehisLog.sheet.title', {
          kind: say(`ehisLog.kind.${sheet.kind}`),
          pupil: sheet.pupil.name,
        })}
        badge={
          <Badge tone={state === 'NEEDS_PERSON' ? 'stop' : 'plain'}>{say(`ehisLog.state.${state}`)}</Badge>
        }
        main={
          state === 'WAITING' ? (
            <ActForm act="hold" text={say('ehisLog.act.hold')} reasons={reasons} {...form} />
          ) : state === 'HELD' ? (
            <ActForm act="release" main text={say('ehisLog.act.release')} {...form} />
          ) : state === 'NEEDS_PERSON' ? (
            <ActForm act="again" main text={say('ehisLog.act.again')} reasons={reasons} {...form} />
          ) : undefined
        }
        acts={
          state === 'NEEDS_PERSON' ? (
            <Button opens="leave-out" reasons={reasons}>
              {say('ehisLog.act.leaveOut')}
            </Button>
          ) : undefined
        }
      />
      {state === 'NEEDS_PERSON' ? (
        <Dialog id="leave-out" title={say('ehisLog.act.leaveOutTitle')}>
          <DialogBody>
            <p>{say('ehisLog.act.leaveOutText')}</p>
          </DialogBody>
          <DialogFoot>
            <Button closes="leave-out">{say('ehisLog.act.cancel')}</Button>
            <ActForm act="leaveOut" main text={say('ehisLog.act.leaveOut')} {...form} />
          </DialogFoot>
        </Dialog>
      ) : null}
      <Standing say={say} sheet={sheet} at={at} />
      <MessageFacts say={say} sheet={sheet} at={at} />
      {sheet.body ? (
        <Section title={say('ehisLog.sheet.body')}>
          <p className="mb-2 text-ink-2">{say('ehisLog.sheet.bodyNote')}</p>
          <pre className="overflow-x-auto rounded-md border border-line bg-paper p-3 text-small whitespace-pre-wrap [overflow-wrap:anywhere]">
            {sheet.body}
          </pre>
        </Section>
      ) : null}
      <Exchanges say={say} locale={person.locale} exchanges={sheet.exchanges} content />
    </>
  )
}
