/** A new random id. `crypto.randomUUID` isn't there over plain http. */
export function newId(): string {
  // All at once: a page may need a dozen ids, and each call for chance costs.
  const chance = crypto.getRandomValues(new Uint8Array(31))
  let at = 0
  return '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit) =>
    (Number(digit) ^ (chance[at++]! & (15 >> (Number(digit) / 4)))).toString(16),
  )
}
