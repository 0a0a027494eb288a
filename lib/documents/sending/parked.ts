import type { Act } from '@/lib/access/action'
import type { Tx } from '@/lib/shared/db'

/*
 * News that is parked for a version which a person withdraws: it is void once DHIS has said that nobody can decide about
 * the version any more, with that person's reason, and not before.
 */

/** Writes down who makes the document's parked news void, and why, as soon as DHIS has answered. */
export const voidWhenAnswered = (
  tx: Tx,
  { person }: Pick<Act, 'person'>,
  documentId: string,
  endReason: string,
) =>
  tx.news.updateMany({
    where: { documentId, state: 'PARKED' },
    data: { endedById: person.id, endReason },
  })

/** DHIS has answered. */
export const endAnswered = (tx: Tx, documentId: string, now: Date) =>
  tx.news.updateMany({
    where: { documentId, state: 'PARKED', endReason: { not: null } },
    data: { state: 'VOID', endedAt: now },
  })

/** The version wasn't withdrawn after all: the news waits for a person again. */
export const keepParked = (tx: Tx, documentId: string) =>
  tx.news.updateMany({ where: { documentId, state: 'PARKED' }, data: { endedById: null, endReason: null } })
