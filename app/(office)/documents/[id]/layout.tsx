import type { ReactNode } from 'react'
import { voice } from '@/lib/access/session'
import { Meanwhile } from './meanwhile'

/** Around all pages of one document: what came too late stays told whichever of them is shown. */
export default async function DocumentLayout({ children }: { children: ReactNode }) {
  const say = await voice()
  return <Meanwhile texts={{ typed: say('documents.sheet.typedMeanwhile') }}>{children}</Meanwhile>
}
