import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { SubmitButton } from '@/components/ui/submit-button'
import { Textarea } from '@/components/ui/textarea'
import { requirePerson } from '@/lib/access/session'
import { savedDocument } from '@/lib/documents/queries/opened'
import { rehearseCancelling } from '@/lib/documents/registering/queries/rehearsal'
import { stateWord } from '@/lib/documents/rules/lifecycle'
import { sayIn } from '@/lib/messages/say'
import { now } from '@/lib/shared/clock'
import { db } from '@/lib/shared/db'
import { ActForm } from '../act-form'
import { Rehearsed } from '../rehearsed'
import { SubHead } from '../sub-head'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ changes?: string }> }

const asked = cache(async (id: string) => {
  const person = await requirePerson('page /documents/[id]/cancel')
  return { person, sheet: await savedDocument(db(), person, id) }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { person, sheet } = await asked((await params).id)
  if (!sheet) return {}
  return { title: sayIn(person.locale)('documents.rehearsal.title', { type: stateWord(sheet) }) }
}

/**
 * The page before a registered document is cancelled: each person before and after, what prevents it, who will be
 * notified.
 */
export default async function CancelPage({ params, searchParams }: Props) {
  const { id } = await params
  const { person, sheet } = await asked(id)
  const rehearsal = sheet && (await rehearseCancelling(db(), person, id, now()))
  if (!rehearsal) notFound()
  const say = sayIn(person.locale)
  const words = { type: stateWord(sheet) }
  return (
    <>
      <SubHead sheet={sheet} say={say} title={say('documents.rehearsal.title', words)} />
      <p className="mt-2 mb-4 max-w-[70ch] text-ink-2">{say('documents.rehearsal.intro', words)}</p>
      <Rehearsed
        say={say}
        rehearsal={rehearsal}
        title={say('documents.rehearsal.persons')}
        after={say('documents.rehearsal.afterCancelling')}
        page={(await searchParams).changes}
      />
      {rehearsal.refusals.length > 0 ? null : (
        <ActForm
          act="cancelRegistered"
          fields={{ id, revision: sheet.document.revision }}
          className="mt-8 flex max-w-[640px] flex-col items-start gap-4"
        >
          <Textarea
            name="reason"
            label={say('documents.field.reason')}
            hint={say('documents.dialog.reasonHint')}
            required
          />
          <SubmitButton variant="danger">{say('documents.rehearsal.submit', words)}</SubmitButton>
        </ActForm>
      )}
    </>
  )
}
