import { faults as en } from '@/lib/messages/en/faults'
import { faults as et } from '@/lib/messages/et/faults'

/**
 * The sentences about faults in the language of the present page: found on the page's frame, or on the document if the
 * frame failed too. Every page has them in its script, for when the server doesn't answer.
 */
export function textsOfPage(): typeof et | typeof en {
  const page = document.querySelector<HTMLElement>('[lang].contents') ?? document.documentElement
  return page.lang === 'en' ? en : et
}
