'use client'

import { Fault } from './fault'

export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main id="main" className="mx-auto max-w-[560px] px-4 py-16">
      <Fault error={error} retry={retry} />
    </main>
  )
}
