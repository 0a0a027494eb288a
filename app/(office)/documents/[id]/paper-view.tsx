import { DescriptionList } from '@/components/ui/description-list'
import { Section } from '@/components/ui/section'
import { DocumentHead } from './head'
import { linkedFacts } from './linked'
import { DocumentNotices } from './notices'
import { Persons } from './persons'
import type { View } from './view'

/** The document in its form on paper, for a reader who may see it but can't change it now. */
export function PaperView({ view, flagged }: { view: View; flagged: boolean }) {
  const { sheet, say } = view
  const { document, head, kindRow } = sheet
  if (!document) return null
  const text = (value: string) =>
    value ? <span className="whitespace-pre-line">{value}</span> : <span className="text-ink-3">–</span>
  const name = ({ firstName, lastName }: { firstName: string; lastName: string }) =>
    `${firstName} ${lastName}`
  return (
    <>
      <DocumentHead view={view} />
      <DocumentNotices view={view} />
      <div className="mt-5">
        <DescriptionList
          across
          facts={[
            { term: say('documents.field.unitId'), value: document.unit.name },
            ...linkedFacts(say, sheet),
            ...kindRow.commonFields.map((field) => ({
              term: say(`documents.field.${field}`),
              value: text(
                head[field] && field === 'monthlyAmount' ? `${head[field]} €` : (head[field] ?? ''),
              ),
            })),
          ]}
        />
      </div>
      <Persons view={view} flagged={flagged} picked={false} />
      <Section title={say('documents.sheet.contents')}>
        <DescriptionList
          facts={[
            { term: say('documents.field.basis'), value: text(head.basis) },
            { term: say('documents.field.extraInfo'), value: text(head.extraInfo) },
            { term: say('documents.field.signerId'), value: name(document.signer) },
            { term: say('documents.field.drafterId'), value: name(document.drafter) },
            { term: say('documents.field.footer'), value: text(head.footer) },
          ]}
        />
      </Section>
    </>
  )
}
