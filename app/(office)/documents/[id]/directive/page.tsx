import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { DescriptionList } from '@/components/ui/description-list'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import { requirePerson } from '@/lib/access/session'
import { signersOffered } from '@/lib/documents/drafting/queries/choices'
import { openedDocument } from '@/lib/documents/queries/opened'
import { movesNow } from '@/lib/documents/queries/sheet'
import { refusalText } from '@/lib/messages/refusal-text'
import { sayIn } from '@/lib/messages/say'
import { now } from '@/lib/shared/clock'
import { db } from '@/lib/shared/db'
import { ActForm } from '../act-form'
import { SubHead } from '../sub-head'

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await requirePerson('page /documents/[id]/directive')
  return { title: sayIn(locale)('documents.directive.title') }
}

/** `Loo korraldus`: what the vice-rector's directive takes over from the registered proposal, and who will sign it. */
export default async function DirectivePage({ params }: { params: Promise<{ id: string }> }) {
  const person = await requirePerson('page /documents/[id]/directive')
  const sheet = await openedDocument(db(), person, (await params).id, now())
  const moves = sheet ? await movesNow(db(), person, sheet) : []
  const move = moves.find(({ act }) => act === 'createDirective')
  if (!sheet?.document || !move) notFound()
  const say = sayIn(person.locale)
  const offered = await signersOffered(db(), 'VICE_RECTOR_DIRECTIVE', sheet.document.unitId, now())
  const refusals = [...move.refusals, ...(offered.length === 0 ? [{ code: 'signerMissing' }] : [])]
  return (
    <>
      <SubHead sheet={sheet} say={say} title={say('documents.directive.title')} />
      <p className="mt-2 mb-4 max-w-[70ch] text-ink-2">{say('documents.directive.intro')}</p>
      <DescriptionList
        facts={[
          { term: say('documents.directive.proposal'), value: sheet.document.number },
          { term: say('documents.field.unitId'), value: sheet.document.unit.name },
          {
            term: say('documents.directive.will'),
            value: say('documents.directive.persons', { count: sheet.form.rows.length }),
          },
        ]}
      />
      {refusals.length > 0 ? (
        <Notice tone="stop">{refusals.map((refusal) => refusalText(say, refusal)).join(' ')}</Notice>
      ) : (
        <ActForm
          act="createDirective"
          fields={{ id: sheet.id, revision: sheet.document.revision }}
          className="mt-6 flex max-w-[440px] flex-col items-start gap-4"
        >
          <Select
            name="signerId"
            width="full"
            label={say('documents.field.signerId')}
            choices={offered.map(({ id: value, label: text }) => ({ value, text }))}
          />
          <SubmitButton variant="main">{say('documents.act.createDirective')}</SubmitButton>
        </ActForm>
      )}
    </>
  )
}
