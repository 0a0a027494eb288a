import { ehisBody, ehisMessage, type XRoadHeader } from './envelope'

/* Changes about a pupil in the registry's own words: the operation laeYldharidus. */

/** One change of one pupil. Days as YYYY-MM-DD, numbers as digits. */
export type PupilChange = {
  /** the school's number in the registry, shared by its houses */
  koolId: string
  isikukood: string
} & (
  | { muutmine: PupilMuutmine }
  /** another personal code */
  | { muutmineIsikukood: { isikukood: string } }
)

type JahEi = 'jah' | 'ei'
/** Deletes everything of its kind that the registry has. */
type KustutaKoik = { kustutaKoik: 'jah' }
type Oppeaine = { oppeaine: string } | { klOppeaine: string }
type Nousolek = { otsusNr: string; kuupaev: string; kommentaar?: string }

export type PupilMuutmine =
  | {
      klassiOppekavaMuutus: {
        muutusKp: string
        klOppekava?: string
        klKlass?: string
        paralleeliTunnus?: string
        jaabKlassikursustKordama?: JahEi
      }
    }
  | {
      teisteAndmeteMuutus: {
        muutusKp: string
        oppeasutusFil?: string
        pikapaevaruhm?: JahEi
        pohjusetaPuudumine?: { aasta: string; veerand: string; tunde: string; puudumisi: string }[]
      }
    }
  | { oppeasutusestLahkumine: { muutusKp: string; klLahkumisePohjus: string } }
  | {
      puudulikeAastahinneteMuutus: {
        muutusKp: string
        puudulikAastahinne: ({ aasta: string } & Oppeaine)[]
      }
    }
  | {
      erivajadusteTugiteenusteMuutus: {
        muutusKp: string
        erivajadused: { klErivajadus: string[] }
        tugiteenused: {
          tugiteenus: { klTugiteenus: string; Oppeained?: { oppeaine?: string[]; klOppeaine?: string[] } }[]
          tugispetsialistiTeenusVabatekst?: string
          oppekorralduslikudMeetmedVabatekst?: string
          muudTugiteenusedVabatekst?: string
        }
      }
    }
  | {
      vanemaNousolekudMuutus: {
        vanemanousolek: ({ nousolek: Nousolek } | { mitteNousolek: Nousolek })[]
      }
    }
  | {
      voorkeeleMuutus: { muutusKp: string } & (
        KustutaKoik | { voorkeel: { klKeel: string; klOskustase: string }[] }
      )
    }
  | {
      ujumisandmeteMuutus: { muutusKp: string } & (
        | KustutaKoik
        | {
            ujumine: {
              ettenaahtudTundideArv?: string
              labitudTundideArv?: string
              klGrupiSuurus?: string
              klUjumisoskuseTase?: string
              treener?: { isikukood: string }
              abistajad?: { abistaja: { isikukood: string }[] }
            }
          }
      )
    }

/** The whole message as it is sent. */
export const pupilMessage = (header: XRoadHeader, change: PupilChange): string =>
  ehisMessage(header, 'laeYldharidus', inRegistry(change))

/** Only the body of the message. */
export const pupilBody = (change: PupilChange): string => ehisBody('laeYldharidus', inRegistry(change))

const inRegistry = ({ koolId, isikukood, ...change }: PupilChange) => ({
  oppeasutus: {
    koolId,
    oppur: {
      isikukood,
      ...('muutmine' in change
        ? { muutmine: ordered(change.muutmine) }
        : { muutmineIsikukood: change.muutmineIsikukood }),
    },
  },
})

/** The registry's schema insists on the order of elements; an element in none of these lists stands alone. */
const orders: readonly string[][] = [
  ['muutusKp', 'klOppekava', 'klKlass', 'paralleeliTunnus', 'jaabKlassikursustKordama'],
  ['muutusKp', 'oppeasutusFil', 'pikapaevaruhm', 'pohjusetaPuudumine'],
  ['aasta', 'veerand', 'tunde', 'puudumisi'],
  ['muutusKp', 'klLahkumisePohjus'],
  ['muutusKp', 'puudulikAastahinne'],
  ['aasta', 'oppeaine', 'klOppeaine'],
  ['muutusKp', 'erivajadused', 'tugiteenused'],
  [
    'tugiteenus',
    'tugispetsialistiTeenusVabatekst',
    'oppekorralduslikudMeetmedVabatekst',
    'muudTugiteenusedVabatekst',
  ],
  ['klTugiteenus', 'Oppeained'],
  ['otsusNr', 'kuupaev', 'kommentaar'],
  ['muutusKp', 'kustutaKoik', 'voorkeel', 'ujumine'],
  ['klKeel', 'klOskustase'],
  [
    'ettenaahtudTundideArv',
    'labitudTundideArv',
    'klGrupiSuurus',
    'klUjumisoskuseTase',
    'treener',
    'abistajad',
  ],
]

type Part = string | Part[] | { [name: string]: Part | undefined }

function ordered(part: Part): Part {
  if (typeof part === 'string') return part
  if (Array.isArray(part)) return part.map(ordered)
  const names = Object.keys(part).filter((name) => part[name] !== undefined)
  const order = orders.find((each) => names.every((name) => each.includes(name))) ?? names
  return Object.fromEntries(
    names
      .toSorted((one, other) => order.indexOf(one) - order.indexOf(other))
      .map((name) => [name, ordered(part[name]!)]),
  )
}
