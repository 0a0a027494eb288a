import { ehisBody, ehisMessage, type XRoadHeader } from './envelope'

/* A learner of higher education in the registry's own words: the operation laeKorgharidus. */

/** Another personal code, or other personal data from a day on (YYYY-MM-DD). */
export type LearnerChange = {
  /** the institution's number in the registry */
  koolId: string
} & (
  | {
      /** the institution's own key of the person, or the earlier code */
      muutmineIsikukood: { oppurKoolId: string; isikukood: string }
    }
  | {
      muutmine: {
        isikukood: string
        klIsikukoodRiik?: 'SS'
        isikuandmed: { muutusKp: string; eesnimi: string; perenimi: string; synniKp?: string }
      }
    }
)

/** The whole message as it is sent. */
export const learnerMessage = (header: XRoadHeader, change: LearnerChange): string =>
  ehisMessage(header, 'laeKorgharidus', inRegistry(change))

/** Only the body of the message. */
export const learnerBody = (change: LearnerChange): string => ehisBody('laeKorgharidus', inRegistry(change))

/** Elements stand in the order named here, on which the registry's schema insists. */
function inRegistry({ koolId, ...change }: LearnerChange) {
  if ('muutmineIsikukood' in change) {
    const { oppurKoolId, isikukood } = change.muutmineIsikukood
    return { oppeasutus: { koolId, oppur: { muutmineIsikukood: { oppurKoolId, isikukood } } } }
  }
  const { isikukood, klIsikukoodRiik, isikuandmed } = change.muutmine
  const { muutusKp, eesnimi, perenimi, synniKp } = isikuandmed
  return {
    oppeasutus: {
      koolId,
      oppur: {
        muutmine: {
          isikukood,
          ...(klIsikukoodRiik && { klIsikukoodRiik }),
          korgharidus: {
            isikuandmeteMuutus: { muutusKp, eesnimi, perenimi, ...(synniKp && { synniKp }) },
          },
        },
      },
    },
  }
}
