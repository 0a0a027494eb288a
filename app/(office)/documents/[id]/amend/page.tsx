import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requirePerson } from '@/lib/access/session'
import { amendSheet } from '@/lib/documents/queries/sheet'
import { sayIn } from '@/lib/messages/say'
import { now } from '@/lib/shared/clock'
import { db } from '@/lib/shared/db'
import { SubHead } from '../sub-head'
import { AmendForm } from './amend-form'
import { amendTexts, baseRows } from './base-rows'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ page?: string }> }

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await requirePerson('page /documents/[id]/amend')
  return { title: sayIn(locale)('documents.amend.title') }
}

/** `Korralduse muutmine või tühistamine`: the user chooses one of the two and the persons; then the form opens. */
export default async function AmendPage({ params, searchParams }: Props) {
  const person = await requirePerson('page /documents/[id]/amend')
  const { id } = await params
  const page = Math.max(1, Math.trunc(Number((await searchParams).page)) || 1)
  const sheet = await amendSheet(db(), person, id, now(), page)
  if (!sheet?.document.number || sheet.amendable.length === 0) notFound()
  const say = sayIn(person.locale)
  return (
    <>
      <SubHead sheet={sheet} say={say} title={say('documents.amend.title')} />
      <p className="mt-2 mb-4 max-w-[70ch] text-ink-2">
        {say('documents.amend.intro')} {sheet.base ? say('documents.amend.ofAmendment') : ''}
      </p>
      <AmendForm
        act="amend"
        fields={{ base: sheet.id }}
        rows={baseRows(say, sheet)}
        kinds={sheet.amendable.map((kind) => ({
          value: kind,
          text: say(`documents.kind.${kind}`),
        }))}
        texts={amendTexts(
          say,
          sheet.pages > 1
            ? say('documents.amend.manyRows', { count: sheet.count })
            : say('documents.amend.noneIsAll'),
          say('documents.list.add'),
        )}
      />
    </>
  )
}
