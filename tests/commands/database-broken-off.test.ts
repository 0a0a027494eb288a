import { afterAll, beforeEach, expect, test } from 'vitest'
import { isBrokenConnection } from '@/lib/deliveries/persistent'
import { connect } from '@/lib/shared/db'
import { env } from '@/lib/shared/env'
import { deliverDue } from '@/lib/telling/deliver'
import { routes } from '@/lib/telling/routes'
import { eventSecret, startSandbox, type Sandbox } from '../outside/sandbox-process'
import { aDirective, deliveriesOf, monthOfItsOwn, stateOf } from '../support/documents'
import { noon, withOffice } from '../support/office'

let sandbox: Sandbox
const office = withOffice(async () => {
  sandbox = await startSandbox()
  return { DHIS_URL: sandbox.dhis.url, DHIS_KEY: sandbox.dhis.key, DHIS_EVENT_SECRET: eventSecret }
})
afterAll(() => sandbox.stop())

/** Cuts every connection of the application's role but this one. */
const cutAll = async () => {
  const own = connect(env().DATABASE_URL, 1)
  await own.$queryRaw`
    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
     WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()`
  await own.$disconnect()
}

const route = routes['dhis.register']!
const { send, heard } = route
beforeEach(() => {
  Object.assign(route, { send, heard })
})
afterAll(() => {
  Object.assign(route, { send, heard })
})

const sending = () => aDirective(office(), { state: 'SENDING', head: monthOfItsOwn() })
const deliver = (clock = () => noon) => deliverDue(office().db, 'DHIS', clock)
const tries = async (id: string) => {
  const [delivery] = await deliveriesOf(office(), id)
  return office().db.exchange.findMany({ where: { deliveryId: delivery!.id }, orderBy: { id: 'asc' } })
}

test('connections that break before the claim are opened again, and the document is sent once', async () => {
  const id = await sending()
  await cutAll()
  await deliver()
  expect(await stateOf(office(), id)).toBe('ISSUED')
  expect(await tries(id)).toMatchObject([{ outcome: 'done' }])
})

test('connections that break while a document is sent lose nothing of the neighbour’s answer', async () => {
  const id = await sending()
  route.send = async (...asked) => {
    const answer = await send(...asked)
    await cutAll()
    return answer
  }
  await deliver()
  expect(await stateOf(office(), id)).toBe('ISSUED')
  expect(await tries(id)).toMatchObject([{ outcome: 'done', status: 201 }])
})

test('a delivery whose settling is broken off is settled again, and its try is kept once', async () => {
  const id = await sending()
  let cut = false
  route.heard = async (...told) => {
    const wrong = await heard!(...told)
    if (!cut) await cutAll()
    cut = true
    return wrong
  }
  await deliver()
  expect(cut).toBe(true)
  expect(await stateOf(office(), id)).toBe('ISSUED')
  expect(await tries(id)).toMatchObject([{ outcome: 'done', status: 201 }])
})

test('a fault of ours before the answer is kept as a try, and the delivery is tried again', async () => {
  const id = await sending()
  route.send = () => Promise.reject(new Error('a fault of ours'))
  await deliver()
  const [delivery] = await deliveriesOf(office(), id)
  expect(delivery).toMatchObject({ state: 'WAITING', problem: 'FAULT', attempts: 1, heard: 'MAYBE' })
  expect(await tries(id)).toMatchObject([{ outcome: 'fault', status: null }])
  route.send = send
  await deliver(() => new Date(noon.getTime() + 60_000))
  expect(await stateOf(office(), id)).toBe('ISSUED')
  expect(await tries(id)).toMatchObject([{ outcome: 'fault' }, { outcome: 'done' }])
})

test('a fault of ours after the answer keeps the answer, and in the end needs a person', async () => {
  const id = await sending()
  route.heard = () => Promise.reject(new Error('a fault of ours'))
  await deliver()
  expect((await deliveriesOf(office(), id))[0]).toMatchObject({
    state: 'WAITING',
    problem: 'FAULT',
    heard: 'SURELY',
  })
  expect(await tries(id)).toMatchObject([{ outcome: 'done', status: 201 }])
  await deliver(() => new Date(noon.getTime() + 1000 * 3_600_000))
  expect((await deliveriesOf(office(), id))[0]).toMatchObject({ state: 'NEEDS_PERSON', problem: 'FAULT' })
})

test('an error counts as a broken connection only if the connection was cut', async () => {
  const refused = await office().db.$queryRaw`SELECT 1 / 0`.catch((error: unknown) => error)
  expect(isBrokenConnection(refused)).toBe(false)
  expect(isBrokenConnection(new Error('a fault of ours'))).toBe(false)
  const cut = await office()
    .db.$transaction(async (tx) => {
      await cutAll()
      await tx.$queryRaw`SELECT 1`
    })
    .catch((error: unknown) => error)
  expect(isBrokenConnection(cut)).toBe(true)
})
