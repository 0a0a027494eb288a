export const learners = {} as const
export const learnerRefusals = {} as const
