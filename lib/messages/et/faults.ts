/** What stands on the pages that appear when something is wrong. A file of its own: browsers load it with every page. */
export const faults = {
  missingTitle: 'Sellist lehte ei ole',
  missing: 'Lehte ei ole või teil ei ole selleks õigust. Kontrollige aadressi või alustage töölaualt.',
  faultTitle: 'Midagi läks valesti',
  fault: 'Viga on Olekus, mitte teie tegevuses. Proovige uuesti. Kui viga kordub, andke administraatorile viitenumber.',
  reference: 'Viitenumber: {reference}',
  again: 'Proovi uuesti',
  desk: 'Töölauale',
} as const
