/** What stands on the page when a fault is ours. A file of its own: browsers load it with every page. */
export const faults = {
  title: 'Midagi läks valesti',
  text: 'Viga on Olekus, mitte teie tegevuses. Proovige uuesti. Kui viga kordub, andke administraatorile viitenumber.',
  reference: 'Viitenumber: {reference}',
  again: 'Proovi uuesti',
  desk: 'Töölauale',
} as const
