/** The texts shown for a fault of ours. A file of its own: browsers load it with every page. */
export const faults = {
  title: 'Midagi läks valesti',
  text: 'Viga on Olekus, mitte teie tegevuses. Proovige uuesti. Kui viga kordub, andke administraatorile viitenumber.',
  reference: 'Viitenumber: {reference}',
  again: 'Proovi uuesti',
  desk: 'Töölauale',
  cut: 'Ühendus Olekuga katkes enne vastust: ei ole teada, kas saadetu jõudis kohale. Kirjutatu on siin alles. Vajutage uuesti; teist korda midagi ei tehta.',
  offline:
    'Võrguühendust ei ole: midagi ei saadetud. Kirjutatu on siin alles. Vajutage uuesti, kui ühendus on taas olemas.',
  noAnswer:
    'Olek ei saanud praegu vastata: ei ole teada, kas saadetu jõudis kohale. Kirjutatu on siin alles. Vajutage veidi aja pärast uuesti; teist korda midagi ei tehta.',
  renewed:
    'Olekut on vahepeal uuendatud: midagi ei tehtud. Kirjutatu on siin alles. Kopeerige vajalik endale ja laadige leht uuesti.',
} as const
