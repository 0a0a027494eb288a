import { Fresh } from '@/components/fresh'
import { Button } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import { stateWord, type DocumentEvent } from '@/lib/documents/rules/lifecycle'
import {
  adviceOnAnswer,
  adviceOnCancel,
  adviceOnNews,
  standingOf,
} from '@/lib/documents/rules/lifecycle-advice'
import { problemText } from '@/lib/messages/problem-text'
import { refusalText } from '@/lib/messages/refusal-text'
import type { Say } from '@/lib/messages/say'
import { ActForm } from './act-form'
import { cancelling, type View } from './view'
import { showWhen } from './when'

/** The document's standing with DHIS and the finance office, and what to do. */
export function DocumentNotices({ view }: { view: View }) {
  return (
    <>
      <Sending view={view} />
      <Parked view={view} />
      <Outcome view={view} />
      <Finance view={view} />
    </>
  )
}

/** Stages that wait for DHIS, each with its own sentences: while the request is under way, and when it is stuck. */
const waits = {
  SENDING: { going: null, stuck: 'stuck' },
  CALLING_OFF: { going: 'callingOff', stuck: 'stuckCallOff' },
  ISSUED: { going: 'anew', stuck: 'stuck' },
  REOPENING: { going: 'reopening', stuck: 'stuckLock' },
  CANCELLED: { going: 'cancelling', stuck: 'stuckCancel' },
} as const

function Sending({ view }: { view: View }) {
  const { sheet, trail, say, now } = view
  const { document } = sheet
  if (!document || !(document.state in waits)) return null
  const job = trail!.sending
  const open = (act: DocumentEvent) => sheet.moves.some((move) => move.act === act)
  const asksFirst = (act: DocumentEvent) => sheet.moves.some((move) => move.act === act && move.reasonAsked)
  // An issued document waits for DHIS only while its signer is being asked once more.
  if (document.state === 'ISSUED' && job?.topic !== 'dhis.register') return null
  if (document.state === 'CANCELLED' && job?.topic !== 'dhis.cancel') return null
  // A cancelled document gets a notice only if DHIS doesn't accept the cancellation; until that is known, the page
  // keeps reloading.
  if (document.state === 'CANCELLED' && !job?.problem && !open('retry')) return <Fresh />
  const { going, stuck: stuckTitle } = waits[document.state as keyof typeof waits]
  const stands = job && standingOf(job)
  const stuck = stands === 'stuck'
  const late = job && stands !== 'going'
  const answered = open('accept')
  const title = stuck ? stuckTitle : late ? 'waiting' : 'going'
  const leaves = job?.topic === 'dhis.register' && !late && job.dueAt > now ? job.dueAt : null
  return (
    <Notice
      tone={stuck ? 'stop' : late ? 'warn' : 'info'}
      title={(going && !stuck) || leaves || answered ? undefined : say(`documents.sending.${title}`)}
      act={
        <span className="acts">
          {answered ? <Asks act="accept" say={say} /> : null}
          {pressed.filter(open).map((act) =>
            asksFirst(act) ? (
              <Asks key={act} act={act} say={say} />
            ) : (
              <ActForm key={act} act={act} fields={{ id: document.id, revision: document.revision }}>
                <SubmitButton size="small">{say(`documents.act.${act}`)}</SubmitButton>
              </ActForm>
            ),
          )}
        </span>
      }
    >
      {answered
        ? say(`documents.sending.${adviceOnAnswer(open)}`)
        : going && !stuck
          ? say(`documents.sending.${going}`)
          : document.state === 'CANCELLED'
            ? say(`documents.sending.${adviceOnCancel(open)}`)
            : null}
      {late && job.problem
        ? ` ${say('documents.sending.reason', { problem: problemText(say, 'DHIS', job.problem) })}`
        : null}
      {late && !stuck ? ` ${say('documents.sending.next', { when: showWhen(say, job.dueAt, now) })}` : null}
      {late || going
        ? null
        : leaves
          ? say('documents.sending.leaves', { when: showWhen(say, leaves, now) })
          : say('documents.sending.goingNote')}
      <Fresh />
    </Notice>
  )
}

const pressed = ['retry', 'resume', 'stay', 'callOff', 'cancelledThere'] as const
/** The button of an act that first asks for a reason. */
const Asks = ({ act, say }: { act: 'accept' | (typeof pressed)[number]; say: Say }) => (
  <Button size="small" opens={act}>
    {say(`documents.act.${act}`)}
  </Button>
)

