import type { Sheet } from '@/lib/documents/queries'
import type { Say } from '@/lib/messages/say'

/** The persons of a base directive as they are offered; `without` are on the amendment already. */
export const baseRows = (say: Say, { rows }: Sheet, without: ReadonlySet<string | undefined> = new Set()) =>
  rows
    .filter(({ key }) => !without.has(key))
    .map(({ key, card, struckBy }) => ({
      key,
      name: `${card.firstName} ${card.lastName}`,
      about: say('documents.persons.about', { curriculum: card.curriculum, year: card.studyYear }),
      struck: struckBy && say('documents.persons.struck', { number: struckBy.number ?? '' }),
    }))

/** What the form of them says. */
export const amendTexts = (say: Say, note: string, submit: string) => ({
  kind: say('documents.list.kind'),
  caption: say('documents.persons.title'),
  person: say('documents.field.person'),
  pick: say('documents.persons.pick', { name: '{name}' }),
  note,
  submit,
  errors: say('documents.sheet.errors'),
  titleMark: say('documents.sheet.titleMark'),
})
