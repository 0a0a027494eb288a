import { Table, Th } from '@/components/ui/table'
import type { MessageKey, Say } from '@/lib/messages/say'
import type { LearnerSheet } from '@/lib/register/queries/sheet'
import { showDay } from '@/lib/shared/dates'
import { SourceText } from './source'

type Certificate = NonNullable<NonNullable<LearnerSheet>['more']>['certificates'][number]

/** Diplomas, transcripts and notices in force, with the documents behind them. */
export function CertificatesTable({ say, certificates }: { say: Say; certificates: Certificate[] }) {
  return (
    <Table caption={say('learners.page.certificates')} fold>
      <thead>
        <tr>
          <Th>{say('learners.page.certificate')}</Th>
          <Th>{say('learners.page.number')}</Th>
          <Th>{say('learners.page.certificateText')}</Th>
          <Th>{say('learners.page.certificateSince')}</Th>
          <Th>{say('learners.page.madeBy')}</Th>
        </tr>
      </thead>
      <tbody>
        {certificates.map(({ id, kind, number, text, source }) => (
          <tr key={id}>
            <th scope="row">{say(`documents.heading.${kind}` as MessageKey)}</th>
            <td data-l={say('learners.page.number')}>{number}</td>
            <td data-l={say('learners.page.certificateText')} className="span whitespace-pre-line">
              {text}
            </td>
            <td className="d" data-l={say('learners.page.certificateSince')}>
              {source.on ? showDay(source.on) : '–'}
            </td>
            <td data-l={say('learners.page.madeBy')}>
              <SourceText say={say} source={source} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
