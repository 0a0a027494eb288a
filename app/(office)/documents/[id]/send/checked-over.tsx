import type { ReactNode } from 'react'
import { Columns } from '@/components/ui/columns'
import { DescriptionList } from '@/components/ui/description-list'
import { Pagination } from '@/components/ui/pagination'
import { Section } from '@/components/ui/section'
import { WarningLine } from '@/components/ui/warning-line'
import type { Paper } from '@/lib/documents/paper/paper'
import type { checkedVersion } from '@/lib/documents/queries/sheet'
import type { Say } from '@/lib/messages/say'
import { showPeriod } from '@/lib/shared/dates'
import { showAmount, showCount, sumAmounts } from '@/lib/shared/money'
import { showWhen } from '../when'

type Version = NonNullable<Awaited<ReturnType<typeof checkedVersion>>>

/** The number of names listed; the rest are counted. */
const mostNamed = 50

/** The number of persons with warnings per page. */
const aPage = 50

/** What was checked over: the signer in large type, persons and sum, the remaining warnings, and the PDF itself. */
export function CheckedOver({
  say,
  id,
  version,
  warns,
  noEmail,
  now,
  page,
  side,
  advice,
  act,
  changes,
}: {
  say: Say
  id: string
  version: Version
  /** the kind has warnings, so its rows are checked */
  warns: boolean
  /** names of persons without an e-mail address, who get no letter */
  noEmail: readonly string[]
  now: Date
  /** page of the warnings, from 1 */
  page: number
  side: ReactNode
  /** the advice: what deserves a second look */
  advice: ReactNode
  act: ReactNode
  /** what registering will change, and who will be notified */
  changes: ReactNode
}) {
  const paper = version.content
  const pdf = `/documents/${id}/pdf?version=${version.sendNo}`
  const sum = showAmount(sumAmounts(paper.rows.flatMap(({ values }) => values.monthlyAmount ?? [])))
  const pays = paper.fields.includes('monthlyAmount')
  return (
    <>
      <div className="mt-5">
        <div className="text-small font-strong">{say('documents.send.signs')}</div>
        <div className="text-page font-strong">
          {paper.signer.name}
          {paper.signer.title ? `, ${paper.signer.title}` : null}
        </div>
      </div>
      <div className="mt-4">
        <DescriptionList
          across
          facts={[
            {
              term: say('documents.persons.title'),
              value: say('documents.send.counts', { count: paper.rows.length }),
            },
            ...(pays
              ? [
                  { term: say('documents.field.monthlyAmount'), value: say('documents.send.sum', { sum }) },
                  { term: say('documents.send.period'), value: periodOf(paper) },
                ]
              : []),
            { term: say('documents.field.unitId'), value: paper.unit.name },
            {
              term: say('documents.versions.checked'),
              value: showWhen(say, version.checkedAt, now),
            },
          ]}
        />
      </div>
      {advice}
      {act}
      <div className="mt-8">
        <Columns side={side}>
          {warns ? <Warnings say={say} paper={paper} page={page} /> : null}
          {changes}
          {noEmail.length > 0 ? (
            <Section title={say('documents.send.noEmail')} aside={showCount(noEmail.length)}>
              <p>
                {say('documents.send.noEmailNote')} {noEmail.slice(0, mostNamed).join(', ')}
                {noEmail.length > mostNamed
                  ? ` ${say('documents.add.more', { count: noEmail.length - mostNamed })}`
                  : null}
              </p>
            </Section>
          ) : null}
        </Columns>
      </div>
      <Section
        title={say('documents.send.pdf')}
        acts={
          <a href={pdf} target="_blank">
            {say('documents.send.openPdf')}
          </a>
        }
      >
        <iframe
          src={pdf}
          title={say('documents.send.pdf')}
          className="h-[80vh] w-full rounded-lg border border-line bg-paper"
        />
      </Section>
    </>
  )
}

/** A page of the persons with warnings, each with its lines. */
function Warnings({ say, paper, page }: { say: Say; paper: Paper; page: number }) {
  const { warnings } = paper
  const pages = Math.max(1, Math.ceil(warnings.length / aPage))
  const at = Math.min(page, pages)
  const first = (at - 1) * aPage
  const shown = warnings.slice(first, first + aPage)
  return (
    <Section
      id="warnings"
      title={say('documents.send.warnings')}
      aside={warnings.length > 0 ? say('documents.send.counts', { count: warnings.length }) : null}
    >
      {warnings.length === 0 ? <p className="text-ink-3">{say('documents.send.noWarnings')}</p> : null}
      <ul className="flex flex-col gap-3">
        {shown.map(({ person, lines }, index) => (
          <li key={index}>
            <b>{person}</b>
            {lines.map((line) => (
              <WarningLine key={line} text={line} />
            ))}
          </li>
        ))}
      </ul>
      {pages > 1 ? (
        <Pagination
          page={at}
          pages={pages}
          href="?page={page}#warnings"
          texts={{
            summary: say('documents.persons.summary', {
              from: first + 1,
              to: first + shown.length,
              count: warnings.length,
            }),
            label: say('lists.pages'),
            previous: say('lists.previous'),
            next: say('lists.next'),
          }}
        />
      ) : null}
    </Section>
  )
}

/** From the first to the last paid day over all persons, both inclusive. */
function periodOf({ rows }: Paper): string {
  const from = rows.flatMap(({ values }) => values.paidFrom ?? []).sort()[0]
  const to = rows
    .flatMap(({ values }) => values.paidTo ?? [])
    .sort()
    .at(-1)
  return from && to ? showPeriod({ from, to }) : '–'
}
