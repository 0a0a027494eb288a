import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { Textarea } from '@/components/ui/textarea'
import { WarningLine } from '@/components/ui/warning-line'
import { requirePerson } from '@/lib/access/session'
import { repairSheet } from '@/lib/documents/drafting/queries/repairs'
import { openedDocument } from '@/lib/documents/queries/opened'
import { shown } from '@/lib/messages/refusal-text'
import { sayIn } from '@/lib/messages/say'
import { now } from '@/lib/shared/clock'
import { showPeriod } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { showAmount } from '@/lib/shared/money'
import { ActForm } from '../act-form'
import { SubHead } from '../sub-head'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<{ row?: string; warning?: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await requirePerson('page /documents/[id]/repair')
  return { title: sayIn(locale)('documents.repair.title') }
}

/** One warning of one person: the possible repairs, each with the resulting days and sum. */
export default async function RepairPage({ params, searchParams }: Props) {
  const person = await requirePerson('page /documents/[id]/repair')
  const { id } = await params
  const { row = '', warning: key = '' } = await searchParams
  const sheet = await openedDocument(db(), person, id, now())
  if (!sheet?.editable) notFound()
  const say = sayIn(person.locale)
  const found = await repairSheet(db(), person, sheet, row, key)
  if (!found) {
    return (
      <>
        <SubHead sheet={sheet} say={say} title={say('documents.repair.title')} />
        <Notice>{say('documents.repair.gone')}</Notice>
      </>
    )
  }
  const { name, warning, before, repairs } = found
  const sums = (amount: string | null) => (amount ? `${amount} €` : '–')
  const fields = { id, row, warning: key }
  return (
    <>
      <SubHead sheet={sheet} say={say} title={say('documents.repair.title')} />
      <Section title={name} aside={before.period ? showPeriod(before.period) : null}>
        <WarningLine
          stop={warning.tone === 'STOP'}
          text={say(`warnings.line.${warning.code}`, shown(warning.params))}
          advice={warning.advice ? say(`warnings.advice.${warning.advice}`) : null}
        />
        <p className="mt-2 text-ink-2">{say('documents.repair.sumNow', { sum: sums(before.sum) })}</p>
      </Section>
      <Section title={say('documents.repair.ways')}>
        <ul className="flex max-w-[760px] flex-col gap-5">
          {repairs.map(({ act, params: words, periods, sum }) => (
            <li key={act} className="border-b border-line pb-5 last:border-0">
              <ActForm
                act="repair"
                fields={{ ...fields, repair: act }}
                className="flex flex-col items-start gap-2"
              >
                {act === 'KEEP_WITH_REASON' ? (
                  <Textarea
                    name="reason"
                    label={say('documents.field.reason')}
                    hint={say('documents.repair.reasonHint')}
                    rows={2}
                  />
                ) : null}
                {periods.length > 0 ? (
                  <p>
                    {periods.map(showPeriod).join(', ')}
                    <span className="text-ink-2">
                      {' · '}
                      {say('documents.repair.sumThen', { sum: sums(sum && showAmount(sum)) })}
                    </span>
                  </p>
                ) : null}
                <Button>{say(`warnings.repair.${act}`, shown(words))}</Button>
              </ActForm>
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}
