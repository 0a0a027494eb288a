/** What changes to who a learner is are kept under. */
export const learnerSubject = (id: string) => `learners.person.${id}` as const
