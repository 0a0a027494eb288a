import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import { takeFault, type Fault } from '../faults'
import type { Store } from '../store'
import { receive } from './mailbox'

/** The mail server: takes every letter for everybody. Resolves with its port when it listens. */
export function startMail(store: Store, port: number): Promise<{ port: number; stop: () => void }> {
  const playing = new Map<number, { fault: Fault; socket: Socket }>()
  const at = (session: SMTPServerSession) => playing.get(session.remotePort)

  const smtp = new SMTPServer({
    name: 'liivakast',
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: 10 * 1024 * 1024,
    rejectOversized: true,
    onRcptTo(_address, session, done) {
      const fault = at(session)?.fault
      if (fault?.mode === 'refuse') done(replyOf(550, fault.words))
      else if (fault?.mode === '500') done(replyOf(451, 'Ajutine viga'))
      else done()
    },
    async onData(stream, session, done) {
      try {
        const chunks: Buffer[] = []
        for await (const chunk of stream) chunks.push(chunk as Buffer)
        const { mailFrom, rcptTo } = session.envelope
        const sender = mailFrom ? mailFrom.address : ''
        if (!stream.sizeExceeded) {
          await receive(
            store,
            Buffer.concat(chunks),
            sender,
            rcptTo.map((each) => each.address),
          )
        }
        const play = at(session)
        if (play?.fault.mode === 'forget') play.socket.resetAndDestroy()
        else done()
      } catch (error) {
        done(replyOf(451, error instanceof Error ? error.message : 'Ajutine viga'))
      }
    },
  })
  smtp.on('error', () => {}) // A client that breaks off is nothing to report.

  // Our own listener in front, so that a fault can be played before the first word of the protocol.
  const front = createServer(async (socket) => {
    socket.on('error', () => {})
    const fault = takeFault(store, 'mail', 'exchange')
    if (fault.mode === 'down') return socket.resetAndDestroy()
    if (fault.mode === 'garbage') return socket.end('Tere! Siin ei ole postkontor.\r\n')
    if (fault.mode === 'slow') await sleep(fault.ms)
    const remotePort = socket.remotePort
    if (remotePort === undefined) return socket.destroy()
    playing.set(remotePort, { fault, socket })
    socket.on('close', () => playing.delete(remotePort))
    smtp.connect(socket)
  })
  return listen(front, port)
}

function replyOf(responseCode: number, words: string): Error {
  return Object.assign(new Error(words.replace(/\s+/g, ' ')), { responseCode })
}

function listen(front: Server, port: number): Promise<{ port: number; stop: () => void }> {
  return new Promise((resolve, reject) => {
    front.once('error', reject)
    front.listen(port, '127.0.0.1', () => {
      resolve({ port: (front.address() as AddressInfo).port, stop: () => front.close() })
    })
  })
}
