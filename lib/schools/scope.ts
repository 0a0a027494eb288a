import type { Person } from '@/lib/office/access'
import type { Prisma } from '@/lib/shared/generated/client'

/** Which schools a person works with: an official the own municipality's, a representative the houses named. */

export const housesWhere = ({ schools }: Person): Prisma.HouseWhereInput => ({
  OR: [{ municipalityId: { in: [...schools.municipalities] } }, { id: { in: [...schools.houses] } }],
})

/** Whether the person may work with the pupils of a house. */
export const usesHouse = ({ schools }: Person, house: { id: string; municipalityId: string }) =>
  schools.houses.includes(house.id) || schools.municipalities.includes(house.municipalityId)

export const isOfficialOf = ({ schools }: Person, municipalityId: string) =>
  schools.municipalities.includes(municipalityId)
