import { changedOn, oneOf } from '../fields'
import { thing } from '../thing'

/** Võõrkeeled */
export const languages = thing({
  table: 'foreign_language',
  file: 'voorkeeled',
  fields: {
    language: { ...oneOf('klKeel'), heading: 'Keel', example: 'INGLISE' },
    level: { ...oneOf('klOskustase'), column: 'languageLevel', heading: 'Tase', example: 'A' },
    changedOn,
  },
  key: ['language'],
  once: 'language',
  name: { of: ['language'] },
  order: 'language',
  shows: ['language', 'level', 'changedOn'],
  told: (rows, on) => ({
    kind: 'LANGUAGES',
    on,
    languages: rows.map(({ language, level }) => ({ language, level })),
  }),
})
