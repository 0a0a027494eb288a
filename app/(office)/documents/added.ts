import type { AddedPersons } from '@/lib/documents/commands/persons'
import { refusalText } from '@/lib/messages/refusal-text'
import type { Say } from '@/lib/messages/say'

/** So many of those left out are listed; the rest are counted. */
const mostListed = 200

/** What came of adding persons, in words ready to show. */
export type Added = {
  told: string
  left: { who: string; reason: string }[]
  leftTitle: string
  more: string
  choose: { who: string; places: { value: string; text: string }[] }[]
}

export function addedTexts({ added, left, choose }: AddedPersons, say: Say): { result: Added } {
  const listed = left.slice(0, mostListed)
  const rest = left.length - listed.length
  return {
    result: {
      told: say('documents.add.added', { count: added }),
      leftTitle: say('documents.add.leftCount', { count: left.length }),
      left: listed.map(({ who, reason }) => ({
        who: /^\d+\.$/.test(who) ? say('documents.add.line', { line: who }) : who,
        reason: refusalText(say, reason),
      })),
      more: rest > 0 ? say('documents.add.more', { count: rest }) : '',
      choose: choose.map(({ who, places }) => ({
        who,
        places: places.map(({ id, label }) => ({ value: id, text: label })),
      })),
    },
  }
}
