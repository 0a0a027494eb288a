/** Why a person's code or name can't be corrected; `clash`: what both records of one person have, by the table. */
export const mendingRefusals = {
  mend: {
    nothing: 'Midagi ei ole muudetud.',
    nameMissing: 'Kirjutage nimi.',
    reasonMissing: 'Kirjutage, miks andmeid parandate.',
    notPresent: 'Isikuandmeid parandab see maja, kus õpilane praegu on.',
    codeElsewhere:
      'See isikukood on juba kirjel, mille kõiki andmeid te ei näe. Ühendada saab need kirjed see, kes näeb mõlema kõiki paigutusi.',
    codeTaken:
      'See isikukood on juba teisel kirjel: {name}. Kui see on sama inimene, märkige „Ühenda kirjed” ja salvestage uuesti.',
    placementsOverlap: 'Kirjeid ei saa ühendada, sest paigutused kattuvad: {places}',
    codeOrOther: 'Kirjutage isikukood või muu kood.',
    bornOnWrong: 'Sünniaeg ei ole sama, mis isikukoodis.',
    bornOnAhead: 'Sünniaeg ei saa olla tulevikus.',
    bornOnLongAgo: 'Sünniaeg on üle {years} aasta tagasi.',
    sinceWrong: 'Päev ei saa olla tulevikus.',
    saidOtherwise:
      'Registreeritud või saadetud dokumendis on see inimene teise nime või isikukoodiga: {documents}. Kui andmed muutusid hiljem, kirjutage päev, alates millest uued kehtivad. Kui dokument on vale, tühistage see enne või oodake, kuni ta on DHISis ära otsustatud.',
    otherCodes: 'Teisel kirjel on teine kood. Selliseid kirjeid ei ühendata.',
    grantsOverlap: 'Kirjeid ei saa ühendada, sest sama liiki toetused kattuvad: {facts}',
    placesOverlap: 'Kirjeid ei saa ühendada, sest õppekohad kattuvad: {facts}',
    clash: {
      learner_former_code: 'Kirjeid ei saa ühendada, sest mõlemal on sama endine isikukood.',
      absence: 'Kirjeid ei saa ühendada, sest mõlemal on sama veerandi puudumised erinevalt kirjas.',
      consent: 'Kirjeid ei saa ühendada, sest mõlemal on sama nõusolek.',
      decision: 'Kirjeid ei saa ühendada, sest mõlemal on sama otsus.',
      failing_grade: 'Kirjeid ei saa ühendada, sest mõlemal on sama õppeaine puudulik aastahinne.',
      foreign_language: 'Kirjeid ei saa ühendada, sest mõlemal on sama võõrkeel erinevalt kirjas.',
      group_place: 'Kirjeid ei saa ühendada, sest mõlemal on samal ajal koht samas rühmas.',
      placement: 'Kirjeid ei saa ühendada, sest paigutused kattuvad.',
      special_needs: 'Kirjeid ei saa ühendada, sest mõlemal on erivajaduse andmed erinevalt kirjas.',
      swimming: 'Kirjeid ei saa ühendada, sest mõlemal on ujumise andmed erinevalt kirjas.',
      transfer_row: 'Kirjeid ei saa ühendada, sest mõlemad on samas tõstmises. Võtke ühe tõstmine tagasi.',
      pupil_former_code: 'Kirjeid ei saa ühendada, sest mõlemal on sama endine isikukood.',
    },
  },
} as const
