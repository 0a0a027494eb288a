import { changedOn, lines, services, someOf, subjectsOfServices } from '../fields'
import { thing } from '../thing'

/** Erivajadused ja tugiteenused */
export const needs = thing({
  table: 'special_needs',
  file: 'erivajadused',
  fields: {
    changedOn,
    needs: { ...someOf('klErivajadus'), heading: 'Erivajadused', example: 'LUGEMISRASKUS' },
    services: { ...services, heading: 'Tugiteenused', example: 'LOGOPEED' },
    specialistText: { ...lines(4_000), heading: 'Spetsialistid', example: '' },
    measuresText: { ...lines(4_000), heading: 'Meetmed', example: '' },
    otherText: { ...lines(4_000), heading: 'Muu teave', example: '' },
  },
  key: [],
  once: 'needs',
  also: { subjects: subjectsOfServices },
  stored: ({ services = {}, ...typed }) => {
    const subjects = subjectsOfServices.parse(typed.subjects) ?? {}
    return {
      services: Object.entries(services).map(([at, service]) => ({ service, subjects: subjects[at] ?? [] })),
    }
  },
  told: ([row], on) => ({
    kind: 'SPECIAL_NEEDS',
    on,
    needs: row?.needs ?? [],
    services: row?.services ?? [],
    specialistText: row?.specialistText ?? '',
    measuresText: row?.measuresText ?? '',
    otherText: row?.otherText ?? '',
  }),
})
