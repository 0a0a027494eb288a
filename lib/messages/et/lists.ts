/** The words of every list: its filters, its pages, its file, and on paper. */
export const lists = {
  filters: 'Filtrid',
  any: 'kõik',
  show: 'Näita',
  clear: 'Tühista filtrid',
  chosen: 'Valitud filtrid',
  remove: 'Eemalda filter',
  calendar: 'Vali kalendrist',
  file: 'Nimekiri failina',
  summary: '{from}–{to} / {counted}',
  pages: 'Lehed',
  previous: 'Eelmine',
  next: 'Järgmine',
  noneAdvice: 'Muutke filtreid või tühistage need.',
  printed: 'Välja trükitud {at}: {counted}. {asked}',
  everything: 'Filtriteta.',
  standing: 'Seis {on}.',
} as const
