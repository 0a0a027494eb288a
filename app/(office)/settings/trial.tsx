import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { Pagination } from '@/components/ui/pagination'
import { Section } from '@/components/ui/section'
import { Table, Th } from '@/components/ui/table'
import type { Trial } from '@/lib/documents/queries/trial'
import { shown as written } from '@/lib/messages/refusal-text'
import type { Say } from '@/lib/messages/say'
import { showDay, showPeriod, type Day } from '@/lib/shared/dates'

const aPage = 50

/**
 * How other rules would have changed the warnings on last year's documents; writes nothing. `trial` null: the rules
 * don't differ.
 */
export function TrialView({
  say,
  trial,
  lines,
  page,
  href,
}: {
  say: Say
  trial: Trial | null
  /** The changes that are tried, in words. */
  lines: readonly string[]
  page: number
  href: string
}) {
  return (
    <Section title={say('settings.trial.title')} id="trial">
      {trial ? (
        <>
          {lines.map((line) => (
            <p key={line} className="max-w-[90ch]">
              {line}
            </p>
          ))}
          <p className="max-w-[90ch] text-ink-2">
            {lookedAt(say, trial)} {say('settings.trial.note')}
          </p>
          {trial.total > trial.rows ? (
            <p className="max-w-[90ch] text-ink-2">
              {say('settings.trial.most', { total: trial.total, rows: trial.rows })}
            </p>
          ) : null}
          <Outcome say={say} trial={trial} page={page} href={href} />
        </>
      ) : (
        <Notice>{say('settings.trial.nothing')}</Notice>
      )}
    </Section>
  )
}

function lookedAt(say: Say, { rows, documents, years }: Trial) {
  return years.length === 2
    ? say('settings.trial.lookedBoth', { rows, documents, first: years[0]!, last: years[1]! })
    : say('settings.trial.looked', { rows, documents, years: years.join(', ') })
}

function Outcome({ say, trial, page, href }: { say: Say; trial: Trial; page: number; href: string }) {
  const count = trial.differing.length
  if (count === 0)
    return (
      <div className="mt-3">
        <Notice>{say(trial.rows === 0 ? 'settings.trial.noneGiven' : 'settings.trial.none')}</Notice>
      </div>
    )
  const first = Math.min(page - 1, Math.ceil(count / aPage) - 1) * aPage
  const shown = trial.differing.slice(first, first + aPage)
  return (
    <>
      <p className="my-3">
        <b>{say('settings.trial.differing', { count })}</b> ·{' '}
        {say('settings.trial.added', { count: trial.added })} ·{' '}
        {say('settings.trial.gone', { count: trial.gone })}
      </p>
      <TrialTable say={say} rows={shown} />
      <Pagination
        page={first / aPage + 1}
        pages={Math.ceil(count / aPage)}
        href={href}
        texts={{
          summary: say('settings.trial.summary', { from: first + 1, to: first + shown.length, count }),
          label: say('settings.trial.pages'),
          previous: say('settings.trial.previous'),
          next: say('settings.trial.next'),
        }}
      />
    </>
  )
}

type Row = Trial['differing'][number]

function TrialTable({ say, rows }: { say: Say; rows: readonly Row[] }) {
  return (
    <Table caption={say('settings.trial.table')} fold>
      <thead>
        <tr>
          <Th>{say('settings.trial.person')}</Th>
          <Th>{say('settings.trial.document')}</Th>
          <Th>{say('settings.trial.paid')}</Th>
          <Th>{say('settings.trial.now')}</Th>
          <Th>{say('settings.trial.then')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ row, now, then }) => (
          <tr key={row.id}>
            <th scope="row">
              <Link href={`/learners/${row.learnerId}`}>{row.person}</Link>
              <div className="sub">{row.typeName}</div>
            </th>
            <td data-l={say('settings.trial.document')} className="d">
              {row.visible ? <Link href={`/documents/${row.documentId}`}>{row.number}</Link> : row.number}
              <div className="sub">{showDay(row.registeredOn)}</div>
            </td>
            <td data-l={say('settings.trial.paid')} className="d">
              {showPeriod({ from: row.paidFrom as Day, to: row.paidTo as Day })}
            </td>
            <td data-l={say('settings.trial.now')} className="span">
              <Warnings say={say} warnings={now} others={then} />
            </td>
            <td data-l={say('settings.trial.then')} className="span">
              <Warnings say={say} warnings={then} others={now} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

/** A person's warnings under one set of rules; those that the other set doesn't give are emphasised. */
function Warnings({ say, warnings, others }: { say: Say; warnings: Row['now']; others: Row['now'] }) {
  const sentence = ({ code, params }: Row['now'][number]) => say(`warnings.line.${code}`, written(params))
  const same = new Set(others.map(sentence))
  if (warnings.length === 0) return <span className="text-ink-3">{say('settings.trial.without')}</span>
  return (
    <ul>
      {warnings.map(sentence).map((text, at) => (
        <li key={at} className={same.has(text) ? 'text-ink-3' : undefined}>
          {same.has(text) ? text : <b>{text}</b>}
        </li>
      ))}
    </ul>
  )
}
