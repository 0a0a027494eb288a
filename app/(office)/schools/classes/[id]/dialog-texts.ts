import type { Say } from '@/lib/messages/say'

/** The id of the form of ticked pupils: buttons in the head of the page send it. */
export const pupilForm = 'pupils'
/** The place on the page for the answer when nobody is ticked, and for the dialog. */
export const answerPlace = 'class-answer'

/** The ready texts of the dialog `Tõsta teise majja`; `{count}` stands for the number. */
export function dialogTexts(say: Say) {
  return {
    open: say('schools.class.transfer'),
    title: say('transfers.title'),
    onePupil: say('schools.class.count', { count: 1 }),
    pupils: say('schools.class.count', { count: 2 }).replace('2', '{count}'),
    day: say('transfers.day'),
    calendar: say('schools.class.calendar'),
    house: say('transfers.house'),
    parallel: say('transfers.parallel'),
    chooseParallel: say('transfers.chooseParallel'),
    noParallel: say('transfers.noParallel', { number: '{number}' }),
    repeats: say('transfers.repeats'),
    repeatParallel: say('transfers.repeatParallel'),
    repeatNextYear: say('transfers.repeatNextYear'),
    nextYear: say('transfers.nextYear'),
    nextYearHint: say('transfers.nextYearHint'),
    nextYearNone: say('transfers.nextYearNone'),
    noHouses: say('transfers.noHouses'),
    fill: say('transfers.fill'),
    cancel: say('transfers.cancel'),
    submit: say('transfers.submit'),
    refused: say('transfers.refused'),
    refusedMark: say('learners.titleMark'),
    plan: say('transfers.toPlan'),
    another: say('transfers.anotherChild'),
    noneTicked: say('refusal.transfer.noneTicked'),
  }
}
export type DialogTexts = ReturnType<typeof dialogTexts>