/** News that could not be applied: why, judged by the present state, and what each reader can do about it. */
function Parked({ view }: { view: View }) {
  const { sheet, trail, say } = view
  if (!trail || !sheet.document) return null
  const open = (act: DocumentEvent) => sheet.moves.some((move) => move.act === act)
  return trail.parked.map((news) => {
    const rechecks = news.ends.includes('APPLIED') && !news.ending && open('recheck')
    const asks = news.decides && !news.ending && open('anew')
    const reasons = news.reasons.map((reason) => refusalText(say, reason)).join(' ')
    return (
      <Notice
        key={news.id}
        tone={news.decides && !news.ending ? 'stop' : 'warn'}
        title={say(`documents.parked.${titles[news.type]}`)}
        act={
          <span className="acts">
            {rechecks ? (
              <ActForm act="recheck" fields={{ id: sheet.id, revision: sheet.document!.revision }}>
                <SubmitButton size="small">{say('documents.act.recheck')}</SubmitButton>
              </ActForm>
            ) : null}
            {asks ? (
              <Button size="small" opens="anew">
                {say('documents.act.anew')}
              </Button>
            ) : null}
          </span>
        }
      >
        {reasons || say('documents.parked.fits')}{' '}
        {adviceOnNews(news, open, { state: sheet.document!.state, parties: sheet.parties }).map(
          (key) => `${say(`documents.parked.${key}`)} `,
        )}
        {sheet.parties.includes('STUDY_OFFICE') ? (
          <Link href={`/deliveries/news/${news.id}`}>{say('documents.parked.open')}</Link>
        ) : null}
      </Notice>
    )
  })
}

const titles = {
  confirmed: 'title',
  rejected: 'titleRejected',
  routed: 'titleRouted',
  withdrawn: 'titleWithdrawn',
  unreadable: 'titleRaw',
} as const

function Outcome({ view: { sheet, trail, say } }: { view: View }) {
  const { document } = sheet
  if (!document) return null
  const words = {
    type: stateWord(sheet),
    number: document.number ?? '',
    signer: `${document.signer.firstName} ${document.signer.lastName}`,
  }
  if (sheet.group === 'ISSUED') {
    return (
      <Notice
        act={
          document.dhisUrl ? (
            <a href={document.dhisUrl} target="_blank" rel="noreferrer">
              {say('documents.sheet.dhisLink')}
            </a>
          ) : null
        }
      >
        {say('documents.sending.sent', words)}
      </Notice>
    )
  }
  if (sheet.group === 'REGISTERED')
    return <Notice tone="done">{say('documents.sending.registered', words)}</Notice>
  if (sheet.group !== 'CANCELLED') return null
  const reason = cancelling(trail)?.note
  return (
    <Notice>
      {reason ? say('documents.sending.cancelled', { reason }) : say('documents.sending.cancelledPlain')}
    </Notice>
  )
}

/** Own-funds seed: the finance office is notified of a registered directive, by Olek or by a person. */
function Finance({ view: { sheet, trail, say, now } }: { view: View }) {
  const { document } = sheet
  if (sheet.group !== 'REGISTERED' || !document || !sheet.kindRow.gives) return null
  const { financeToldAt: at, financeToldBy: who } = document
  if (at) {
    const when = showWhen(say, at, now)
    return (
      <p className="mt-2 text-ink-2">
        {who ? say('documents.finance.toldBy', { when, who }) : say('documents.finance.told', { when })}
      </p>
    )
  }
  const told = document.unit.financeRecipients.length > 0
  if (told && trail?.deliveries.some(({ topic, state }) => topic === 'mail.finance' && state === 'WAITING')) {
    return <p className="mt-2 text-ink-2">{say('documents.finance.notYet')}</p>
  }
  const marks = sheet.parties.includes('DRAFTER') || sheet.parties.includes('SPECIAL_RIGHT')
  return (
    <Notice
      tone="warn"
      act={
        marks ? (
          <ActForm act="financeTold" fields={{ id: document.id, revision: document.revision }}>
            <SubmitButton size="small">{say('documents.finance.mark')}</SubmitButton>
          </ActForm>
        ) : null
      }
    >
      {say(told ? 'documents.finance.notYet' : 'documents.finance.separately')}
    </Notice>
  )
}
