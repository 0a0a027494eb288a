import { LinkButton } from '@/components/ui/link-button'
import { SubmitButton } from '@/components/ui/submit-button'
import { Textarea } from '@/components/ui/textarea'
import type { ManyAct } from '@/lib/documents/rules/many'
import type { Say } from '@/lib/messages/say'
import { ActForm } from '../../[id]/act-form'

/** The act itself: a reason where it is required, and one button; nothing if nothing can be done. */
export function ManyForm({
  say,
  id,
  act,
  can,
  begun,
}: {
  say: Say
  id: string
  act: ManyAct
  /** the number of documents on which the act is possible */
  can: number
  /** the act has begun, and some documents are left */
  begun: boolean
}) {
  if (can === 0) return null
  if (act === 'print') {
    return (
      <div className="mt-4 mb-6">
        <LinkButton variant="main" href={`/documents/many/${id}/pdf`} target="_blank">
          {say('sending.many.pdf')}
        </LinkButton>
      </div>
    )
  }
  return (
    <ActForm
      act="actMany"
      fields={{ id }}
      className="mt-4 mb-6 flex max-w-[640px] flex-col items-start gap-4"
    >
      {act === 'cancel' && !begun ? (
        <Textarea
          name="reason"
          label={say('documents.field.reason')}
          hint={say('sending.many.reasonHint')}
          required
        />
      ) : null}
      <SubmitButton variant={act === 'cancel' ? 'danger' : 'main'} icon={act === 'send' ? 'send' : undefined}>
        {say(begun ? 'sending.many.goOn' : `sending.many.submit.${act}`)}
      </SubmitButton>
    </ActForm>
  )
}
