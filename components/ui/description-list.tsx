import type { ReactNode } from 'react'

export interface Fact {
  term: string
  value: ReactNode
}

/** Facts by name: one under another, or `across` the page with the name above. */
export function DescriptionList({ facts, across }: { facts: readonly Fact[]; across?: boolean }) {
  return (
    <dl className={across ? 'facts-across' : 'facts'}>
      {facts.map(({ term, value }) =>
        across ? (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ) : (
          <FactLine key={term} term={term} value={value} />
        ),
      )}
    </dl>
  )
}

function FactLine({ term, value }: Fact) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </>
  )
}
