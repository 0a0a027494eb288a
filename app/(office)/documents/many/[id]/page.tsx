import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Fresh } from '@/components/fresh'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { requirePerson, voice } from '@/lib/access/session'
import { manyChosen } from '@/lib/documents/list/queries/many'
import { sayIn } from '@/lib/messages/say'
import { now } from '@/lib/shared/clock'
import { db } from '@/lib/shared/db'
import { ManyForm } from './many-form'
import { ManyTable } from './many-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('sending.many.acts') }
}

/** Many documents at once: before the act the planned result for each, afterwards the actual one. */
export default async function ManyPage({ params }: { params: Promise<{ id: string }> }) {
  const person = await requirePerson('page /documents/many/[id]')
  const chosen = await manyChosen(db(), person, (await params).id, now())
  if (!chosen) notFound()
  const { act, rows, missing, begunAt, reason } = chosen
  const say = sayIn(person.locale)
  const open = rows.filter(({ outcome }) => outcome === null)
  const can = open.filter(({ refusals, document }) => refusals.length === 0 && document).length
  const count = (outcome: 'DONE' | 'REFUSED') => rows.filter((row) => row.outcome === outcome).length
  const told = (...sentences: string[]) => sentences.filter(Boolean).join(' ')
  return (
    <>
      <PageHead
        crumbs={[{ text: say('documents.list.title'), href: '/documents' }]}
        crumbsLabel={say('office.frame.here')}
        title={say(`sending.many.title.${act}`)}
        acts={<LinkButton href="/documents">{say('sending.many.back')}</LinkButton>}
      />
      {act !== 'print' && begunAt ? (
        <Notice tone={count('REFUSED') > 0 || open.length > 0 ? 'warn' : 'done'}>
          {told(
            say(`sending.many.done.${act}`, { count: count('DONE') }),
            say(`sending.many.undone.${act}`, { count: count('REFUSED') }),
            open.length > 0 ? say('sending.many.open', { count: open.length }) : '',
            reason && say('sending.many.reason', { reason }),
          )}
          {rows.some(({ document }) => document?.state === 'SENDING') ? <Fresh /> : null}
        </Notice>
      ) : (
        <p className="mt-2 max-w-[70ch]">
          {told(
            say(`sending.many.will.${act}`, { count: can }),
            act === 'print' ? '' : say(`sending.many.wont.${act}`, { count: open.length - can }),
            say('sending.many.missing', { count: missing }),
          )}
        </p>
      )}
      <ManyForm say={say} id={chosen.id} act={act} can={can} begun={begunAt !== null} />
      <ManyTable say={say} act={act} begun={begunAt !== null} rows={rows} />
      {begunAt ? <p className="mt-4 text-ink-2">{say('sending.many.stays')}</p> : null}
    </>
  )
}
