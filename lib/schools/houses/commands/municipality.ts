import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { changing } from '@/lib/access/changes'
import { Refused } from '@/lib/shared/refusal'
import { switchesOf } from '../queries/municipality'
import type { MunicipalityInput } from '../schema/municipality'

/**
 * Sets the switches of one of the official's own municipalities, from now on. Throws when somebody has changed them
 * meanwhile, and notFound for another's municipality. Returns the number of changed switches.
 */
export function changeMunicipality(
  act: Act,
  { id, seen, ...after }: z.output<typeof MunicipalityInput>,
): Promise<number> {
  const change = {
    name: 'settings.changeMunicipality',
    subject: `settings.municipality.${id}`,
    seen,
  } as const
  if (!act.person.schools.municipalities.includes(id)) throw new Refused([{ code: 'notFound' }])
  return changing(act, change, async (tx) => {
    const before = await tx.municipality.findUniqueOrThrow({ where: { id } })
    await tx.municipality.update({
      where: { id },
      data: {
        movesBetweenHouses: after.movesBetweenHouses === 'Jah',
        tellsBranch: after.tellsBranch === 'Jah',
      },
    })
    return { about: [before.name], before: switchesOf(before), after }
  })
}
