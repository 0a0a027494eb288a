import { Notice } from '@/components/ui/notice'
import { Link } from '@/components/ui/link'
import { SubmitButton } from '@/components/ui/submit-button'
import { stateWord } from '@/lib/documents/lifecycle'
import type { Refusal } from '@/lib/shared/refusal'
import { problemText } from '@/lib/messages/problem-text'
import { refusalText } from '@/lib/messages/refusal-text'
import { ActForm } from './act-form'
import { Fresh } from '@/components/fresh'
import { cancelling, type View } from './view'
import { showWhen } from './when'

/** Where the document stands with DHIS and the finance office, and what is to be done. */
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

/** Stages that wait for DHIS, with the sentence of their own where it isn't the sending itself. */
const waits = { SENDING: null, CALLING_OFF: 'callingOff', REOPENING: 'reopening' } as const

function Sending({ view }: { view: View }) {
  const { sheet, trail, say, now } = view
  const { document } = sheet
  if (!document || !(document.state in waits)) return null
  const job = trail!.sending
  const stuck = job?.state === 'NEEDS_PERSON'
  const late = job && (stuck || job.attempts > 0)
  const moves = (['retry', 'callOff'] as const).filter((act) => sheet.moves.some((move) => move.act === act))
  const waitsFor = waits[document.state as keyof typeof waits]
  const title = stuck ? 'stuck' : late ? 'waiting' : 'going'
  const leaves = job?.topic === 'dhis.register' && !late && job.dueAt > now ? job.dueAt : null
  return (
    <Notice
      tone={stuck ? 'stop' : late ? 'warn' : 'info'}
      title={waitsFor || leaves ? undefined : say(`documents.sending.${title}`)}
      act={
        <span className="acts">
          {moves.map((act) => (
            <ActForm key={act} act={act} fields={{ id: document.id, revision: document.revision }}>
              <SubmitButton size="small">{say(`documents.act.${act}`)}</SubmitButton>
            </ActForm>
          ))}
        </span>
      }
    >
      {waitsFor ? say(`documents.sending.${waitsFor}`) : null}
      {late && job.problem
        ? ` ${say('documents.sending.reason', { problem: problemText(say, 'DHIS', job.problem) })}`
        : null}
      {late && !stuck ? ` ${say('documents.sending.next', { when: showWhen(say, job.dueAt, now) })}` : null}
      {late || waitsFor
        ? null
        : leaves
          ? say('documents.sending.leaves', { when: showWhen(say, leaves, now) })
          : say('documents.sending.goingNote')}
      <Fresh />
    </Notice>
  )
}

/** News for these reasons can't become right by waiting; the study office can only make it void. */
const onlyToBeVoided = ['wrongSigner', 'wrongVersion', 'unreadable', 'noSuchDocument']

/** A confirmation that came and could not be applied: what stands in the way, and what each can do about it. */
function Parked({ view }: { view: View }) {
  const { sheet, trail, say } = view
  if (!trail || !sheet.document) return null
  const rechecks = sheet.moves.some(({ act }) => act === 'recheck')
  return trail.parked.map((news) => {
    const reasons = news.reasons as Refusal[]
    const lost = reasons.some(({ code }) => onlyToBeVoided.includes(code)) || sheet.group !== 'ISSUED'
    const advice = lost ? 'lost' : rechecks ? 'office' : 'drafter'
    return (
      <Notice
        key={news.id}
        tone={lost ? 'warn' : 'stop'}
        title={say('documents.parked.title')}
        act={
          rechecks && !lost ? (
            <ActForm act="recheck" fields={{ id: sheet.id, revision: sheet.document!.revision }}>
              <SubmitButton size="small">{say('documents.act.recheck')}</SubmitButton>
            </ActForm>
          ) : null
        }
      >
        {reasons.map((reason) => refusalText(say, reason)).join(' ')} {say(`documents.parked.${advice}`)}{' '}
        {sheet.parties.includes('STUDY_OFFICE') ? (
          <Link href={`/deliveries/news/${news.id}`}>{say('documents.parked.open')}</Link>
        ) : null}
      </Notice>
    )
  })
}

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

/** Own-funds seed: the finance office is told of a registered directive, by us or by a person. */
function Finance({ view: { sheet, say, now } }: { view: View }) {
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
  if (document.unit.financeRecipients.length > 0) {
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
      {say('documents.finance.separately')}
    </Notice>
  )
}
