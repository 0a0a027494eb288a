import { changesOf } from '@/lib/access/changes'
import type { Person } from '@/lib/access/rights'
import type { Db } from '@/lib/shared/db'
import type { Municipality } from '@/lib/shared/generated/client'
import type { switchValues } from '../schema/municipality'

type Switch = (typeof switchValues)[number]

/** The official's own municipalities with their switches and the changes to them. */
export async function ownMunicipalities(db: Db, { schools }: Person) {
  const own = await db.municipality.findMany({
    where: { id: { in: [...schools.municipalities] } },
    orderBy: { name: 'asc' },
  })
  return Promise.all(
    own.map(async (each) => ({
      id: each.id,
      name: each.name,
      ...switchesOf(each),
      changes: await changesOf(db, `settings.municipality.${each.id}`),
    })),
  )
}

/** The switches in the words in which they are set and logged. */
export const switchesOf = ({ movesBetweenHouses, tellsBranch }: Municipality) => ({
  movesBetweenHouses: word(movesBetweenHouses),
  tellsBranch: word(tellsBranch),
})

const word = (on: boolean): Switch => (on ? 'Jah' : 'Ei')
