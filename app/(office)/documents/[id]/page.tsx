import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { mayOpen } from '@/lib/access/rights'
import { requirePerson } from '@/lib/access/session'
import { seenAmong } from '@/lib/documents/list/queries/list'
import { documentSheet } from '@/lib/documents/queries/sheet'
import { documentTrail } from '@/lib/documents/queries/trail'
import { sinceSent } from '@/lib/documents/versions/queries'
import { sayIn } from '@/lib/messages/say'
import { now } from '@/lib/shared/clock'
import { db } from '@/lib/shared/db'
import { DocumentDialogs } from './dialogs'
import { DraftView } from './draft-view'
import { PaperView } from './paper-view'
import { DocumentTrail } from './trail'
import { evidenceOf, headingOf, type View } from './view'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { person, sheet } = await asked(props)
  return { title: headingOf({ sheet, say: sayIn(person.locale) }) }
}

/** A document: its content, its state, the acts that are possible and the history. */
export default async function DocumentPage(props: Props) {
  const { person, sheet, flagged, picked, row, page } = await asked(props)
  const { document } = sheet
  const ids = evidenceOf(sheet)
  const trail = document && (await documentTrail(db(), sheet.id, now(), { person, ids }))
  const view: View = {
    sheet,
    trail,
    since: await sinceSent(db(), document, now()),
    say: sayIn(person.locale),
    now: now(),
    learnersOpen: mayOpen(person, 'page /learners/[id]'),
    seen: trail ? new Set(trail.seen) : await seenAmong(db(), person, ids),
    row,
  }
  const query = new URLSearchParams({
    ...(flagged ? { flagged: '1' } : {}),
    ...(page > 1 ? { page: `${page}` } : {}),
  })
  const address = `/documents/${sheet.id}${query.size > 0 ? `?${query}` : ''}`
  return (
    <>
      {sheet.editable ? (
        <DraftView view={view} address={address} flagged={flagged} picked={picked} />
      ) : (
        <PaperView view={view} flagged={flagged} />
      )}
      <DocumentDialogs view={view} />
      <DocumentTrail view={view} deliveriesOpen={mayOpen(person, 'page /deliveries')} />
    </>
  )
}

const asked = async ({ params, searchParams }: Props) => {
  const { id } = await params
  const { page, flagged, picked, row } = await searchParams
  const wanted = {
    page: Number(page) || 1,
    flagged: flagged === '1',
    row: typeof row === 'string' ? row : '',
  }
  const found = await sheetOf(id, wanted.page, wanted.flagged, wanted.row)
  return { ...found, ...wanted, picked: picked === '1' }
}

/** Read once for the title and the page. */
const sheetOf = cache(async (id: string, page: number, flagged: boolean, row: string) => {
  const person = await requirePerson('page /documents/[id]')
  const sheet = await documentSheet(db(), person, id, now(), { page, flagged, row })
  if (!sheet) notFound()
  return { person, sheet }
})
