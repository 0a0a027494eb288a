import type { PlaceFacts } from '../queries/facts'

/** The facts that matter about a person on a document, as texts for comparison; kept when the person is added. */
export type Seen = Record<(typeof aspects)[number], string>

export const aspects = [
  'mainState',
  'load',
  'funding',
  'curriculum',
  'nominalEnd',
  'leaves',
  'attestations',
  'grants',
  'personalCode',
] as const

/** The person's present facts. */
export const seenNow = (place: PlaceFacts): Seen => ({
  mainState: terms(place.mainStates),
  load: terms(place.loads),
  funding: terms(place.fundings),
  curriculum: terms(place.curricula),
  nominalEnd: place.nominalEndOn ?? '',
  leaves: sorted(place.leaves.map(({ from, to }) => `${from}/${to}`)),
  attestations: sorted(place.attestations.map(({ on, decision }) => `${on} ${decision}`)),
  grants: sorted(place.grants.map(({ typeCode, from, to }) => `${typeCode} ${from}/${to}`)),
  personalCode: place.hasPersonalCode ? 'has' : '',
})

/** Facts that changed since (`muutunud pärast lisamist`), by name under `documents.changed`. */
export const changedSince = (seen: Seen | null, place: PlaceFacts): (keyof Seen)[] => {
  if (!seen) return []
  const now = seenNow(place)
  return aspects.filter((aspect) => seen[aspect] !== now[aspect])
}

const terms = (list: readonly { from: string; to: string | null; value: string }[]) =>
  sorted(list.map(({ from, to, value }) => `${value} ${from}/${to ?? ''}`))
const sorted = (list: string[]) => list.sort().join('; ')
