import { changedOn, countOrNone, oneOrNoneOf, person, persons } from '../fields'
import { thing } from '../thing'

/** Ujumisandmed */
export const swimming = thing({
  table: 'swimming',
  file: 'ujumine',
  fields: {
    changedOn,
    plannedHours: { ...countOrNone(9_999), heading: 'Kavandatud tunde', example: '24' },
    doneHours: { ...countOrNone(9_999), heading: 'Läbitud tunde', example: '12' },
    groupSize: { ...oneOrNoneOf('klGrupiSuurus'), heading: 'Grupi suurus', example: '12' },
    level: {
      ...oneOrNoneOf('klUjumisoskuseTase'),
      label: 'swimmingLevel',
      column: 'swimmingLevel',
      heading: 'Ujumisoskus',
      example: 'ALGAJA',
    },
    trainerCode: { ...person, heading: 'Treeneri isikukood', example: '' },
    assistantCodes: { ...persons, hint: 'assistantCodes', heading: 'Abitreenerite isikukoodid', example: '' },
  },
  key: [],
  once: 'level',
  told: ([row], on) => {
    if (!row) return { kind: 'SWIMMING', on, swimming: null }
    const { plannedHours, doneHours, groupSize, level, trainerCode, assistantCodes } = row
    const swimming = { plannedHours, doneHours, groupSize, level, trainerCode, assistantCodes }
    return { kind: 'SWIMMING', on, swimming }
  },
})
