import type { Texts } from '../et'
import type { mendingRefusals as et } from '../et/mending'

export const mendingRefusals: Texts<typeof et> = {
  mend: {
    nothing: 'Nothing is changed.',
    nameMissing: 'Write the name.',
    reasonMissing: 'Write why you mend the data.',
    notPresent: 'Personal data are mended by the house where the pupil is now.',
    codeElsewhere:
      'A record has this personal code already, and you don’t see all of its data. Whoever sees all placements of both can merge them.',
    codeTaken:
      'Another record has this personal code already: {name}. If it is the same person, tick “Merge the records” and save again.',
    placementsOverlap: 'The records can’t be merged because placements overlap: {places}',
    codeOrOther: 'Write the personal code or the other code.',
    bornOnWrong: 'The day of birth isn’t that of the personal code.',
    bornOnAhead: 'The day of birth can’t be in the future.',
    bornOnLongAgo: 'The day of birth is more than {years} years ago.',
    sinceWrong: 'The day can’t be in the future.',
    saidOtherwise:
      'A document that is registered or was sent says another name or personal code of this person: {documents}. If the data changed later, write the day from which the new ones hold. If the document is wrong, cancel it first, or wait until it is decided in DHIS.',
    otherCodes: 'The other record has another code. Such records aren’t merged.',
    grantsOverlap: 'The records can’t be merged because grants of one type overlap: {facts}',
    placesOverlap: 'The records can’t be merged because study places overlap: {facts}',
    clash: {
      learner_former_code: 'The records can’t be merged: both have the same former personal code.',
      absence: 'The records can’t be merged: both have other absences of one quarter.',
      consent: 'The records can’t be merged: both have the same consent.',
      decision: 'The records can’t be merged: both have the same decision.',
      failing_grade: 'The records can’t be merged: both have a failing grade in one subject.',
      foreign_language: 'The records can’t be merged: both have one foreign language, otherwise.',
      group_place: 'The records can’t be merged: both have a place in one group at the same time.',
      placement: 'The records can’t be merged because placements overlap.',
      special_needs: 'The records can’t be merged: both have data of special needs, and they differ.',
      swimming: 'The records can’t be merged: both have swimming data, and they differ.',
      transfer_row: 'The records can’t be merged: both are in one transfer. Take that of one back.',
      pupil_former_code: 'The records can’t be merged: both have the same former personal code.',
    },
  },
}
