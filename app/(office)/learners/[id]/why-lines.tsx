'use client'

import { Link } from '@/components/ui/link'

/** A document in words; or its number, what stands behind it, and its id where it is a link. */
export type DocumentText = string | readonly [words: string, after: string, id?: string]
export type TakenBack = readonly [words: string, by?: DocumentText]
export type LineInWords = readonly [told: string, source: DocumentText | null, undone?: TakenBack]

/** The lines of a `Why`. They go to the browser as bare values, because a learner's page has dozens of them. */
export function WhyLines({
  title,
  what,
  lines,
}: {
  title: string
  what: string
  lines: readonly LineInWords[]
}) {
  return (
    <details className="max-w-[60ch]">
      <summary className="min-h-6 text-small text-act">
        {title} <span className="sr-only">{what}</span>
      </summary>
      <ul className="mt-1 mb-1 border-l-2 border-line-2 pl-3">
        {lines.map(([told, source, undone], at) => (
          <li key={at} className="mt-1">
            {undone ? <s className="text-ink-3">{told}</s> : told}
            {source ? (
              <div className="text-small text-ink-3">
                <InWords source={source} />
              </div>
            ) : null}
            {undone ? (
              <div className="text-small text-ink-3">
                {undone[0]} {undone[1] ? <InWords source={undone[1]} /> : null}
              </div>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  )
}

function InWords({ source }: { source: DocumentText }) {
  if (typeof source === 'string') return source
  const [words, after, id] = source
  return (
    <>
      <span className="whitespace-nowrap">
        {id ? (
          <Link href={`/documents/${id}`} className="underline">
            {words}
          </Link>
        ) : (
          words
        )}
      </span>
      {after}
    </>
  )
}
