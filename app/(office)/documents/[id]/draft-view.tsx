import { Fragment } from 'react'
import { Notice } from '@/components/ui/notice'
import { changedNames } from '@/lib/messages/changed-names'
import { refusalText } from '@/lib/messages/refusal-text'
import { DocumentForm } from './form'
import { ActButton, FormErrors } from './form-parts'
import { DocumentHead } from './head'
import { CommonPart, TextsPart } from './draft-fields'
import { Persons } from './persons'
import { SinceSent } from './since-sent'
import { obstacleOf, personRowOf, type View } from './view'
import { showWhen } from './when'

/** The number of reasons a reader takes in; the rest are only counted. */
const mostObstacles = 8

/** The document open for drafting: one form from the heading to `Salvesta`. */
export function DraftView({
  view,
  address,
  flagged,
  picked,
}: {
  view: View
  /** the address to which a form without script returns */
  address: string
  flagged: boolean
  picked: boolean
}) {
  const { sheet, say } = view
  const revision = sheet.document?.revision ?? 0
  return (
    <DocumentForm
      id={sheet.id}
      revision={revision}
      stamp={`${revision} ${sheet.copy?.changedAt.getTime() ?? 0} ${address}`}
      address={address}
      texts={{ take: say('documents.sheet.takeElsewhere'), mine: say('documents.sheet.keepMine') }}
      rows={sheet.rows.map((row) => personRowOf(view, row))}
      malformed={Object.fromEntries(
        sheet.malformed.map((refusal) => [refusal.field ?? '', refusalText(say, refusal)]),
      )}
    >
      <DocumentHead view={view} />
      <FormErrors
        labels={Object.fromEntries(
          sheet.kindRow.rowFields.map((field) => [field, say(`documents.field.${field}`)]),
        )}
        signIn={`/sign-in?ended=1&next=${encodeURIComponent(address)}`}
        texts={{
          title: say('documents.sheet.errors'),
          titleMark: say('documents.sheet.titleMark'),
          lapsed: say('documents.sheet.lapsed'),
          signIn: say('documents.sheet.signIn'),
        }}
      />
      <Overtaken view={view} />
      <SinceSent say={say} id={sheet.id} since={view.since} />
      <Obstacles view={view} />
      <CommonPart view={view} />
      <Persons view={view} flagged={flagged} picked={picked} />
      <TextsPart view={view} />
      <div className="acts mt-6 no-print">
        <ActButton act="save" variant={sheet.document ? 'plain' : 'main'}>
          {say('documents.act.save')}
        </ActButton>
      </div>
    </DocumentForm>
  )
}

/** Says that somebody saved since this typing began: who, when, what, with the button that saves over it. */
function Overtaken({ view: { sheet, say, now } }: { view: View }) {
  if (!sheet.overtaken) return null
  const { who, at, changed } = sheet.overtaken
  return (
    <Notice
      tone="warn"
      title={say('documents.sheet.changed')}
      act={
        <ActButton act="saveOver" size="small" id="over">
          {say('documents.sheet.saveOver')}
        </ActButton>
      }
    >
      {say('documents.sheet.changedBy', { who, when: showWhen(say, at, now) })}{' '}
      {changed.length > 0 ? say('documents.sheet.changedWhat', { what: changedNames(say, changed) }) : null}
    </Notice>
  )
}

/** What prevents issuing, each reason with a link to its place; red only where something is refused for good. */
function Obstacles({ view }: { view: View }) {
  const { sheet, say } = view
  const refusals = sheet.moves.find(({ act }) => act === 'check')?.refusals ?? []
  if (refusals.length === 0) return null
  const onlyUnfinished = refusals.every(({ code }) => code === 'noPersons' || code.startsWith('missing.'))
  const shown = refusals.slice(0, mostObstacles).map((refusal) => obstacleOf(view, refusal))
  const lines = shown.map(({ name, text, href }, at) => (
    <Fragment key={at}>
      {href ? <a href={href}>{name || text}</a> : name || text}
      {name ? text : null}
    </Fragment>
  ))
  const more = refusals.length - shown.length
  return (
    <Notice tone={onlyUnfinished ? 'info' : 'stop'} title={say('documents.sheet.before')}>
      {refusals.length === 1 ? (
        lines[0]
      ) : (
        <ul>
          {lines.map((line, at) => (
            <li key={at}>{line}</li>
          ))}
          {more > 0 ? <li>{say('documents.sheet.andMore', { count: more })}</li> : null}
        </ul>
      )}
    </Notice>
  )
}
