import { Badge } from '@/components/ui/badge'
import { Columns } from '@/components/ui/columns'
import { DescriptionList } from '@/components/ui/description-list'
import { Link } from '@/components/ui/link'
import { Section } from '@/components/ui/section'
import { SubmitButton } from '@/components/ui/submit-button'
import { Textarea } from '@/components/ui/textarea'
import { Timeline, type Entry } from '@/components/ui/timeline'
import { stateGroup, stateWord } from '@/lib/documents/rules/lifecycle'
import { changedNames } from '@/lib/messages/changed-names'
import { isMessageKey, type Say } from '@/lib/messages/say'
import { ActForm } from './act-form'
import { ChangedLines } from './changed-lines'
import { echoEntry } from './echoes'
import type { Trail, View } from './view'
import { showWhen } from './when'

/** The document's history, its messages to others, and the comments of colleagues. */
export function DocumentTrail({ view, deliveriesOpen }: { view: View; deliveriesOpen: boolean }) {
  const { trail, say } = view
  if (!trail) return null
  return (
    <div className="mt-10 border-t border-line">
      <Columns
        side={
          <>
            <Deliveries view={view} open={deliveriesOpen} />
            <Comments view={view} />
          </>
        }
      >
        <Section title={say('documents.trail.history')}>
          <Timeline entries={storyOf(view, trail)} />
        </Section>
      </Columns>
    </div>
  )
}

/** The history together with the neighbours' echoes, newest first. */
function storyOf({ say, now, sheet }: View, { history, echoes }: Trail): Entry[] {
  const entries = [
    ...history.map((entry) => ({ at: entry.at, entry: entryOf({ say, now, sheet }, entry) })),
    ...echoes.map((echo, at) => ({ at: echo.at, entry: echoEntry(say, now, echo, `echo${at}`) })),
  ]
  return entries.toSorted((a, b) => b.at.getTime() - a.at.getTime()).map(({ entry }) => entry)
}

function entryOf({ say, now, sheet }: Pick<View, 'say' | 'now' | 'sheet'>, entry: Trail['history'][number]) {
  const { changed: names = [] } = entry.details
  const changed = changedFields(say, entry.details)
  const kept = changedNames(
    say,
    names.filter((name) => name.startsWith('kept:')),
  )
  const states = changedState(say, sheet, entry)
  return {
    key: String(entry.id),
    what: (
      <>
        <b>{entry.who}</b> {doneText(say, entry)}
        {decidedInDhis(entry) ? (
          <>
            {' '}
            <Badge>{say('deliveries.neighbour.DHIS')}</Badge>
          </>
        ) : null}
      </>
    ),
    who: showWhen(say, entry.at, now),
    detail:
      entry.note || changed || states ? (
        <div className="whitespace-pre-line text-ink-2">
          {entry.note || changed ? (
            <div>
              {entry.note || <ChangedLines say={say} names={changed} kept={kept} details={entry.details} />}
            </div>
          ) : null}
          {states ? <div>{states}</div> : null}
        </div>
      ) : null,
  }
}

/** The act of a person in DHIS; DHIS's own entries have its name anyway. */
const decidedInDhis = ({ userId, who }: Trail['history'][number]) => userId === null && who !== 'DHIS'

/** "Korraldus loomisel → Korraldus väljastatud", if the act changed the visible state. */
function changedState(
  say: Say,
  sheet: View['sheet'],
  { fromState, toState }: Trail['history'][number],
): string {
  if (!fromState || stateGroup[fromState] === stateGroup[toState]) return ''
  const label = (state: typeof toState) => say(`documents.state.${stateWord(sheet)}.${stateGroup[state]}`)
  return say('documents.trail.states', { was: label(fromState), is: label(toState) })
}

function doneText(say: Say, { act, fromState }: Trail['history'][number]) {
  if (act === 'save' && fromState === null) return say('documents.trail.newDocument')
  const key = `documents.done.${act}`
  return isMessageKey(key) ? say(key) : act
}

/** "muutis: Jalus, 3 isiku rida" */
export function changedFields(say: Say, { changed = [] }: { changed?: string[] }): string {
  const names = changedNames(say, changed)
  return names ? say('documents.trail.moreFields', { what: names }) : ''
}

function Deliveries({ view, open }: { view: View; open: boolean }) {
  const { sheet, trail, say } = view
  const neighbours = [...new Set(['DHIS' as const, ...trail!.deliveries.map(({ neighbour }) => neighbour)])]
  const told = (neighbour: string) => {
    const counts = new Map<keyof typeof order, number>()
    for (const each of trail!.deliveries.filter((one) => one.neighbour === neighbour)) {
      counts.set(each.state, (counts.get(each.state) ?? 0) + each.count)
    }
    if (counts.size === 0) return say('documents.trail.notSent')
    return [...counts]
      .sort(([a], [b]) => order[a] - order[b])
      .map(([state, count]) => say(`documents.trail.delivery.${state}`, { count }))
      .join(', ')
  }
  return (
    <Section title={say('documents.trail.deliveries')}>
      <DescriptionList
        facts={neighbours.map((neighbour) => ({
          term: say(`documents.trail.neighbour.${neighbour}`),
          value: (
            <>
              {told(neighbour)}
              {neighbour === 'DHIS' ? <DhisNumber view={view} /> : null}
            </>
          ),
        }))}
      />
      {open && trail!.deliveries.length > 0 ? (
        <p className="mt-2">
          <Link href={`/deliveries?document=${sheet.id}`}>{say('documents.trail.all')}</Link>
        </p>
      ) : null}
    </Section>
  )
}

function DhisNumber({ view: { sheet, say } }: { view: View }) {
  const { number, dhisUrl } = sheet.document ?? {}
  if (!number) return null
  const text = say('documents.trail.dhisNumber', { number })
  return (
    <div>
      {dhisUrl ? (
        <a href={dhisUrl} target="_blank" rel="noreferrer">
          {text}
        </a>
      ) : (
        text
      )}
    </div>
  )
}

const order = { NEEDS_PERSON: 0, WAITING: 1, HELD: 2, DONE: 3, CALLED_OFF: 4 } as const

function Comments({ view: { sheet, trail, say, now } }: { view: View }) {
  const comments = trail!.history.filter(({ act }) => act === 'comment')
  return (
    <Section title={say('documents.trail.comments')}>
      {comments.length === 0 ? <p className="text-ink-3">{say('documents.trail.noComments')}</p> : null}
      <Timeline
        entries={comments.map(({ id, who, at, note }) => ({
          key: String(id),
          what: <span className="whitespace-pre-line">{note}</span>,
          who: say('documents.when.saying', { who, when: showWhen(say, at, now) }),
        }))}
      />
      <ActForm act="comment" fields={{ id: sheet.id }} className="mt-3 flex flex-col gap-2">
        <Textarea name="comment" label={say('documents.trail.comment')} maxLength={5000} />
        <div>
          <SubmitButton size="small">{say('documents.trail.addComment')}</SubmitButton>
        </div>
      </ActForm>
    </Section>
  )
}
