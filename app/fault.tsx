'use client'

import { useEffect, useState } from 'react'
import { faults as en } from '@/lib/messages/en/faults'
import { faults as et } from '@/lib/messages/et/faults'

/** What a fault of ours looks like: what to do, and the reference under which it stands in the log. */
export function Fault({ error, retry }: { error: unknown; retry: () => void }) {
  const reference = error instanceof Error ? (error as Error & { digest?: string }).digest : undefined
  const [texts, setTexts] = useState<typeof et | typeof en>(et)
  useEffect(() => {
    const asked = document.querySelector('[lang].contents') ?? document.documentElement
    if ((asked as HTMLElement).lang === 'en') setTexts(en)
  }, [])
  return (
    <div className="flex flex-col items-start gap-4" role="alert">
      <h1>{texts.faultTitle}</h1>
      <p className="max-w-[60ch]">{texts.fault}</p>
      {reference ? <p className="text-ink-2">{texts.reference.replace('{reference}', reference)}</p> : null}
      <div className="acts">
        <button type="button" className="btn" onClick={retry}>
          {texts.again}
        </button>
        <a href="/" className="btn btn-bare">
          {texts.desk}
        </a>
      </div>
    </div>
  )
}
