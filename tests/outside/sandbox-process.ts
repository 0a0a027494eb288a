import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { DhisAddress } from '@/lib/outside/dhis/client'
import type { DhisDocument } from '@/lib/outside/dhis/wire'
import type { EhisAddress } from '@/lib/outside/ehis/client'
import type { JuhanAddress } from '@/lib/outside/juhan/client'
import type { MailAddress } from '@/lib/outside/mail/client'

/** Invented persons of these tests. */
export const mari = {
  id: 'mari',
  name: 'Mari Mets',
  firstName: 'Mari',
  lastName: 'Mets',
  personalCode: '47302150236',
  email: 'mari.mets@ylikool.example',
}
export const jaan = {
  id: 'jaan',
  name: 'Jaan Õunapuu',
  firstName: 'Jaan',
  lastName: 'Õunapuu',
  personalCode: '38105110257',
  email: 'jaan.ounapuu@ylikool.example',
}

export const eventSecret = 'event-secret-of-tests'
export const oidcClient = { id: 'olek', secret: 'client-secret-of-tests' }

export type Sandbox = {
  http: string
  dir: string
  dhis: DhisAddress
  mail: MailAddress
  ehis: EhisAddress
  juhan: JuhanAddress
  /** Asks the control API, and throws if the answer is not a success. */
  control: (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) => Promise<any>
  /** SIGTERM also removes the folder; after SIGKILL another sandbox can be started in it. */
  stop: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<void>
}

/** Starts the real sandbox on free ports, in a fresh folder or in that of an earlier one. */
export async function startSandbox(
  olekUrl = 'http://127.0.0.1:9',
  dir = mkdtempSync(join(tmpdir(), 'olek-sandbox-')),
): Promise<Sandbox> {
  const persons = join(dir, 'persons.json')
  writeFileSync(persons, JSON.stringify([mari, jaan]))
  const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/main.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      NODE_ENV: 'test',
      PATH: process.env.PATH,
      NODE_NO_WARNINGS: '1',
      SANDBOX_DIR: dir,
      SANDBOX_CONTROL_TOKEN: 'control-token',
      SANDBOX_PERSONS: persons,
      OLEK_URL: olekUrl,
      DHIS_KEY: 'dhis-key',
      DHIS_EVENT_SECRET: eventSecret,
      JUHAN_KEY: 'juhan-key',
      OIDC_CLIENT_ID: oidcClient.id,
      OIDC_CLIENT_SECRET: oidcClient.secret,
    },
  })
  const { http, smtp } = await readyLine(child)
  return {
    http,
    dir,
    dhis: { url: `${http}/dhis`, key: 'dhis-key', timeoutMs: 2000 },
    mail: { smtpUrl: smtp, from: 'Olek <olek@ylikool.example>', timeoutMs: 2000 },
    ehis: {
      url: `${http}/ehis/xroad`,
      client: 'EE/GOV/70000000/olek',
      service: 'EE/GOV/70000001/ehis',
      timeoutMs: 2000,
    },
    juhan: { url: `${http}/juhan/api`, key: 'juhan-key', timeoutMs: 2000 },
    async control(method, path, body) {
      const response = await fetch(`${http}/control${path}`, {
        method,
        headers: {
          Authorization: 'Bearer control-token',
          'Content-Type': 'application/json',
          // A connection kept alive may be closed by the server just as it is used again.
          Connection: 'close',
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      })
      const answer = await response.json()
      if (!response.ok) throw new Error(`control ${path}: ${response.status} ${JSON.stringify(answer)}`)
      return answer
    },
    async stop(signal = 'SIGTERM') {
      const exit = once(child, 'exit')
      if (child.exitCode === null && child.signalCode === null && child.kill(signal)) await exit
      if (signal === 'SIGTERM') rmSync(dir, { recursive: true, force: true })
    },
  }
}

async function readyLine(child: ChildProcess): Promise<{ http: string; smtp: string }> {
  for await (const line of createInterface({ input: child.stdout! })) {
    const ready = /^sandbox ready http=(\S+) smtp=(\S+)$/.exec(line)
    if (ready) return { http: ready[1]!, smtp: ready[2]! }
  }
  throw new Error('the sandbox ended before it was ready')
}

/** A directive as it would be sent, with a test's own values in place of some. */
export function aDhisDocument(overrides: Partial<DhisDocument> = {}): DhisDocument {
  return {
    ourId: `d-${crypto.randomUUID()}`,
    version: 1,
    type: 'VICE_DEAN_DIRECTIVE',
    series: '2.1-17',
    seriesName: 'Korraldused',
    title: 'Doktoranditoetus struktuuriüksuse omavahenditest',
    unit: { code: 'LT', name: 'Loodus- ja täppisteaduste valdkond' },
    signer: { name: mari.name, personalCode: mari.personalCode },
    drafter: { name: jaan.name },
    notifyUnits: ['LTFY'],
    pdf: new TextEncoder().encode('%PDF-1.7\n% ühe lehe asemel\n%%EOF\n'),
    content: { rows: [{ name: 'Kadri Oja', monthlyAmount: '660.50' }] },
    ...overrides,
  }
}
