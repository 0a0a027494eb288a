import { createTransport, type NodemailerError } from 'nodemailer'
import { storable } from '@/lib/shared/written'
import { failureCode, type Exchange, type Outcome, type Verdict } from '../outcome'
import { letterSchema, type Letter } from './wire'

/**
 * The mail server as `smtp://user:password@host:port` (or smtps), the sender with or without a name, and how long we
 * wait for the whole exchange: 20 seconds by default.
 */
export type MailAddress = { smtpUrl: string; from: string; timeoutMs?: number }

/**
 * Hands one letter to the mail server. `done` means that the server took it, not that it was read. An invalid letter
 * (bad address, a line break in the subject) is `refused` before anything is sent.
 */
export async function sendLetter(at: MailAddress, letter: Letter): Promise<Outcome<{ accepted: true }>> {
  const started = performance.now()
  const startedAt = new Date()
  const exchange = (status: number | null, response: string | null): Exchange => ({
    method: 'SMTP',
    address: withoutCredentials(at.smtpUrl),
    request: JSON.stringify(letter),
    status,
    response,
    at: startedAt,
    tookMs: Math.round(performance.now() - started),
  })

  const parsed = letterSchema.safeParse(letter)
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => issue.path.join('.'))
    return { exchange: exchange(null, null), kind: 'refused', words: [...new Set(fields)].join(', ') }
  }
  try {
    const reply = await handOver(at, parsed.data)
    return { exchange: exchange(replyCode(reply), reply), kind: 'done', value: { accepted: true } }
  } catch (thrown) {
    const error = thrown as NodemailerError
    const reply = error.response ? storable(error.response) : null
    return { exchange: exchange(error.responseCode ?? null, reply), ...sort(error, reply) }
  }
}

async function handOver(at: MailAddress, letter: Letter): Promise<string> {
  const transport = createTransport({
    url: at.smtpUrl,
    maxResponseSize: 64 * 1024,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    const sent = await transport.sendMail({
      from: at.from,
      to: { name: '', address: letter.to },
      subject: letter.subject,
      text: letter.text,
      messageId: letter.messageId,
      signal: AbortSignal.timeout(at.timeoutMs ?? 20_000),
      // RFC 3834: automatic holiday replies should not come back to the office.
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
    return storable(sent.response)
  } finally {
    transport.close()
  }
}

function sort(error: NodemailerError, reply: string | null): Verdict<never> {
  const words = (reply ?? failureCode(error)).slice(0, 1000)
  if (error.permanent || (error.code === 'EENVELOPE' && !error.responseCode))
    return { kind: 'refused', words }
  if (error.code === 'EPROTOCOL') return { kind: 'unreadable', words }
  return { kind: 'unreachable', words }
}

function replyCode(reply: string): number | null {
  const code = Number(reply.slice(0, 3))
  return Number.isInteger(code) && code >= 200 ? code : null
}

function withoutCredentials(smtpUrl: string): string {
  const url = new URL(smtpUrl)
  return `${url.protocol}//${url.host}`
}
