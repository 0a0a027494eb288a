import { ehisBody, ehisMessage, type XRoadHeader } from './envelope'

/* Stipends in the registry's own words: the operation laeKorgharidus. */

/** One stipend of one learner: entered or changed (the same thing to the registry), or deleted. Days as YYYY-MM-DD. */
export type EhisChange = {
  /** the institution's number in the registry */
  koolId: string
  /** a personal code; for somebody without one the day of birth, with `SS` as its country */
  isikukood: string
  klIsikukoodRiik?: 'SS'
  /** the curriculum's number in the registry */
  oppekava?: string
  /** the day of the change */
  muutusKp: string
} & ({ stipendium: EhisStipend } | { kustutamine: { oppeasutuseKirjeId: string } })

export type EhisStipend = {
  klStipendiumLiik: string
  stipendiumAlgusKp: string
  /** the last day, inclusive */
  stipendiumLoppKp: string
  /** euros a month; these two are only for doctoral allowances */
  doktoranditoetusSumma?: string
  viimaneDoktoranditoetuseValjamakseKp?: string
  /** our id of it: sending it again changes what was entered under it */
  oppeasutuseKirjeId: string
}

/** The whole message as it is sent. */
export const stipendMessage = (header: XRoadHeader, change: EhisChange): string =>
  ehisMessage(header, 'laeKorgharidus', inRegistry(change))

/** Only the body of the message. */
export const stipendBody = (change: EhisChange): string => ehisBody('laeKorgharidus', inRegistry(change))

/** Elements stand in the order named here, on which the registry's schema insists. */
function inRegistry({ koolId, isikukood, klIsikukoodRiik, oppekava, muutusKp, ...what }: EhisChange) {
  return {
    oppeasutus: {
      koolId,
      oppur: {
        muutmine: {
          isikukood,
          ...(klIsikukoodRiik && { klIsikukoodRiik }),
          ...(oppekava && { oppekava }),
          korgharidus: {
            stipendiumid: {
              muutusKp,
              ...('stipendium' in what
                ? { stipendium: stipend(what.stipendium) }
                : { kustutamine: { oppeasutuseKirjeId: what.kustutamine.oppeasutuseKirjeId } }),
            },
          },
        },
      },
    },
  }
}

const stipend = (of: EhisStipend) => ({
  klStipendiumLiik: of.klStipendiumLiik,
  stipendiumAlgusKp: of.stipendiumAlgusKp,
  stipendiumLoppKp: of.stipendiumLoppKp,
  ...(of.doktoranditoetusSumma && { doktoranditoetusSumma: of.doktoranditoetusSumma }),
  ...(of.viimaneDoktoranditoetuseValjamakseKp && {
    viimaneDoktoranditoetuseValjamakseKp: of.viimaneDoktoranditoetuseValjamakseKp,
  }),
  oppeasutuseKirjeId: of.oppeasutuseKirjeId,
})
