import { DescriptionList } from '@/components/ui/description-list'
import { Section } from '@/components/ui/section'
import type { Say } from '@/lib/messages/say'
import type { Settings } from '@/lib/settings/settings'

/** Whom to ask about the register's content, about Olek and about Juhan. A contact that isn't set isn't shown. */
export function Contacts({ say, settings }: { say: Say; settings: Settings }) {
  const facts = (['contentContact', 'programContact', 'juhanContact'] as const).flatMap((name) =>
    settings[name] ? [{ term: say(`registrants.contact.${name}`), value: settings[name] }] : [],
  )
  return (
    <Section title={say('registrants.contacts')}>
      <DescriptionList facts={facts} />
    </Section>
  )
}
