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
      samePerson:
        '{by, select, NAME {{person}: sama nimega ({other}) on ka teine isik, kellest vähemalt ühel ei ole isikukoodi; kontrolli, et see ei ole sama isik kaks korda.} other {{person}: sama isik on siin või samal toimumisel ka teise õppekohaga; kontrolli, et ta ei saa kahte korda.}}',
      personChanged: '{person}: pärast lisamist on muutunud {what}.',
    },
  },
  recall:
    'Enne lahkumist ootab see {minutes, plural, one {# minuti} other {# minutit}}: seni saab saatmise katkestada.',
  many: {
    acts: 'Mida valitud dokumentidega teha',
    choose: 'Vali mitu dokumenti',
    pick: 'Vali {name}',
    pickAll: 'Vali kõik sellel lehel',
    refused: 'Seda ei saanud teha',
    title: {
      send: 'Saada DHISi mitu dokumenti',
      cancel: 'Tühista mitu dokumenti',
      print: 'Prindi mitu dokumenti',
    },
    will: {
      send: '{count, plural, =0 {Ühtegi neist ei saa praegu DHISi saata.} one {DHISi saadetakse # dokument.} other {DHISi saadetakse # dokumenti.}}',
      cancel:
        '{count, plural, =0 {Ühtegi neist ei saa praegu tühistada.} one {Tühistatakse # dokument; seda tagasi võtta ei saa.} other {Tühistatakse # dokumenti; seda tagasi võtta ei saa.}}',
      print:
        '{count, plural, =0 {Midagi ei ole printida.} one {Ühes PDFis on # dokument.} other {Ühes PDFis on # dokumenti nimekirja järjekorras.}}',
    },
    wont: {
      send: '{count, plural, =0 {} one {# dokument jääb saatmata, põhjus on tabelis.} other {# dokumenti jääb saatmata, põhjused on tabelis.}}',
      cancel:
        '{count, plural, =0 {} one {# dokument jääb tühistamata, põhjus on tabelis.} other {# dokumenti jääb tühistamata, põhjused on tabelis.}}',
    },
    missing:
      '{count, plural, =0 {} one {# valitud dokumenti ei ole või teil ei ole selleks õigust.} other {# valitud dokumenti ei ole või teil ei ole nende jaoks õigust.}}',
    done: {
      send: '{count, plural, =0 {DHISi ei läinud ühtegi dokumenti.} one {DHISi läheb # dokument.} other {DHISi läheb # dokumenti.}}',
      cancel:
        '{count, plural, =0 {Ühtegi dokumenti ei tühistatud.} one {Tühistati # dokument.} other {Tühistati # dokumenti.}}',
    },
    undone: {
      send: '{count, plural, =0 {} one {# dokument jäi saatmata, põhjus on tabelis.} other {# dokumenti jäi saatmata, põhjused on tabelis.}}',
      cancel:
        '{count, plural, =0 {} one {# dokument jäi tühistamata, põhjus on tabelis.} other {# dokumenti jäi tühistamata, põhjused on tabelis.}}',
    },
    open: '{count, plural, one {# dokument on veel tegemata.} other {# dokumenti on veel tegemata.}}',
    stays: 'Tulemus jääb sellele lehele alles; lehe aadressi võib järjehoidjatesse panna.',
    reason: 'Põhjus: {reason}',
    reasonHint:
      'jääb kõigi dokumentide ajalukku; registreeritud dokumendi puhul saavad selle teada ka isikud',
    submit: { send: 'Saada DHISi', cancel: 'Tühista', print: 'Prindi' },
    goOn: 'Tee ülejäänud',
    pdf: 'Ava PDF',
    back: 'Tagasi dokumentide juurde',
    column: { before: 'Mis juhtub', after: 'Tulemus' },
    row: {
      send: 'Saadetakse DHISi, kinnitab {signer}.',
      cancel: 'Tühistatakse ja DHISile antakse sellest teada.',
      cancelRegistered:
        'Tühistatakse ja selle muudatused {count, plural, one {# isiku} other {# isiku}} andmetes võetakse tagasi.',
      exactly: 'Vaata täpselt',
      sent: 'Läheb DHISi.',
      cancelled: 'Tühistatud.',
      open: 'Veel tegemata.',
      draft: 'Trükitakse kavandina.',
      print: 'Trükitakse nii, nagu see DHISi saadeti.',
      gone: 'Dokumenti enam ei ole.',
    },
  },
} as const
