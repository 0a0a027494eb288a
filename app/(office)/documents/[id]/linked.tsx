import type { Fact } from '@/components/ui/description-list'
import { Link } from '@/components/ui/link'
import type { Sheet } from '@/lib/documents/queries/sheet'
import { stateGroup, stateWord } from '@/lib/documents/rules/lifecycle'
import type { KindCode } from '@/lib/documents/schema'
import type { Say } from '@/lib/messages/say'

/** The documents that this one is based on, and those made from it, each with a link. */
export function linkedFacts(say: Say, { base, amendment, document, made }: Sheet): Fact[] {
  const facts: Fact[] = []
  const proposal = document?.proposal
  if (base) {
    facts.push({
      term: say('documents.field.base'),
      value: (
        <Link href={`/documents/${base.id}`}>
          {base.number} · {say(`documents.kind.${base.kind as KindCode}`)}
        </Link>
      ),
    })
  }
  if (amendment) {
    facts.push({
      term: say('documents.field.amendment'),
      value: (
        <Link href={`/documents/${amendment.id}`}>
          {amendment.number} · {say(`documents.kind.${amendment.kind as KindCode}`)}
        </Link>
      ),
    })
  }
  if (proposal) {
    facts.push({
      term: say('documents.field.proposal'),
      value: <Link href={`/documents/${proposal.id}`}>{proposal.number}</Link>,
    })
  }
  for (const { id, number, type, kind, state } of made) {
    const label = say(`documents.state.${stateWord({ type, kind })}.${stateGroup[state]}`)
    facts.push({
      term: say('documents.directive.made'),
      value: (
        <Link href={`/documents/${id}`}>
          {number ? `${number} · ${label.toLocaleLowerCase('et')}` : label}
        </Link>
      ),
    })
  }
  return facts
}
