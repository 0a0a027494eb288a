/** After a change, leads to the group's page. */
export const toGroup = (id: string) => ({ go: `/schools/groups/${id}` })
