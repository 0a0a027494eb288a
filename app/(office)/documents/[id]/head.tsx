import { StateBadge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { LinkButton } from '@/components/ui/link-button'
import { Menu, MenuButton, MenuLink } from '@/components/ui/menu'
import { PageHead } from '@/components/ui/page-head'
import { StateStrip } from '@/components/ui/state-strip'
import { stateWord, type DocumentEvent } from '@/lib/documents/rules/lifecycle'
import { refusalText } from '@/lib/messages/refusal-text'
import { dayInTallinn, showTime } from '@/lib/shared/dates'
import { ActButton, Kept } from './form-parts'
import { stepsOf } from './strip'
import { headingOf, type View } from './view'
import { showWhen } from './when'

/** The number of reasons that a tip can hold; the page lists all of them. */
const mostReasons = 5

/** Heading, state and acts of a document: at most one primary act, the rest in the menu. */
export function DocumentHead({ view }: { view: View }) {
  const { sheet, say } = view
  return (
    <>
      <PageHead
        crumbs={[
          { text: say('documents.list.title'), href: '/documents' },
          { text: say(`documents.type.${sheet.type}`) },
        ]}
        crumbsLabel={say('office.frame.here')}
        title={headingOf(view)}
        badge={
          <StateBadge state={sheet.group} label={say(`documents.state.${stateWord(sheet)}.${sheet.group}`)} />
        }
        acts={reopens(view)}
        main={mainAct(view)}
        menu={menuOf(view)}
      />
      <StateStrip label={say('documents.sheet.state')} steps={stepsOf(view)} aside={<Saved view={view} />} />
    </>
  )
}

const moveOf = ({ sheet }: View, act: DocumentEvent) => sheet.moves.find((move) => move.act === act)

function reasonsAgainst(view: View, act: DocumentEvent): string[] {
  const reasons = (moveOf(view, act)?.refusals ?? []).map((refusal) => refusalText(view.say, refusal))
  const more = reasons.length - mostReasons
  return more > 0
    ? [...reasons.slice(0, mostReasons), view.say('documents.sheet.andMore', { count: more })]
    : reasons
}

function reopens(view: View) {
  if (!moveOf(view, 'reopen')) return null
  return <Button opens="reopen">{view.say('documents.act.reopen', { type: stateWord(view.sheet) })}</Button>
}

function mainAct(view: View) {
  const { sheet, say } = view
  const makes = moveOf(view, 'createDirective')
  if (makes?.refusals.length === 0) {
    return (
      <LinkButton variant="main" href={`/documents/${sheet.id}/directive`}>
        {say('documents.act.createDirective')}
      </LinkButton>
    )
  }
  if (!sheet.editable) return null
  if (!sheet.document) {
    return (
      <ActButton act="save" variant="main">
        {say('documents.act.save')}
      </ActButton>
    )
  }
  if (moveOf(view, 'send')?.refusals.length === 0 && !sheet.copy) {
    return (
      <LinkButton variant="main" href={`/documents/${sheet.id}/send`}>
        {say('documents.act.send')}
      </LinkButton>
    )
  }
  return (
    <ActButton act="issue" variant="main" reasons={reasonsAgainst(view, 'check')}>
      {say('documents.act.check', { type: stateWord(sheet) })}
    </ActButton>
  )
}

function menuOf(view: View) {
  const { sheet, say } = view
  const deletes = moveOf(view, 'delete')
  const cancels = moveOf(view, 'cancel')
  const discards = sheet.editable && (!sheet.document || sheet.copy)
  const amends = sheet.amendable.length > 0
  if (!discards && !deletes && !cancels && !amends) return null
  return (
    <Menu label={say('documents.sheet.more')}>
      {sheet.document ? (
        <MenuLink href={`/documents/${sheet.id}/pdf`} target="_blank">
          {say('documents.sheet.preview')}
        </MenuLink>
      ) : null}
      {discards ? (
        <MenuButton opens="discard">
          {say(sheet.document ? 'documents.sheet.discard' : 'documents.dialog.discardNewTitle')}
        </MenuButton>
      ) : null}
      {deletes || cancels ? <hr /> : null}
      {amends ? (
        <MenuLink href={`/documents/${sheet.id}/amend`}>{say('documents.amend.open')}</MenuLink>
      ) : null}
      {cancels && sheet.group === 'REGISTERED' && sheet.type !== 'PROPOSAL' ? (
        <MenuLink href={`/documents/${sheet.id}/cancel`}>{say('documents.rehearsal.open')}</MenuLink>
      ) : cancels ? (
        <MenuButton danger opens="cancel" reasons={reasonsAgainst(view, 'cancel')}>
          {say('documents.act.cancel')}
        </MenuButton>
      ) : null}
      {deletes ? (
        <MenuButton danger opens="delete" reasons={reasonsAgainst(view, 'delete')}>
          {say('documents.act.delete')}
        </MenuButton>
      ) : null}
    </Menu>
  )
}

/** What is saved and since when; links to the versions and the PDF. */
function Saved({ view }: { view: View }) {
  const { sheet, trail, say } = view
  const texts = {
    typing: say('documents.sheet.typing'),
    failed: say('documents.sheet.keepFailed'),
    elsewhere: say('documents.sheet.chooseElsewhere'),
    lapsed: say('documents.sheet.keepLapsed'),
  }
  return (
    <>
      {sheet.editable ? <Kept kept={savedText(view)} texts={texts} /> : null}
      {sheet.document ? (
        <small>
          {trail!.versions.length > 0 ? (
            <>
              <Link href={`/documents/${sheet.id}/versions`}>{say('documents.sheet.versions')}</Link> ·{' '}
            </>
          ) : null}
          <a href={`/documents/${sheet.id}/pdf`} target="_blank">
            {say('documents.sheet.preview')}
          </a>
        </small>
      ) : null}
    </>
  )
}

function savedText({ sheet, say, now }: View): string {
  const at = sheet.copy?.changedAt ?? sheet.document?.changedAt
  if (!at) return say('documents.sheet.never')
  const today = dayInTallinn(at) === dayInTallinn(now)
  if (sheet.copy) {
    return today
      ? say('documents.sheet.keptToday', { time: showTime(at) })
      : say('documents.sheet.kept', { when: showWhen(say, at, now) })
  }
  return today
    ? say('documents.sheet.savedToday', { time: showTime(at) })
    : say('documents.sheet.saved', { when: showWhen(say, at, now) })
}
