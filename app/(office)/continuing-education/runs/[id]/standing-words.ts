import type { RegistrantStanding } from '@/lib/registrants/standing'
import type { Say } from '@/lib/messages/say'

/** The registrant's standing in Olek, and the document behind it. */
export function placeText(say: Say, { place, document }: RegistrantStanding): [string, string] | [string] {
  const word = say(`registrants.standing.${place}`)
  if (!document || place === 'NOWHERE') return [word]
  return [
    word,
    document.number
      ? say('registrants.byDirective', { number: document.number })
      : say('registrants.inDraft', { drafter: document.drafterName }),
  ]
}
