/** The history subject of changes to a learner's codes and names. */
export const learnerSubject = (id: string) => `learners.person.${id}` as const
