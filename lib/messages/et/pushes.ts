/** Telling Juhan each registrant's outcome: the ledger of both sides, and the log. */
export const pushes = {
  act: 'Uuenda registreerunute staatust Juhanis',
  title: 'Staatused Juhanis',
  lead: 'Juhanile teatatakse tulemus: õppijaks arvamise tühistamine (Tühistatud), õpingute katkestamine, negatiivne tulemus, mitteilmumine ja tõend (Mitte-lõpetatud), tunnistus koos numbri ja kuupäevaga (Lõpetatud). Sama tulemust teist korda ei saadeta.',
  none: 'Ühelgi registreerunul ei ole veel tulemust, millest Juhanile teatada.',
  done: {
    told: 'Juhanile saadetakse {count, plural, one {# registreerunu} other {# registreerunu}} staatus.',
    again: '{count, plural, one {# saadetist} other {# saadetist}} proovitakse kohe uuesti.',
    takenBack:
      '{count, plural, one {# saadetis} other {# saadetist}} jäeti ära, sest Olekus seda tulemust enam ei ole.',
    nothing: 'Juhan teab kõiki tulemusi, midagi ei saadetud.',
  },
  show: { all: 'Kõik', differ: 'Erinevad', waiting: 'Ootavad', stuck: 'Ebaõnnestunud' },
  parts: 'Registreerunute valik',
  column: {
    name: 'Nimi',
    ours: 'Olekus',
    juhan: 'Juhanis',
    sent: 'Viimati saadetud',
    stand: 'Seis',
  },
  completed: 'Lõpetatud, {number}, {on}',
  stand: {
    NONE: 'tulemust veel ei ole',
    SAME: 'Juhan teab',
    UNTOLD: 'Juhan ei tea veel',
    WAITING: 'ootab saatmist',
    STUCK: 'ebaõnnestus',
    WITHDRAWN: 'Olekus tagasi võetud',
  },
  withdrawnNote: 'parandage staatus Juhanis',
  due: 'saadetakse {at}',
  empty: 'Juhanist tulnud registreerunuid ei ole',
  emptyAdvice: 'Uuendage esmalt registreerunute nimekirja Juhanist.',
  noMatch: 'Selliseid registreerunuid ei ole',
  noMatchAdvice: 'Vaadake kõiki.',
  summary: '{from}–{to} / {count, plural, one {# registreerunust} other {# registreerunust}}',
  pages: 'Lehed',
  previous: 'Eelmine',
  next: 'Järgmine',
  log: 'Logi',
  logNone: 'Juhanile ei ole veel midagi saadetud.',
  succeeded: '{name} - uuendamine õnnestus ({told})',
  failed: '{name} - uuendamine ebaõnnestus ({why})',
  open: 'Ava saadetis: {name}',
  refusedMark: 'Viga:',
} as const

export const pushRefusals = {
  push: {
    notLinked: 'See toimumine ei ole Juhaniga seotud.',
    noOutcomes: 'Ühelgi registreerunul ei ole veel tulemust, millest Juhanile teatada.',
  },
} as const
