import type { Day } from '@/lib/shared/dates'

/** What EHIS is told of a pupil: a delivery of topic `ehis.pupil` a message, its content frozen when it is posted. */
export type PupilMessage =
  /** Klass ja õppekava; `on` is the first day in the class; its `number` where the pupil goes on to a new school year */
  | { kind: 'CLASS'; on: Day; parallel: string; number?: number; repeats?: boolean; curriculum?: string }
  /** other data: that the house's branch is told, day group or not, absences without reason */
  | { kind: 'OTHER'; on: Day; branch?: true; dayGroup?: boolean; absences?: AbsenceTold[] }
  | { kind: 'LEAVING'; on: Day; reason: string }
  /** another personal code; `before`: the one by which the registry knows the pupil until it has taken this */
  | { kind: 'PERSON_CODE'; on: Day; before: string; after: string }
  | {
      kind: 'SPECIAL_NEEDS'
      on: Day
      needs: string[]
      services: { service: string; subjects: string[] }[]
      specialistText: string
      measuresText: string
      otherText: string
    }
  | { kind: 'CONSENTS'; consents: { given: boolean; number: string; on: Day; note: string }[] }
  | { kind: 'LANGUAGES'; on: Day; languages: { language: string; level: string }[] }
  | { kind: 'SWIMMING'; on: Day; swimming: SwimmingTold | null }
  | { kind: 'FAILING_GRADES'; on: Day; grades: { year: number; subject: string }[] }

export type AbsenceTold = { year: number; quarter: number; hours: number; times: number }
export type SwimmingTold = {
  plannedHours: number | null
  doneHours: number | null
  groupSize: string
  level: string
  trainerCode: string
  assistantCodes: string[]
}
export type EhisKind = PupilMessage['kind']

/** Which act a message came of. */
export type MessageCause =
  | { act: 'TRANSFER'; transferId: string }
  | { act: 'LEAVING'; placementId: string }
  | { act: 'EDIT' | 'DAY_GROUP' | 'NEXT_YEAR' | 'MEND' }

/** What the delivery carries; `byId`: the user on whose behalf X-Road is told. */
export type PupilPayload = { message: PupilMessage; byId: string; cause: MessageCause }
