import { Link } from '@/components/ui/link'
import { Section } from '@/components/ui/section'
import { WarningLine } from '@/components/ui/warning-line'
import type { Advice } from '@/lib/documents/rules/advice'
import type { Say } from '@/lib/messages/say'

/** The number of persons listed by name for each item; the rest are counted. */
const mostOfOne = 10

/** `Kontrolli enne saatmist`: common mistakes of clerks, each with a link to the place that corrects it. */
export function AdviceList({ say, id, advice }: { say: Say; id: string; advice: readonly Advice[] }) {
  const byCode = [...Map.groupBy(advice, ({ code }) => code).values()]
  return (
    <Section
      title={say('sending.advice.title')}
      aside={advice.length > 0 ? say('sending.advice.counts', { count: advice.length }) : null}
    >
      <p className={advice.length > 0 ? 'mb-3 text-ink-2' : 'text-ink-3'}>
        {say(advice.length > 0 ? 'sending.advice.note' : 'sending.advice.none')}
      </p>
      <ul className="flex flex-col gap-1">
        {byCode.flatMap((same) => [
          ...same.slice(0, mostOfOne).map((each) => (
            <li key={`${each.code} ${each.field}`}>
              <WarningLine
                text={textOf(say, each)}
                repair={
                  each.field ? (
                    <Link
                      href={hrefOf(id, each.field)}
                      aria-label={`${say('sending.advice.open')}: ${textOf(say, each)}`}
                    >
                      {say('sending.advice.open')}
                    </Link>
                  ) : null
                }
              />
            </li>
          )),
          same.length > mostOfOne ? (
            <li key={`${same[0]!.code} more`} className="text-ink-2">
              {say('documents.add.more', { count: same.length - mostOfOne })}
            </li>
          ) : null,
        ])}
      </ul>
    </Section>
  )
}

const textOf = (say: Say, { code, params = {}, changed = [] }: Advice) =>
  say(`sending.advice.line.${code}`, {
    ...params,
    what: changed.map((aspect) => say(`documents.changed.${aspect}`)).join(', '),
  })

/** A field of the head, or the page of the document that has the person's row. */
function hrefOf(id: string, field: string): string {
  const [place, key, name] = field.split('.')
  if (place !== 'rows') return `/documents/${id}#${field}`
  return `/documents/${id}?row=${key}#${name ? field : 'row'}`
}
