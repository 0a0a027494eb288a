import { Section } from '@/components/ui/section'
import type { Locale, MessageKey, Say } from '@/lib/messages/say'
import { showInstant } from '@/lib/shared/dates'
import type { ShownExchange } from '@/lib/telling/queries/exchanges'

/**
 * Every attempt, the newest first: when, where to, with which result and, if the reader may see them, the request and
 * the response.
 */
export function Exchanges({
  say,
  locale,
  exchanges,
  content,
}: {
  say: Say
  locale: Locale
  exchanges: readonly ShownExchange[]
  content: boolean
}) {
  return (
    <Section title={say('deliveries.sheet.exchanges')} aside={exchanges.length || undefined}>
      {exchanges.length === 0 ? <p className="text-ink-2">{say('deliveries.sheet.exchangesNone')}</p> : null}
      {!content && exchanges.length > 0 ? (
        <p className="mb-2 text-ink-2">{say('deliveries.sheet.withheld')}</p>
      ) : null}
      <ol>
        {exchanges.map((exchange) => (
          <li key={exchange.id} className="border-t border-line py-3">
            <b>{showInstant(exchange.at, locale)}</b>{' '}
            {say(outcomes[exchange.outcome] ?? 'deliveries.sheet.outcome.unreadable')}
            <div className="text-small text-ink-2">
              {[
                content ? `${exchange.method} ${exchange.address}` : exchange.method,
                exchange.status === null
                  ? say('deliveries.sheet.noAnswer')
                  : say('deliveries.sheet.status', { status: String(exchange.status) }),
                say('deliveries.sheet.took', { ms: exchange.tookMs }),
              ].join(' · ')}
            </div>
            <Body title={say('deliveries.sheet.request')} text={exchange.request} />
            <Body title={say('deliveries.sheet.response')} text={exchange.response} />
          </li>
        ))}
      </ol>
    </Section>
  )
}

const outcomes: Record<string, MessageKey> = {
  done: 'deliveries.sheet.outcome.done',
  refused: 'deliveries.sheet.outcome.refused',
  unreachable: 'deliveries.sheet.outcome.unreachable',
  unreadable: 'deliveries.sheet.outcome.unreadable',
  fault: 'deliveries.sheet.outcome.fault',
}

/** A longer body is cut: this page is for reading, not for keeping. */
const longest = 20_000

function Body({ title, text }: { title: string; text: string | null }) {
  if (!text) return null
  const shown = readable(text)
  return (
    <details className="mt-1">
      <summary className="text-act">{title}</summary>
      <pre className="mt-1 overflow-x-auto rounded-md border border-line bg-paper p-3 text-small whitespace-pre-wrap [overflow-wrap:anywhere]">
        {shown.length > longest ? `${shown.slice(0, longest)} …` : shown}
      </pre>
    </details>
  )
}

/** JSON with line breaks; anything else as received. */
function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
