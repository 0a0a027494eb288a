import { Badge } from '@/components/ui/badge'
import type { Entry } from '@/components/ui/timeline'
import type { Echo } from '@/lib/documents/versions/history'
import { problemText } from '@/lib/messages/problem-text'
import { refusalText } from '@/lib/messages/refusal-text'
import { isMessageKey, type Say } from '@/lib/messages/say'
import { showWhen } from './when'

/** What a neighbour accepted or didn't accept, as entries in the history, marked with the neighbour's name. */
export function echoEntry(say: Say, now: Date, echo: Echo, key: string): Entry {
  const neighbour = echo.sort === 'counted' ? echo.neighbour : 'DHIS'
  const detail = detailOf(say, echo)
  return {
    key,
    what: (
      <>
        <Badge>{say(`deliveries.neighbour.${neighbour}`)}</Badge> {textOf(say, echo)}
      </>
    ),
    who: showWhen(say, echo.at, now),
    detail: detail ? <div className="break-words text-ink-2">{detail}</div> : null,
  }
}

function textOf(say: Say, echo: Echo): string {
  switch (echo.sort) {
    case 'failed':
      return say(`documents.trail.echo.${echo.stuck ? 'stuck' : 'failed'}`, {
        topic: topicWord(say, echo.topic),
        count: echo.tries,
      })
    case 'taken':
    case 'calledOff':
      return say(`documents.trail.echo.${echo.sort}`, { topic: topicWord(say, echo.topic) })
    case 'counted':
      return say('documents.trail.echo.counted', {
        topic: topicWord(say, echo.topic),
        told: say(`documents.trail.delivery.${echo.state}`, { count: echo.count }),
      })
    case 'parked':
      return say('documents.trail.echo.parked', { news: newsWord(say, echo.type), who: echo.by })
    case 'ended':
      return say(`documents.trail.echo.${echo.state}`, { who: echo.who })
  }
}

function detailOf(say: Say, echo: Echo): string {
  if (echo.sort === 'failed' && echo.problem) return problemText(say, 'DHIS', echo.problem, { bare: true })
  if (echo.sort === 'parked') return echo.reasons.map((reason) => refusalText(say, reason)).join(' ')
  if (echo.sort !== 'ended') return ''
  const key = `deliveries.news.endReason.${echo.reason}`
  return isMessageKey(key) ? say(key) : echo.reason
}

function topicWord(say: Say, topic: string): string {
  const key = `deliveries.topic.${topic}`
  return isMessageKey(key) ? say(key) : topic
}

function newsWord(say: Say, type: string): string {
  const key = `deliveries.news.type.${type}`
  return isMessageKey(key) ? say(key) : say('deliveries.news.type.unreadable')
}
