'use client'

import { Fault } from '../fault'

export default function OfficeError({ error, retry }: { error: unknown; retry: () => void }) {
  return <Fault error={error} retry={retry} />
}
