import type { AmendSheet } from '@/lib/documents/queries/sheet'
import type { Say } from '@/lib/messages/say'

/**
 * The persons of the amended document, as offered for choosing, also those whom an amendment has changed; `without`
 * names those already on the amendment.
 */
export const baseRows = (
  say: Say,
  { rows }: AmendSheet,
  without: ReadonlySet<string | undefined> = new Set(),
) =>
  rows
    .filter(({ open }) => open === null || !without.has(open))
    .map(({ key, open, card, struckBy }) => {
      const amended = struckBy && say('documents.persons.struck', { number: struckBy.number ?? '' })
      const about = say('documents.persons.about', { curriculum: card.curriculum, year: card.studyYear })
      return {
        key: open ?? key,
        name: `${card.firstName} ${card.lastName}`,
        about: amended ? `${about} · ${amended}` : about,
        struck: open ? null : amended,
      }
    })

/** The texts of the form that offers them. */
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
