import { cache } from 'react'
import { LinkButton } from '@/components/ui/link-button'
import { sayIn, type Locale } from '@/lib/messages/say'

/**
 * A missing thing and one that the reader may not see look the same. Next sends this element with every page, once for
 * the document and once for the frame: because it is the same object, the second time Next sends a reference.
 */
export const missing = cache((locale: Locale) => {
  const say = sayIn(locale)
  return (
    <div className="flex flex-col items-start gap-4">
      <title>{say('office.missing.title')}</title>
      <h1>{say('office.missing.title')}</h1>
      <p className="max-w-[60ch]">{say('office.missing.text')}</p>
      <LinkButton href="/">{say('office.missing.desk')}</LinkButton>
    </div>
  )
})
