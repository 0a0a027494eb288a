import type { ReactNode } from 'react'
import { voice } from '@/lib/access/session'
import { Meanwhile } from './meanwhile'

/** Surrounds all pages of one document, so that the notice of an act that came too late remains on each of them. */
export default async function DocumentLayout({ children }: { children: ReactNode }) {
  const say = await voice()
  return <Meanwhile texts={{ typed: say('documents.sheet.typedMeanwhile') }}>{children}</Meanwhile>
}
