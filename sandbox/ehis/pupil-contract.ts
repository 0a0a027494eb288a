import {
  anything,
  count,
  day,
  part,
  personalCode,
  positive,
  year,
  yesOrNo,
  type Model,
  type Part,
} from './model'

/* The form of a message about pupils: the operation laeYldharidus, as far as it changes existing ones. */

const changedOn = part('muutusKp', day, 0)
const inOrder = (...parts: Part[]): Model => ({ inOrder: parts })
const deleteAllOr = (...parts: Part[]): Model => ({
  inOrder: [changedOn, part('kustutaKoik', () => true, 0), ...parts],
  justOne: ['kustutaKoik', ...parts.map(({ name }) => name)],
})

const subjectOrCode = [part('oppeaine', anything, 0), part('klOppeaine', anything, 0)]
const failingGrade: Model = {
  inOrder: [part('aasta', positive), ...subjectOrCode],
  justOne: ['oppeaine', 'klOppeaine'],
}
const absence = inOrder(
  part('aasta', year, 0),
  part('veerand', positive, 0),
  part('tunde', positive),
  part('puudumisi', positive),
)
const service = inOrder(
  part('klTugiteenus', anything),
  part(
    'Oppeained',
    inOrder(part('oppeaine', anything, 0, Infinity), part('klOppeaine', anything, 0, Infinity)),
    0,
  ),
)
const consent = inOrder(part('otsusNr', anything), part('kuupaev', day), part('kommentaar', anything, 0))
const swimming = inOrder(
  part('ettenaahtudTundideArv', count, 0),
  part('labitudTundideArv', count, 0),
  part('klGrupiSuurus', anything, 0),
  part('klUjumisoskuseTase', anything, 0),
  part('treener', inOrder(part('isikukood', personalCode, 0)), 0),
  part('abistajad', inOrder(part('abistaja', inOrder(part('isikukood', personalCode, 0)), 0, Infinity)), 0),
)
const freeTexts = [
  'tugispetsialistiTeenusVabatekst',
  'oppekorralduslikudMeetmedVabatekst',
  'muudTugiteenusedVabatekst',
]

const change: Model = {
  oneOf: [
    part(
      'voorkeeleMuutus',
      deleteAllOr(
        part('voorkeel', inOrder(part('klKeel', anything), part('klOskustase', anything)), 0, Infinity),
      ),
    ),
    part(
      'klassiOppekavaMuutus',
      inOrder(
        changedOn,
        ...[
          'klOppekava',
          'klKlass',
          'paralleeliTunnus',
          'liitklassiTunnus',
          'klKlassAste',
          'klKlassLiik',
        ].map((name) => part(name, anything, 0)),
        part('jaabKlassikursustKordama', yesOrNo, 0),
      ),
    ),
    part(
      'teisteAndmeteMuutus',
      inOrder(
        changedOn,
        part('oppeasutusFil', count, 0),
        part('pikapaevaruhm', yesOrNo, 0),
        part('pohjusetaPuudumine', absence, 0, Infinity),
      ),
    ),
    part('oppeasutusestLahkumine', inOrder(changedOn, part('klLahkumisePohjus', anything))),
    part(
      'puudulikeAastahinneteMuutus',
      inOrder(changedOn, part('puudulikAastahinne', failingGrade, 0, Infinity)),
    ),
    part(
      'erivajadusteTugiteenusteMuutus',
      inOrder(
        changedOn,
        part('erivajadused', inOrder(part('klErivajadus', anything, 0, Infinity)), 0),
        part(
          'tugiteenused',
          inOrder(
            part('tugiteenus', service, 0, Infinity),
            ...freeTexts.map((name) => part(name, anything, 0)),
          ),
          0,
        ),
      ),
    ),
    part(
      'vanemaNousolekudMuutus',
      inOrder(
        part(
          'vanemanousolek',
          { oneOf: [part('nousolek', consent), part('mitteNousolek', consent)] },
          0,
          Infinity,
        ),
      ),
    ),
    part('ujumisandmeteMuutus', deleteAllOr(part('ujumine', swimming, 0))),
  ],
}

/** A pupil is identified only by the personal code, and nobody new is entered. */
export const pupil: Model = {
  inOrder: [
    part('isikukood', personalCode),
    part('muutmine', change, 0),
    part('muutmineIsikukood', inOrder(part('isikukood', personalCode)), 0),
  ],
  justOne: ['muutmine', 'muutmineIsikukood'],
}
