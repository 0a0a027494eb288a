/** The words of every list: its filters, its pages, its file, and on paper. */
export const lists = {
  filters: 'Filters',
  any: 'all',
  show: 'Show',
  clear: 'Clear filters',
  chosen: 'Chosen filters',
  remove: 'Remove filter',
  calendar: 'Choose from the calendar',
  file: 'List as a file',
  summary: '{from}–{to} / {counted}',
  pages: 'Pages',
  previous: 'Previous',
  next: 'Next',
  noneAdvice: 'Change the filters or clear them.',
  printed: 'Printed {at}: {counted}. {asked}',
  everything: 'No filters.',
  standing: 'As of {on}.',
} as const
