import { mayOpen, type Person } from '@/lib/access/rights'
import { mostAtOnce, type ManyAct } from '@/lib/documents/rules/many'
import type { Say } from '@/lib/messages/say'
import { showCount } from '@/lib/shared/money'

/** The acts that the person may do with many documents: the same as with one. */
export const actsOf = (person: Person): ManyAct[] => [
  ...(mayOpen(person, 'act documents.send') ? (['send'] as const) : []),
  ...(mayOpen(person, 'act documents.cancel') ? (['cancel'] as const) : []),
  'print',
]

/** Texts of the bar; it offers the whole list if that is longer than the page and not too long. */
export function selectionTexts(
  say: Say,
  { count, documents }: { count: number; documents: readonly unknown[] },
) {
  const all = count > documents.length && count <= mostAtOnce ? { count: showCount(count) } : null
  return {
    chosen: say('documents.persons.chosen', { count: '{count}' }),
    clear: say('documents.persons.clear'),
    ...(all && {
      all: say('documents.persons.chooseAll', all),
      allChosen: say('documents.persons.allChosen', all),
    }),
  }
}
