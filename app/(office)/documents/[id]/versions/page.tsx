import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EmptyState } from '@/components/ui/empty-state'
import { Table, Th } from '@/components/ui/table'
import { documentSheet, documentTrail } from '@/lib/documents/queries'
import { documentRules } from '@/lib/documents/queries-rules'
import { sayIn, type Say } from '@/lib/messages/say'
import { requirePerson } from '@/lib/office/session'
import { now } from '@/lib/shared/clock'
import { db } from '@/lib/shared/db'
import { SubHead } from '../sub-head'
import type { Trail } from '../view'
import { showWhen } from '../when'
import { KeptRules } from './kept-rules'

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await requirePerson('page /documents/[id]/versions')
  return { title: sayIn(locale)('documents.versions.title') }
}

/** The versions that were checked over, newest first, each with its PDF as it was sent, and the rules of the newest. */
export default async function VersionsPage({ params }: { params: Promise<{ id: string }> }) {
  const person = await requirePerson('page /documents/[id]/versions')
  const { id } = await params
  const sheet = await documentSheet(db(), person, id, now())
  if (!sheet?.document) notFound()
  const say = sayIn(person.locale)
  const trail = await documentTrail(db(), id)
  const rules = await documentRules(db(), id)
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
            <td data-l={say('documents.versions.checked')} className="d">
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
