/** Why pupils can't be moved to another house; the first two in the words of the municipality's own guide. */
export const transferRefusals = {
  transfer: {
    placedElsewhere: 'Neile on juba teine kool määratud antud kuupäevaks: {children}',
    inGroups:
      'Järgnevaid isikuid ei saa üle viia (sest nad on kas pikapäevarühmas või huviringi rühmas): {children}. Enne lapse üle tõstmist tuleb lõpetada koht pikapäevarühmas ja/või huviringis.',
    left: 'Neid ei saa tõsta, sest nad on selleks kuupäevaks klassist lahkunud: {children}',
    gone: 'Neid ei saa tõsta, sest nad ei ole enam klassis, kust neid tõsta taheti: {children}',
    beforeStart:
      'Kuupäev peab olema hilisem kui praeguse paigutuse algus. Nende paigutus ei ole selleks kuupäevaks alanud või algab samal päeval: {children}',
    nextMovesOn:
      'Neid on järgmisel õppeaastal juba tõstetud teise majja. Võtke enne see tõstmine tagasi: {children}',
    switchedOff: 'Laste liigutamine filiaalide vahel on omavalitsuse seadetes välja lülitatud.',
    sameHouse: 'Valige teine maja: selles majas klass juba on.',
    otherSchool: 'Valige sama liigi ja sama EHIS-IDga maja.',
    houseClosed: 'See maja on alates {day} suletud.',
    houseCloses: 'Maja suletakse enne nende paigutuse lõppu. Valige teine maja: {children}',
    otherYear:
      'Kuupäev peab olema klassi õppeaastas, {from} kuni {to}, või järgmise õppeaasta esimene päev, {next}.',
    otherClass: 'Valige uuest majast sama õppeaasta {number}. klass.',
    otherNewClass:
      'Valige uuest majast {year} õppeaasta {number}. klass; klassikursuse kordajale sama õppeaasta {same}. klass.',
    otherNextClass: 'Valige uuest majast järgmise õppeaasta klass.',
    otherRepeatClass: 'Valige uuest majast järgmise õppeaasta sama numbriga klass.',
    otherGrade:
      'Neil on järgmiseks õppeaastaks teise numbriga klass. Valige neile eraldi uus klass: {children}',
    noParallelThen:
      'Uues majas ei ole neile sel päeval sama tähega klassi. Võtke tõstmine tagasi ja tõstke uuesti: {children}',
    noneTicked: 'Vähemalt üks laps peab olema valitud',
    houseMissing: 'Valige kool.',
    classMissing: 'Valige paralleel.',
    begun: 'Tõstmise päev on käes või möödas. Tõstke lapsed teise tõstmisega tagasi: {children}',
    told: 'EHISesse on tõstmise päring juba saadetud. Tõstke lapsed teise tõstmisega tagasi: {children}',
    movedOn: 'Neid on uuest majast juba edasi tõstetud. Võtke enne see tõstmine tagasi: {children}',
    usedSince:
      'Uus maja on nende andmeid juba muutnud või nende lahkumise vormistanud. Tõstke lapsed teise tõstmisega tagasi: {children}',
    underWay: 'Seda tõstmist tehakse alles. Oodake, kuni see on valmis.',
    notYet: 'Saabunuks saab märkida alates tõstmise päevast, {day}.',
  },
} as const
