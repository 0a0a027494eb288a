import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { StateBadge } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import { PageHead } from '@/components/ui/page-head'
import { Table, Th } from '@/components/ui/table'
import { holds } from '@/lib/access/rights'
import { requirePerson, voice } from '@/lib/access/session'
import { stateGroup } from '@/lib/documents/rules/lifecycle'
import { sayIn } from '@/lib/messages/say'
import { learnerDossier } from '@/lib/register/queries/dossier'
import { now } from '@/lib/shared/clock'
import { showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { dossierColumns, dossierRow } from './rows'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('learners.dossier.open') }
}

/** The learner's dossier: the documents filed in it, to read, print and download. */
export default async function DossierPage({ params }: { params: Promise<{ id: string }> }) {
  const person = await requirePerson('page /learners/[id]/dossier')
  const say = sayIn(person.locale)
  const dossier = await learnerDossier(db(), person, (await params).id)
  if (!dossier) notFound()
  const { id, name, documents } = dossier
  const title = say('learners.dossier.title', { name })
  return (
    <>
      <PageHead
        crumbs={[
          { text: say('learners.title'), href: '/learners' },
          { text: name, href: `/learners/${id}` },
        ]}
        crumbsLabel={say('learners.here')}
        title={title}
        acts={
          documents.length > 0 ? (
            <a href={`/api/exports/dossier?learner=${id}`} className="no-print">
              {say('lists.file')}
            </a>
          ) : null
        }
      />
      <p className="print-only">
        {say('learners.dossier.printed', { name, at: showInstant(now(), person.locale) })}
      </p>
      <p className="mb-4 max-w-[70ch] text-ink-2">
        {say('learners.dossier.lead')}
        {holds(person, 'STUDY_OFFICE') ? null : ` ${say('learners.dossier.limited')}`}
      </p>
      {documents.length === 0 ? (
        <p className="text-ink-3">{say('learners.dossier.none')}</p>
      ) : (
        <Table caption={title} fold>
          <thead>
            <tr>
              {dossierColumns.map((column) => (
                <Th key={column}>{say(`learners.dossier.${column}`)}</Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {documents.map((document) => {
              const row = dossierRow(say, document)
              return (
                <tr key={document.id}>
                  <th scope="row">
                    <Link href={`/documents/${document.id}`} className="name">
                      {row.document}
                    </Link>
                  </th>
                  <td data-l={say('learners.dossier.number')}>{row.number}</td>
                  <td className="d" data-l={say('learners.dossier.registeredOn')}>
                    {row.registeredOn}
                  </td>
                  <td data-l={say('learners.dossier.unit')}>{row.unit}</td>
                  <td data-l={say('learners.dossier.signer')}>{row.signer}</td>
                  <td>
                    <StateBadge state={stateGroup[document.state]} label={row.state} />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </Table>
      )}
    </>
  )
}
