import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { RefreshButton } from '@/app/(office)/continuing-education/runs/[id]/refreshes/refresh-button'
import { JuhanFirst, JuhanReason } from '@/components/juhan-first'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import { requirePerson } from '@/lib/access/session'
import { unitsToTell } from '@/lib/documents/drafting/queries/choices'
import { openedDocument } from '@/lib/documents/queries/opened'
import { checkedVersion, movesNow, withoutEmail } from '@/lib/documents/queries/sheet'
import { rehearseRegistering } from '@/lib/documents/registering/queries/rehearsal'
import { stateWord } from '@/lib/documents/rules/lifecycle'
import { adviceBeforeSending } from '@/lib/documents/sending/queries/advice'
import { juhanBeforeSending } from '@/lib/documents/sending/queries/juhan'
import { sinceSent } from '@/lib/documents/versions/queries'
import { refusalText } from '@/lib/messages/refusal-text'
import { sayIn } from '@/lib/messages/say'
import { readSettings } from '@/lib/settings/settings'
import { now } from '@/lib/shared/clock'
import { db } from '@/lib/shared/db'
import { ActForm } from '../act-form'
import { Rehearsed } from '../rehearsed'
import { SinceSent } from '../since-sent'
import { SubHead } from '../sub-head'
import { AdviceList } from './advice'
import { CheckedOver } from './checked-over'
import { Notified } from './notified'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ page?: string; changes?: string }> }

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await requirePerson('page /documents/[id]/send')
  return { title: sayIn(locale)('documents.send.title') }
}

/** The check-over: exactly what will be sent, to whom, and the warnings that remain; then `Saada DHISi`. */
export default async function SendPage({ params, searchParams }: Props) {
  const person = await requirePerson('page /documents/[id]/send')
  const { id } = await params
  const sheet = await openedDocument(db(), person, id, now())
  if (!sheet?.document) notFound()
  const { document } = sheet
  const version = await checkedVersion(db(), id)
  if (document.state !== 'CHECKED' || !version) redirect(`/documents/${id}`)
  const moves = await movesNow(db(), person, sheet)
  const sending = moves.find(({ act }) => act === 'send')
  if (!sending) notFound()
  const say = sayIn(person.locale)
  const { recallMinutes } = await readSettings(db())
  const act = { id, revision: document.revision }
  const asksJuhan = sheet.kindRow.ofRegistrants ? await juhanBeforeSending(db(), document.id, now()) : []
  const lapsed = sending.refusals.length > 0
  const checkLapsed = sending.refusals.some(({ code }) => code === 'checkLapsed')
  const changes = await rehearseRegistering(db(), person, id, now())
  return (
    <>
      <SubHead sheet={sheet} say={say} title={say('documents.send.title')} />
      <SinceSent say={say} id={id} since={await sinceSent(db(), document, now())} />
      {lapsed ? (
        <Notice
          tone="stop"
          title={checkLapsed ? say('documents.send.lapsed') : undefined}
          act={
            <ActForm act="checkAgain" fields={act}>
              <SubmitButton size="small">{say('documents.send.again')}</SubmitButton>
            </ActForm>
          }
        >
          {sending.refusals
            .filter(({ code }) => code !== 'checkLapsed')
            .map((refusal) => refusalText(say, refusal))
            .join(' ')}
        </Notice>
      ) : null}
      <CheckedOver
        say={say}
        id={id}
        version={version}
        warns={sheet.kindRow.gives !== null}
        noEmail={await withoutEmail(db(), document, now())}
        now={now()}
        page={Math.max(1, Math.trunc(Number((await searchParams).page)) || 1)}
        side={<Notified say={say} document={document} units={await unitsToTell(db(), now())} />}
        advice={<AdviceList say={say} id={id} advice={await adviceBeforeSending(db(), document, now())} />}
        act={
          lapsed ? null : (
            <>
              <div className="mt-6">
                <JuhanFirst
                  say={say}
                  asked={asksJuhan}
                  refresh={(run) => <RefreshButton say={say} run={run} />}
                />
              </div>
              <ActForm act="send" fields={act} className="mt-6">
                <JuhanReason say={say} asked={asksJuhan} />
                <p className="mb-3 max-w-[64ch]">
                  {say('documents.send.what', {
                    type: stateWord(sheet),
                    signer: `${document.signer.firstName} ${document.signer.lastName}`,
                  })}{' '}
                  {recallMinutes > 0 ? say('sending.recall', { minutes: recallMinutes }) : null}
                </p>
                <SubmitButton variant="main" icon="send">
                  {say('documents.act.send')}
                </SubmitButton>
              </ActForm>
            </>
          )
        }
        changes={
          changes ? (
            <Rehearsed
              say={say}
              rehearsal={changes}
              title={say('documents.rehearsal.registering')}
              after={say('documents.rehearsal.afterRegistering')}
              page={(await searchParams).changes}
            />
          ) : null
        }
      />
    </>
  )
}
