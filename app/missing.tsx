import { cache } from 'react'
import { LinkButton } from '@/components/ui/link-button'
import { sayIn, type Locale } from '@/lib/messages/say'

/**
 * What isn't there and what isn't the asker's look the same. Next sends this with every page, once for the document and
 * once for the frame: being the same thing, the second time it goes as a reference.
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
