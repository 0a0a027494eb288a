import { cache } from 'react'
import { sayIn, type Locale } from '@/lib/messages/say'
import { MissingWords } from './missing-words'

/**
 * A missing thing and one that the reader may not see look the same. Next sends this element with every page, once for
 * the document and once for the frame: because it is the same object, the second time Next sends a reference.
 */
export const missing = cache((locale: Locale) => {
  const say = sayIn(locale)
  return (
    <MissingWords
      title={say('office.missing.title')}
      text={say('office.missing.text')}
      desk={say('office.missing.desk')}
    />
  )
})
