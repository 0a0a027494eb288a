/** The marks of the house; each is drawn in marks.css. */
export type MarkName =
  | 'calendar'
  | 'cap'
  | 'check'
  | 'clock'
  | 'cross'
  | 'dash'
  | 'down'
  | 'download'
  | 'euro'
  | 'exchange'
  | 'file'
  | 'help'
  | 'house'
  | 'import'
  | 'info'
  | 'lock'
  | 'mail'
  | 'more'
  | 'pencil'
  | 'person'
  | 'plus'
  | 'rail'
  | 'refresh'
  | 'school'
  | 'search'
  | 'send'
  | 'settings'
  | 'stop'
  | 'up'
  | 'warn'

/** A small sign beside a word, in the word's colour; it says nothing the word doesn't. */
export function Mark({ name }: { name: MarkName }) {
  return <i className={`mark mark-${name}`} />
}
