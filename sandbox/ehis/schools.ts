import { keep, kept, type Store } from '../store'

/** A house of a school in the registry: the party that may speak for it, and its number in the school. */
type House = { koolId: string; party: string; branch: string; told?: true }

const name = 'ehis-houses'
const house = (koolId: string, number: number, branch = ''): House => ({
  koolId,
  branch,
  party: String(75010000 + number),
})

/** The houses of the invented municipalities. */
const known = [
  house('4101', 1, '1'),
  house('4101', 2, '2'),
  house('4101', 3, '3'),
  house('4101', 4, '4'),
  house('4102', 5),
  house('4103', 6),
  house('4201', 7, '1'),
  house('4201', 8, '2'),
]

/**
 * The fault of a party that speaks for a school, or for one branch of it; null if there is none. An unknown school is
 * believed, and known from then on.
 */
export function houseObjection(
  store: Store,
  asked: { koolId: string; party: string; branch: string | null },
): string | null {
  const houses = kept(store, name, () => known)
  const { koolId, party, branch } = asked
  const own = houses.find((each) => each.party === party)
  if (own ? own.koolId !== koolId : houses.some((each) => each.koolId === koolId && !each.told))
    return `esindatav asutus ${party} ei kuulu õppeasutusse ${koolId}`
  const sameBranch = houses.find((each) => each.koolId === koolId && each.branch === branch)
  if (branch !== null && (sameBranch ? sameBranch !== own : own?.branch))
    return `filiaal ${branch} ei ole esindatava asutuse ${party} oma`
  if (!own) keep(store, name, [...houses, { koolId, party, branch: branch ?? '', told: true }])
  return null
}
