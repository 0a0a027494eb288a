import { storedNews } from '@/lib/documents/stored'
import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { holds } from '@/lib/access/rights'
import { assertSeen, changedSince } from '@/lib/documents/changed-since'
import { lockDocument, type LoadedDocument } from '@/lib/documents/load'
import { actorOf } from '@/lib/documents/move'
import { decides, endsOf, objectionsTo, onlyOfTime, type DhisNews } from '@/lib/documents/rules/news-now'
import type { ActInput } from '@/lib/documents/schema'
import { sees } from '@/lib/documents/visibility'
import { showInstant } from '@/lib/shared/dates'
import { inTransaction, type Tx } from '@/lib/shared/db'
import { Refused } from '@/lib/shared/refusal'
import { sameCode } from '@/lib/shared/written'
import { voidWhenAnswered } from '../parked'
import { awaitsDhis } from '../queries/news'
import type { EndNewsInput } from '../schema'
import { sendAnewIn } from './issuing'
import { registerDocument, takeIn, toldOf } from './news'

/** `Kontrolli uuesti`: tries the parked confirmation again with today's facts. */
export function recheckConfirmation(act: Act, { id, revision }: z.output<typeof ActInput>): Promise<void> {
  return inTransaction(act.db, async (tx) => {
    const document = await lockDocument(tx, id)
    if (!document || !sees(act.person, document)) throw new Refused([{ code: 'notFound' }])
    await assertSeen(tx, act, document, revision)
    const waiting = await tx.news.findMany({
      where: { documentId: id, state: 'PARKED' },
      orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
    })
    for (const parked of waiting) {
      const news = storedNews(parked.body)
      if (news?.type !== 'confirmed') continue
      if (!endsOf(objectionsTo(news, await toldOf(tx, document, news), act.now)).includes('APPLIED')) continue
      await applyParked(tx, act, document, { news, receivedAt: parked.receivedAt })
      return endParked(tx, act, parked.id, 'APPLIED', 'recheck')
    }
    throw new Refused([await changedSince(tx, document, { since: revision, userId: act.person.id })])
  })
}

/**
 * Ends parked news, with a reason: applies it through the ordinary checks, links it to its document, or makes it void,
 * whichever is open now. A decision about the version that waits in DHIS becomes void only after DHIS has discarded it.
 */
export function endNews(act: Act, { id, end, number, reason }: z.output<typeof EndNewsInput>): Promise<void> {
  return inTransaction(act.db, async (tx) => {
    const known = await tx.news.findUnique({ where: { id }, select: { documentId: true } })
    // Locks the document first, like every other act on it.
    const document = known?.documentId ? await lockDocument(tx, known.documentId) : null
    await tx.$queryRaw`SELECT FROM news WHERE id = ${id}::uuid FOR UPDATE`
    const parked = await tx.news.findUnique({ where: { id } })
    if (!parked || !holds(act.person, 'STUDY_OFFICE')) throw new Refused([{ code: 'notFound' }])
    if (parked.state !== 'PARKED') throw new Refused([await endedBy(tx, parked)])
    if (reason === '') throw new Refused([{ code: 'missing.reason', field: 'reason' }])
    if (document && (await awaitsDhis(tx, parked))) throw new Refused([{ code: 'awaitsDhis', field: 'end' }])

    const news = storedNews(parked.body)
    const told = news && document ? await toldOf(tx, document, news) : null
    const objections = news && objectionsTo(news, told, act.now)
    if (!endsOf(objections).includes(end)) throw new Refused([{ code: 'onlyVoid', field: 'end' }])
    if (end === 'VOID') {
      if (!news || !document || !told || !decides(news, told)) return endParked(tx, act, id, 'VOID', reason)
      if (document.state === 'REOPENING') await voidWhenAnswered(tx, act, document.id, reason)
      else await sendAnewIn(tx, act, document, reason)
      return
    }
    if (end === 'LINKED') {
      const [linked] = await tx.$queryRaw<{ id: string }[]>`
        SELECT id FROM document WHERE same_code(number) = ${sameCode(number)}
         ORDER BY number = ${number} DESC, issued_at DESC, id DESC LIMIT 1`
      if (!linked) throw new Refused([{ code: 'noSuchNumber', field: 'number' }])
      await tx.news.update({ where: { id }, data: { documentId: linked.id } })
      return endParked(tx, act, id, 'LINKED', reason)
    }
    await applyParked(tx, act, document!, { news: news!, receivedAt: parked.receivedAt })
    await endParked(tx, act, id, 'APPLIED', reason)
  })
}

/** The refusal to end news that has ended already, with who ended it (Olek, if it applied it by itself) and when. */
async function endedBy(tx: Tx, { endedById, endedAt }: { endedById: string | null; endedAt: Date | null }) {
  const user = endedById ? await tx.accessUser.findFirst({ where: { id: endedById } }) : null
  const who = user ? `${user.firstName} ${user.lastName}` : 'Olek'
  return endedAt ? { code: 'newsEnded', params: { who, at: showInstant(endedAt) } } : { code: 'newsTaken' }
}

/**
 * A person applies it, through the ordinary checks. If DHIS's time can't be right, the day on which the news came
 * counts as the day of the decision.
 */
async function applyParked(
  tx: Tx,
  act: Act,
  document: LoadedDocument,
  { news: told, receivedAt }: { news: DhisNews; receivedAt: Date },
) {
  const timeless = onlyOfTime(objectionsTo(told, await toldOf(tx, document, told), act.now))
  const news = timeless ? { ...told, at: receivedAt.toISOString() } : told
  if (news.type !== 'confirmed') return takeIn(tx, document, news, act.now)
  await registerDocument(tx, document, { act: 'recheck', actor: actorOf(act, document), news }, act.now)
}

const endParked = async (
  tx: Tx,
  act: Act,
  id: string,
  state: 'APPLIED' | 'VOID' | 'LINKED',
  endReason: string,
) => {
  await tx.news.update({
    where: { id },
    data: { state, endedAt: act.now, endedById: act.person.id, endReason },
  })
}
