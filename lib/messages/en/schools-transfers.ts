import type { Texts } from '../et'
import type { transferRefusals as et } from '../et/schools-transfers'

export const transferRefusals: Texts<typeof et> = {
  transfer: {
    placedElsewhere: 'They already have another school on that day: {children}',
    inGroups:
      'These persons can’t be moved (because they are in a day group or a hobby group): {children}. Before moving a child, end the place in the day group and/or the hobby group.',
    left: 'They can’t be moved because by that day they have left the class: {children}',
    gone: 'They can’t be moved because they are no longer in the class from which they were to be moved: {children}',
    beforeStart:
      'The day must be later than the start of the present placement. Of these it has not begun by then, or begins on the same day: {children}',
    nextMovesOn:
      'They have already been moved to another house in the next school year. Take that move back first: {children}',
    switchedOff: 'Moving children between houses is switched off in the municipality’s settings.',
    sameHouse: 'Choose another house: the class is in this one.',
    otherSchool: 'Choose a house of the same kind with the same EHIS id.',
    houseClosed: 'This house is closed from {day} on.',
    houseCloses: 'The house closes before the end of their placement. Choose another house: {children}',
    otherYear:
      'The day must lie in the school year of the class, {from} to {to}, or be the first day of the next one, {next}.',
    otherClass: 'Choose a class with the number {number} of the same school year in the new house.',
    otherNewClass:
      'Choose a class with the number {number} of {year} in the new house; for a repeater one with the number {same} of the same school year.',
    otherNextClass: 'Choose a class of the next school year in the new house.',
    otherRepeatClass: 'Choose a class of the next school year with the same number in the new house.',
    otherGrade:
      'They have a class of another number for the next school year. Choose a new class for them separately: {children}',
    noParallelThen:
      'On that day the new house has no class of the same letter for them. Take the move back and move them anew: {children}',
    noneTicked: 'At least one child must be chosen',
    houseMissing: 'Choose a school.',
    classMissing: 'Choose a parallel.',
    begun: 'The day of the move has come or is past. Move the children back with another move: {children}',
    told: 'EHIS has already been told of the move. Move the children back with another move: {children}',
    movedOn: 'They have already been moved on from the new house. Take that move back first: {children}',
    usedSince:
      'The new house has already changed something about them, or they are leaving it. Move the children back with another move: {children}',
    underWay: 'This move is still being made. Wait until it is done.',
    notYet: 'Arrivals can be ticked off from the day of the move on, {day}.',
  },
}
