import { storeGrants } from '@/lib/grants/commands/imported'
import type { Source } from '@/lib/grants/rules/facts'
import { storeLearners } from '@/lib/learners/commands/imported'
import type { ByCode } from '@/lib/shared/by-code'
import type { Tx } from '@/lib/shared/db'
import { personsOf } from './person'
import type { World } from './world'

/** Stores the planned facts, new and changed ones, in a fixed number of statements. */
export async function storeImport(tx: Tx, world: World): Promise<void> {
  const learners = personsOf(world).filter(stirred)
  const allPlaces = world.places.values()
  const places = allPlaces.filter(stirred)
  const under = <Fact extends { state: string }>(facts: (place: (typeof allPlaces)[number]) => Fact[]) =>
    allPlaces.flatMap((place) =>
      facts(place)
        .filter(stirred)
        .map((fact) => ({ ...fact, placeId: place.id, learnerId: place.learner.id })),
    )
  const terms = under(({ terms }) => terms).map(withDirective)

  await storeLearners(tx, {
    learners,
    curricula: world.curricula.values().flatMap(({ code, name, isNew }) => (isNew ? [{ code, name }] : [])),
    places: places.map(placeRow),
    terms,
    leaves: under(({ leaves }) => leaves).map(withDirective),
    attestations: under(({ attestations }) => attestations),
  })
  await storeGrants(tx, under(({ grants }) => grants).map(withDirective))
}

const stirred = ({ state }: { state: string }) => state !== 'KEPT'
const placeRow = ({ learner, unit, id, code, level, startedOn, nominalEndOn }: PlaceLike) => ({
  id,
  code,
  level,
  startedOn,
  nominalEndOn,
  learnerId: learner.id,
  unitId: unit.id,
})
type PlaceLike = World['places'] extends ByCode<infer Place> ? Place : never

const withDirective = <Fact extends { source: Source }>({ source, ...fact }: Fact) => ({
  ...fact,
  number: source.imported?.number,
  on_day: source.imported?.on,
})
