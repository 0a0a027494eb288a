'use client'

import { useSyncExternalStore } from 'react'
import { textsOfPage } from '@/components/page-texts'
import { faults as et } from '@/lib/messages/et/faults'

/**
 * The page after a fault of ours: what to do, and the reference under which the log has it. Every page's script
 * contains this component, so it brings only its few sentences.
 */
export function Fault({ error, retry }: { error: unknown; retry: () => void }) {
  const reference = error instanceof Error ? (error as Error & { digest?: string }).digest : undefined
  const texts = useSyncExternalStore(never, textsOfPage, () => et)
  return (
    <div className="flex flex-col items-start gap-4" role="alert">
      <h1>{texts.title}</h1>
      <p className="max-w-[60ch]">{texts.text}</p>
      {reference ? <p className="text-ink-2">{texts.reference.replace('{reference}', reference)}</p> : null}
      <div className="acts">
        <button type="button" className="btn" onClick={retry}>
          {texts.again}
        </button>
        {/* After a fault the whole page is loaded again. */}
        {/* eslint-disable-next-line @next/next/no-html-link-for-pages */}
        <a href="/" className="btn btn-bare">
          {texts.desk}
        </a>
      </div>
    </div>
  )
}

const never = () => () => undefined
