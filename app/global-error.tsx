'use client'

import './globals.css'
import { Fault } from './fault'

/** The page when even the document around every page failed. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="et">
      <body>
        <main id="main" className="mx-auto max-w-[560px] px-4 py-16">
          <Fault error={error} retry={retry} />
        </main>
      </body>
    </html>
  )
}
