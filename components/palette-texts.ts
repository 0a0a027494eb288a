/** The palette's kinds of finds, and its words in the reader's language. */
export type PaletteKind = 'pages' | 'learners' | 'documents' | 'pupils' | 'classes' | 'houses' | 'acts'

export interface PaletteTexts {
  /** "Otsi õppijat, dokumenti, lehte" */
  placeholder: string
  /** "Otsing" */
  label: string
  /** "Ctrl K" */
  keys: string
  /** "Midagi ei leitud" */
  nothing: string
  /** "Otsin …" */
  searching: string
  /** "Otsing ei õnnestunud. Proovi uuesti." */
  failed: string
  /** "Otsi kogu registrist" */
  everywhere: string
}
