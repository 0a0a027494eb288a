import { Link } from '@/components/ui/link'
import { Section } from '@/components/ui/section'
import type { Say } from '@/lib/messages/say'
import { kindNames } from '../documents/filter-choices'
import { DirectiveForm } from './directive-form'

type Kind = { code: keyof ReturnType<typeof kindNames>; subkind?: string; subkindLabel?: string }

/** A directive with the persons who were brought in. */
export function NextDirective({
  say,
  batch,
  type,
  kinds,
}: {
  say: Say
  batch: string
  type: string
  kinds: readonly Kind[]
}) {
  const names = kindNames(say)
  return (
    <Section title={say('imports.next.title')}>
      <p className="mb-3 max-w-[80ch] text-ink-2">{say('imports.next.directiveLead')}</p>
      <DirectiveForm
        batch={batch}
        type={type}
        kinds={kinds.map(({ code, subkind, subkindLabel }) => ({
          value: subkind ? `${code}:${subkind}` : code,
          text: subkindLabel ? `${names[code]}: ${subkindLabel}` : names[code]!,
        }))}
        texts={{
          kind: say('documents.list.kind'),
          submit: say('imports.next.directive'),
          errors: say('learners.import.errors'),
          titleMark: say('learners.titleMark'),
        }}
      />
    </Section>
  )
}

/** The classes that were brought in, or into which pupils were. */
export function NextClasses({
  say,
  classes,
}: {
  say: Say
  classes: readonly { id: string; name: string; house: string }[]
}) {
  return (
    <Section title={say('imports.next.title')}>
      <ul>
        {classes.map(({ id, name, house }) => (
          <li key={id}>
            <Link href={`/schools/classes/${id}`}>{say('imports.next.class', { name, house })}</Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}
