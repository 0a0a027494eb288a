import { Section } from '@/components/ui/section'
import { SubmitButton } from '@/components/ui/submit-button'
import { TodoList } from '@/components/ui/todo-list'
import type { ownNewForms } from '@/lib/documents/list/queries/list'
import type { KindCode } from '@/lib/documents/schema'
import type { Say } from '@/lib/messages/say'
import { ActForm } from './[id]/act-form'
import { showWhen } from './[id]/when'

/** Forms that the person began and never saved: to continue, or to throw away. */
export function OwnForms({
  say,
  forms,
  now,
}: {
  say: Say
  forms: Awaited<ReturnType<typeof ownNewForms>>
  now: Date
}) {
  if (forms.length === 0) return null
  return (
    <Section title={say('documents.list.ownTitle')} aside={say('documents.list.ownNote')}>
      <TodoList
        icons={false}
        items={forms.map(({ documentId, kind, changedAt }) => ({
          href: `/documents/${documentId}`,
          title: say('documents.list.continue', { kind: say(`documents.kind.${kind as KindCode}`) }),
          note: say('documents.list.ownChanged', { when: showWhen(say, changedAt, now) }),
          end: (
            <ActForm act="discard" fields={{ id: documentId }}>
              <SubmitButton variant="bare" size="small">
                {say('documents.list.throwAway')}
              </SubmitButton>
            </ActForm>
          ),
        }))}
      />
    </Section>
  )
}
