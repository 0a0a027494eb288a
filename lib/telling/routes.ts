import { mayHaveHeard, registryTold } from '@/lib/deliveries/registry-thread'
import { route, timeoutMs, type Routes } from '@/lib/deliveries/route'
import { NothingToTell, Unsendable } from '@/lib/deliveries/unsendable'
import {
  cancellingTold,
  documentReopened,
  documentSent,
  financeTold,
  reopeningRefused,
  sendingCalledOff,
} from '@/lib/documents/sending/commands/heard'
import { lookedAt } from '@/lib/documents/sending/commands/look'
import { takeWaitingNews } from '@/lib/documents/sending/commands/news'
import { grantRecord } from '@/lib/grants/queries/registry'
import { toldOf } from '@/lib/grants/rules/registry'
import { findVersion, readDocument, saysNotFound } from '@/lib/outside/dhis/client'
import type { DhisRecord, DhisRegistered } from '@/lib/outside/dhis/wire'
import { tellLearner, tellPupil, tellStipend } from '@/lib/outside/ehis/client'
import type { EhisAnswer } from '@/lib/outside/ehis/envelope'
import { tellStatus } from '@/lib/outside/juhan/client'
import type { JuhanTold } from '@/lib/outside/juhan/wire'
import { sendLetter } from '@/lib/outside/mail/client'
import { messageIdOf } from '@/lib/outside/mail/wire'
import { juhanTook } from '@/lib/registrants/commands/push'
import { refreshFailed, refreshFetched, type Answer } from '@/lib/registrants/commands/refresh-heard'
import { dayInTallinn } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { env } from '@/lib/shared/env'
import { after, sendVersion, withdraw } from './dhis-talk'
import { ehisChange } from './ehis/grant-change'
import { personChange } from './ehis/person-change'
import { pupilChange, type MessageFacts } from './ehis/pupil-change'
import { pupilFacts } from './ehis/pupil-facts'
import { readList } from './juhan-list'

const dhis = () => ({ url: env().DHIS_URL, key: env().DHIS_KEY, timeoutMs })
const juhan = () => ({ url: env().JUHAN_URL, key: env().JUHAN_KEY, timeoutMs })
const ehis = () => ({
  url: env().EHIS_URL,
  client: env().XROAD_CLIENT,
  service: env().XROAD_SERVICE,
  timeoutMs,
})

