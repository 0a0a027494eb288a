import type { PupilMessage, SwimmingTold } from '@/lib/deliveries/pupil-message'
import { Unsendable } from '@/lib/deliveries/unsendable'
import type { PupilChange, PupilMuutmine } from '@/lib/outside/ehis/wire-pupil'

/** Facts read when a message leaves: about the house under which it goes, the pupil, and whoever caused it. */
export type MessageFacts = {
  /** by which the registry knows the pupil now */
  personalCode: string
  koolId: string
  branchCode: string
  registryCode: string
  houseName: string
  userCode: string | null
  /** the registry's own codes of subjects (klOppeaine); any other is the school's own name of a subject */
  subjects: ReadonlySet<string>
}

/**
 * A message in the registry's words. Throws Unsendable when a code is missing by which the registry would know
 * something.
 */
export function pupilChange(message: PupilMessage, facts: MessageFacts): PupilChange {
  const { koolId, personalCode } = facts
  if (!/^\d{11}$/.test(personalCode)) throw new Unsendable('noPupilCode')
  if (message.kind === 'PERSON_CODE')
    return { koolId, isikukood: message.before, muutmineIsikukood: { isikukood: message.after } }
  return { koolId, isikukood: personalCode, muutmine: change(message, facts) }
}

function change(message: Exclude<PupilMessage, { kind: 'PERSON_CODE' }>, facts: MessageFacts): PupilMuutmine {
  switch (message.kind) {
    case 'CLASS': {
      const { on: muutusKp, parallel, number, repeats, curriculum } = message
      return {
        klassiOppekavaMuutus: {
          muutusKp,
          klOppekava: curriculum || undefined,
          klKlass: number?.toString(),
          paralleeliTunnus: parallel,
          jaabKlassikursustKordama: repeats ? 'jah' : undefined,
        },
      }
    }
    case 'OTHER':
      return { teisteAndmeteMuutus: otherThings(message, facts) }
    case 'LEAVING':
      return {
        oppeasutusestLahkumine: {
          muutusKp: message.on,
          klLahkumisePohjus: code('klLahkumisePohjus', message.reason),
        },
      }
    case 'SPECIAL_NEEDS':
      return { erivajadusteTugiteenusteMuutus: specialNeeds(message, facts) }
    case 'CONSENTS':
      return {
        vanemaNousolekudMuutus: {
          vanemanousolek: message.consents.map(({ given, number, on, note }) => {
            const entry = {
              otsusNr: code('otsusNr', number),
              kuupaev: on,
              ...(note && { kommentaar: note }),
            }
            return given ? { nousolek: entry } : { mitteNousolek: entry }
          }),
        },
      }
    case 'LANGUAGES': {
      const voorkeel = message.languages.map(({ language, level }) => ({
        klKeel: code('klKeel', language),
        klOskustase: code('klOskustase', level),
      }))
      return {
        voorkeeleMuutus: { muutusKp: message.on, ...(voorkeel.length === 0 ? deleteAll : { voorkeel }) },
      }
    }
    case 'SWIMMING':
      return {
        ujumisandmeteMuutus: {
          muutusKp: message.on,
          ...(message.swimming ? { ujumine: swimming(message.swimming) } : deleteAll),
        },
      }
    case 'FAILING_GRADES':
      return {
        puudulikeAastahinneteMuutus: {
          muutusKp: message.on,
          puudulikAastahinne: message.grades.map(({ year, subject }) => ({
            aasta: `${year}`,
            ...(facts.subjects.has(subject) ? { klOppeaine: subject } : { oppeaine: subject }),
          })),
        },
      }
  }
}

const deleteAll = { kustutaKoik: 'jah' } as const

function otherThings(message: PupilMessage & { kind: 'OTHER' }, { branchCode, houseName }: MessageFacts) {
  if (message.branch && !branchCode) throw new Unsendable('noBranchCode', houseName)
  return {
    muutusKp: message.on,
    oppeasutusFil: message.branch && branchCode,
    pikapaevaruhm: message.dayGroup === undefined ? undefined : message.dayGroup ? 'jah' : 'ei',
    pohjusetaPuudumine: message.absences?.map(({ year, quarter, hours, times }) => ({
      aasta: `${year}`,
      veerand: `${quarter}`,
      tunde: `${hours}`,
      puudumisi: `${times}`,
    })),
  } as const
}

function specialNeeds(message: PupilMessage & { kind: 'SPECIAL_NEEDS' }, { subjects }: MessageFacts) {
  return {
    muutusKp: message.on,
    erivajadused: { klErivajadus: message.needs.map((need) => code('klErivajadus', need)) },
    tugiteenused: {
      tugiteenus: message.services.map((each) => {
        const known = each.subjects.filter((subject) => subjects.has(subject))
        const own = each.subjects.filter((subject) => !subjects.has(subject))
        const about = {
          ...(own.length > 0 && { oppeaine: own }),
          ...(known.length > 0 && { klOppeaine: known }),
        }
        return {
          klTugiteenus: code('klTugiteenus', each.service),
          ...(each.subjects.length > 0 && { Oppeained: about }),
        }
      }),
      tugispetsialistiTeenusVabatekst: message.specialistText || undefined,
      oppekorralduslikudMeetmedVabatekst: message.measuresText || undefined,
      muudTugiteenusedVabatekst: message.otherText || undefined,
    },
  }
}

function swimming({ plannedHours, doneHours, groupSize, level, trainerCode, assistantCodes }: SwimmingTold) {
  return {
    ettenaahtudTundideArv: plannedHours?.toString(),
    labitudTundideArv: doneHours?.toString(),
    klGrupiSuurus: groupSize || undefined,
    klUjumisoskuseTase: level || undefined,
    ...(trainerCode && { treener: { isikukood: personal('treener', trainerCode) } }),
    ...(assistantCodes.length > 0 && {
      abistajad: { abistaja: assistantCodes.map((each) => ({ isikukood: personal('abistaja', each) })) },
    }),
  }
}

/** A code without which the registry can't take the message. */
function code(element: string, value: string): string {
  if (value.trim() === '') throw new Unsendable('noRegistryCode', element)
  return value
}

function personal(element: string, value: string): string {
  if (!/^\d{11}$/.test(value)) throw new Unsendable('noRegistryCode', element)
  return value
}
