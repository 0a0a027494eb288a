import type { Say } from '@/lib/messages/say'

const types = ['confirmed', 'rejected', 'routed', 'withdrawn'] as const

/** "kinnitamine, Peeter Vaher"; for unreadable news, that it can't be read. */
export function newsTitle(say: Say, { type, by }: { type: string | null; by: string | null }): string {
  const word = say(`deliveries.news.type.${types.find((known) => known === type) ?? 'unreadable'}`)
  return by ? say('deliveries.news.by', { type: word, by }) : word
}