/** How each topic is sent and who hears the answer. A topic without a line doesn't compile. */
export const routes: Routes = {
  'dhis.register': route<'dhis.register', DhisRegistered>({
    send: (db, payload, { key }) => sendVersion(db, dhis(), payload, key),
    heard: documentSent,
    after: (db, { documentId }, _value, now) => takeWaitingNews(db, documentId, now),
    withdrawnBy: ['dhis.callOff', 'dhis.lock', 'dhis.cancel'],
  }),
  'dhis.lock': route<'dhis.lock', DhisRecord | null>({
    send: async (db, { documentId, sendNo, confirmed }) => {
      const how = confirmed ? 'cancel' : 'lock'
      return withdraw(dhis(), await dhisIdOf(db, documentId), sendNo, how, 'Dokumenti muudetakse')
    },
    heard: (tx, payload, _value, now) => documentReopened(tx, payload, now),
    conflict: reopeningRefused,
  }),
  'dhis.cancel': route<'dhis.cancel', DhisRecord | null>({
    send: async (db, { documentId, sendNo, reason }) =>
      withdraw(dhis(), await dhisIdOf(db, documentId), sendNo, 'cancel', reason),
    heard: (tx, payload, _value, now) => cancellingTold(tx, payload, now),
  }),
  'dhis.callOff': route<'dhis.callOff', DhisRecord | null>({
    send: async (_db, { documentId, sendNo }) => {
      const found = await findVersion(dhis(), documentId, sendNo)
      if (found.kind !== 'done' || found.value === null) return found
      const gone = await withdraw(dhis(), found.value.id, sendNo, 'cancel', 'Saatmine katkestati')
      return after(found, gone)
    },
    heard: sendingCalledOff,
  }),
  'dhis.look': route<'dhis.look', DhisRecord | null>({
    send: async (db, { documentId }) => {
      const found = await readDocument(dhis(), await dhisIdOf(db, documentId))
      return saysNotFound(found) ? { ...found, kind: 'done', value: null } : found
    },
    after: lookedAt,
  }),
  'juhan.refresh': route<'juhan.refresh', Answer>({
    send: (db, payload, { id: deliveryId, createdAt }) =>
      readList(db, juhan(), payload, { deliveryId, today: dayInTallinn(createdAt) }),
    heard: refreshFetched,
    failed: (tx, payload, problem, now) =>
      refreshFailed(tx, payload, { why: 'notHad', params: { problem } }, now),
  }),
  'juhan.status': route<'juhan.status', JuhanTold>({
    send: (_db, { juhanId, told }, { key }) =>
      tellStatus(juhan(), juhanId, { ...told, status: statusWords[told.status] }, key),
    heard: juhanTook,
    // A later message of the thread tells the outcome as of then.
    withdrawnBy: ['juhan.status'],
  }),
  'mail.letter': route<'mail.letter', { accepted: true }>({
    send: async (_db, letter, { key }) => {
      if (letter.to === '') throw new Unsendable('noEmail')
      return mail(letter, key)
    },
  }),
  'mail.finance': route<'mail.finance', { accepted: true }>({
    send: (_db, letter, { key }) => mail(letter, key),
    heard: (tx, payload, _value, now) => financeTold(tx, payload, now),
  }),
  'ehis.grant': route<'ehis.grant', string>({
    send: async (db, { registryId, act, releasedById }, { id, key, createdAt }) => {
      const record = await grantRecord(db, registryId)
      // The grant was taken back while the message was on its way, or the registry was never told of it.
      if (act === 'DELETE' ? !(await mayHaveHeard(db, id)) : !record?.exists) throw new NothingToTell()
      const change = ehisChange(record, act, { koolId: env().EHIS_KOOL_ID, on: dayInTallinn(createdAt) })
      const userId = await xRoadUser(db, releasedById)
      const outcome = await tellStipend(ehis(), change, { id: key, userId })
      if (outcome.kind !== 'done') return outcome
      return { ...outcome, value: act === 'DELETE' || !record ? '' : toldOf(record) }
    },
    heard: registryTold,
    // A later message of the thread tells the state as of then.
    withdrawnBy: ['ehis.grant'],
  }),
  'ehis.person': route<'ehis.person', EhisAnswer>({
    send: async (db, payload, { key }) => {
      const about = { id: key, userId: await xRoadUser(db, payload.releasedById) }
      return tellLearner(ehis(), await personChange(db, payload, env().EHIS_KOOL_ID), about)
    },
  }),
  'ehis.pupil': route<'ehis.pupil', EhisAnswer, MessageFacts>({
    facts: pupilFacts,
    send: async (_db, { message }, { key }, facts) => {
      if (!facts.userCode) throw new Unsendable('noActor')
      const { registryCode: representedParty, userCode } = facts
      const about = { id: key, userId: `EE${userCode}`, representedParty }
      return tellPupil(ehis(), pupilChange(message, facts), about)
    },
  }),
}

/** Our outcomes in Juhan's words. */
const statusWords = {
  CANCELLED: 'Tühistatud',
  NOT_COMPLETED: 'Mitte-lõpetatud',
  COMPLETED: 'Lõpetatud',
} as const

const mail = ({ to, subject, text }: { to: string; subject: string; text: string }, key: string) =>
  sendLetter(
    { smtpUrl: env().SMTP_URL, from: env().MAIL_FROM, timeoutMs },
    { to, subject, text, messageId: messageIdOf(key, env().MAIL_FROM) },
  )

/** X-Road wants to know on whose behalf a message is sent: whoever released it. */
async function xRoadUser(db: Db, id: string | undefined): Promise<string> {
  const user = id ? await db.accessUser.findFirst({ where: { id }, select: { personalCode: true } }) : null
  if (!user?.personalCode) throw new Unsendable('noReleaser')
  return `EE${user.personalCode}`
}

async function dhisIdOf(db: Db, id: string): Promise<string> {
  const { dhisId } = await db.documentsDocument.findFirstOrThrow({ where: { id }, select: { dhisId: true } })
  if (!dhisId) throw new Error(`Document ${id} is not in DHIS`)
  return dhisId
}
