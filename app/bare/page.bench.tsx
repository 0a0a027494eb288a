export const dynamic = 'force-dynamic'

/** A page of nothing, the floor of the bench's pages. In builds for the bench alone (next.config.ts); anywhere else it is missing. */
export default function Bare() {
  return <main>Olek</main>
}
