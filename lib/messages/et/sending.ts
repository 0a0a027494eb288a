/** Before a document is sent, and many documents at once. */
export const sending = {
  advice: {
    title: 'Kontrolli enne saatmist',
    counts: '{count, plural, one {# tähelepanek} other {# tähelepanekut}}',
    none: 'Allakirjutaja, sari, alus, summad ja isikute andmed on läbi vaadatud: midagi ei torka silma.',
    note: 'Need on soovitused, saatmist need ei takista.',
    open: 'Vaata',
    line: {
      signerNotHere: '{signer} ei ole praegu selle dokumendi allakirjutaja üksuses {unit}.',
      signerOfAll:
        '{signer} on allakirjutaja kõigis struktuuriüksustes, aga üksusel {unit} on ka oma allakirjutaja.',
      seriesOfUnit: 'Number tuleks sarjast {series}, mis on üksuse {unit} sari.',
      seriesOfType:
        'Number tuleks sarjast {series}, mis on mõeldud teist tüüpi dokumendile ({type, select, PROPOSAL {prodekaani esildis} VICE_DEAN_DIRECTIVE {prodekaani või struktuuriüksuse juhi korraldus} VICE_RECTOR_DIRECTIVE {prorektori korraldus} DIPLOMA {diplom või kutsetunnistus} TRANSCRIPT {akadeemiline õiend} other {teatis}}).',
      seriesShared:
        'Üksusel {unit} ei ole oma sarja, kuigi teistel üksustel on; number tuleks ühisest sarjast {series}.',
      basisEmpty: 'Dokumendi alus on tühi.',
      amountFar:
        '{person}: kuu summa {amount} € erineb möödunud kuu summast {usual} € rohkem kui kaks korda.',
      sumFar:
        'Dokumendi järgi makstaks kuus kokku {sum} €, üksuses {unit} maksti seda toetust möödunud kuul kokku {usual} €.',
      personChanged: '{person}: pärast lisamist on muutunud {what}.',
    },
  },
  recall:
    'Enne lahkumist ootab see {minutes, plural, one {# minuti} other {# minutit}}: seni saab saatmise katkestada.',
} as const
