import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { requirePerson } from '@/lib/access/session'
import { choicesOf } from '@/lib/documents/drafting/queries/choices'
import { openedDocument } from '@/lib/documents/queries/opened'
import { sayIn } from '@/lib/messages/say'
import { now } from '@/lib/shared/clock'
import { db } from '@/lib/shared/db'
import { ChoiceButton, NewBasis } from '../choice-form'
import { SubHead } from '../sub-head'

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await requirePerson('page /documents/[id]/basis')
  return { title: sayIn(locale)('documents.choices.basisTitle') }
}

/** `Muuda/lisa` at the basis: chooses an offered basis or adds one for the unit. */
export default async function BasisPage({ params }: { params: Promise<{ id: string }> }) {
  const person = await requirePerson('page /documents/[id]/basis')
  const { id } = await params
  const sheet = await openedDocument(db(), person, id, now())
  if (!sheet) notFound()
  if (!sheet.editable) redirect(`/documents/${id}`)
  const say = sayIn(person.locale)
  const { head } = sheet
  const { units, bases } = await choicesOf(db(), person, sheet)
  const unit = units.find((each) => each.id === head.unitId)
  return (
    <>
      <SubHead sheet={sheet} say={say} title={say('documents.choices.basisTitle')} />
      <Section title={say('documents.choices.basisChoose')}>
        <ul className="max-w-[760px] border-t border-line">
          {bases.map(({ id: basis, label }) => (
            <li key={basis} className="flex items-center justify-between gap-4 border-b border-line py-2">
              <span className="whitespace-pre-line">{label}</span>
              {label === head.basis ? (
                <b className="text-ink-2">{say('documents.choices.chosen')}</b>
              ) : (
                <ChoiceButton
                  act="chooseBasis"
                  fields={{ id, basis: label }}
                  label={`${say('documents.choices.choose')}: ${label}`}
                >
                  {say('documents.choices.choose')}
                </ChoiceButton>
              )}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={say('documents.choices.basisNew')}>
        {unit ? (
          <NewBasis
            id={id}
            texts={{
              label: say('documents.choices.basisText'),
              hint: say('documents.choices.basisHint', { unit: unit.label }),
              submit: say('documents.choices.add'),
            }}
          />
        ) : (
          <Notice>{say('documents.choices.unitFirst')}</Notice>
        )}
      </Section>
    </>
  )
}
