import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EmptyState } from '@/components/ui/empty-state'
import { Table, Th } from '@/components/ui/table'
import { requirePerson } from '@/lib/access/session'
import { documentRules } from '@/lib/documents/queries/rules'
import { savedDocument } from '@/lib/documents/queries/opened'
import { documentTrail } from '@/lib/documents/queries/trail'
import { comparedVersions } from '@/lib/documents/versions/queries'
import { sayIn, type Say } from '@/lib/messages/say'
import { now } from '@/lib/shared/clock'
import { db } from '@/lib/shared/db'
import { SubHead } from '../sub-head'
import type { Trail } from '../view'
import { showWhen } from '../when'
import { ComparedVersions } from './compared'
import { KeptRules } from './kept-rules'

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await requirePerson('page /documents/[id]/versions')
  return { title: sayIn(locale)('documents.versions.title') }
}

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<{ from?: string; to?: string; page?: string }>
}

/**
 * The versions that were checked over, newest first, each with its PDF as sent; a comparison of two of them, and the
 * rules of the newest.
 */
export default async function VersionsPage({ params, searchParams }: Props) {
  const person = await requirePerson('page /documents/[id]/versions')
  const { id } = await params
  const { from, to, page } = await searchParams
  const sheet = await savedDocument(db(), person, id)
  if (!sheet) notFound()
  const say = sayIn(person.locale)
  const trail = await documentTrail(db(), id, now())
  const rules = await documentRules(db(), id)
  const compared = await comparedVersions(db(), sheet.document, { from, to, page: Number(page) || 1 }, now())
  return (
    <>
      <SubHead sheet={sheet} say={say} title={say('documents.versions.title')} />
      <div className="mt-5">
        {trail.versions.length === 0 ? (
          <EmptyState title={say('documents.versions.none')}>
            {say('documents.versions.noneAdvice')}
          </EmptyState>
        ) : (
          <VersionTable id={id} say={say} trail={trail} now={now()} />
        )}
      </div>
      {compared ? <ComparedVersions say={say} id={id} compared={compared} /> : null}
      {rules ? <KeptRules say={say} locale={person.locale} rules={rules} /> : null}
    </>
  )
}

function VersionTable({ id, say, trail, now }: { id: string; say: Say; trail: Trail; now: Date }) {
  const checkedBy = (at: Date) =>
    trail.history.find((entry) => entry.act === 'check' && entry.at.getTime() === at.getTime())?.who ?? ''
  return (
    <Table caption={say('documents.versions.title')} fold>
      <thead>
        <tr>
          <Th>{say('documents.versions.version')}</Th>
          <Th>{say('documents.versions.checked')}</Th>
          <Th>{say('documents.versions.sent')}</Th>
          <Th>{say('documents.versions.hash')}</Th>
        </tr>
      </thead>
      <tbody>
        {trail.versions.map((version) => (
          <tr key={version.id}>
            <th scope="row">
              <a href={`/documents/${id}/pdf?version=${version.sendNo}`} target="_blank" className="name">
                {say('documents.versions.version')} {version.sendNo}
              </a>
            </th>
            <td data-l={say('documents.versions.checked')} className="span">
              {say('documents.when.byWhom', {
                who: checkedBy(version.checkedAt),
                when: showWhen(say, version.checkedAt, now),
              })}
            </td>
            <td data-l={say('documents.versions.sent')} className="d">
              {version.sentAt ? showWhen(say, version.sentAt, now) : say('documents.versions.notSent')}
            </td>
            <td data-l={say('documents.versions.hash')} className="span">
              <code className="text-small break-all">{version.pdfSha256}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
