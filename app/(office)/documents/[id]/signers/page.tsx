import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { requirePerson } from '@/lib/access/session'
import { choicesOf, signersOfUnit } from '@/lib/documents/drafting/queries/choices'
import { openedDocument } from '@/lib/documents/queries/opened'
import { sayIn } from '@/lib/messages/say'
import { now } from '@/lib/shared/clock'
import { db } from '@/lib/shared/db'
import { SubHead } from '../sub-head'
import { SignerLists } from './signer-lists'

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await requirePerson('page /documents/[id]/signers')
  return { title: sayIn(locale)('documents.choices.signersTitle') }
}

/** `Muuda/Lisa` at signer and drafter: who signs the type in the unit, and who may draft for it. */
export default async function SignersPage({ params }: { params: Promise<{ id: string }> }) {
  const person = await requirePerson('page /documents/[id]/signers')
  const { id } = await params
  const sheet = await openedDocument(db(), person, id, now())
  if (!sheet) notFound()
  if (!sheet.editable) redirect(`/documents/${id}`)
  const say = sayIn(person.locale)
  const { units, drafters } = await choicesOf(db(), person, sheet)
  const unit = units.find((each) => each.id === sheet.head.unitId)
  return (
    <>
      <SubHead sheet={sheet} say={say} title={say('documents.choices.signersTitle')} />
      {unit ? (
        <SignerLists
          say={say}
          sheet={sheet}
          unitName={unit.label}
          signing={await signersOfUnit(db(), sheet.type, unit.id, now())}
        />
      ) : (
        <Notice>{say('documents.choices.unitFirst')}</Notice>
      )}
      <Section title={say('documents.choices.drafters')}>
        <p className="mb-2 max-w-[64ch] text-ink-2">{say('documents.choices.draftersNote')}</p>
        <ul className="max-w-[760px]">
          {drafters.map((drafter) => (
            <li key={drafter.id} className="border-b border-line py-2">
              {drafter.label}
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}
