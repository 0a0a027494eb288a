import type { ReactNode } from 'react'

/** A document's state as the lifecycle names it. */
export type BadgeState = 'DRAFT' | 'ISSUED' | 'REGISTERED' | 'CANCELLED'

/** Each state's shape and colour, here and nowhere else; the word is the seed's full label. */
export const stateLooks = {
  DRAFT: 'draft',
  ISSUED: 'issued',
  REGISTERED: 'registered',
  CANCELLED: 'cancelled',
} as const satisfies Record<BadgeState, string>

/** A document's state: `label` is the seed's full one ("Korraldus loomisel"). */
export function StateBadge({ state, label }: { state: BadgeState; label: string }) {
  return <b className={stateLooks[state]}>{label}</b>
}

/** Any other short word about a thing: plain, or with the sign of a warning, a refusal, something under way. */
export function Badge({
  tone = 'plain',
  children,
}: {
  tone?: 'plain' | 'warn' | 'stop'
  children: ReactNode
}) {
  return <span className={`badge-${tone}`}>{children}</span>
}
