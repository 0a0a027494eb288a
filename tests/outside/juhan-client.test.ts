import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readPage, tellStatus } from '@/lib/outside/juhan/client'
import { nextPage, wholeList } from '@/lib/outside/juhan/whole'
import type { JuhanPage } from '@/lib/outside/juhan/wire'
import { checkPersonalCode } from '@/lib/shared/personal-code'
import { startSandbox, type Sandbox } from './sandbox-process'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox()
})
beforeEach(() => sandbox.control('POST', '/reset'))
afterAll(() => sandbox.stop())

const breakJuhan = (fault: object) => sandbox.control('PUT', '/faults/juhan', fault)
const completed = { status: 'Lõpetatud', documentNumber: '11441-18', documentOn: '2018-10-24' } as const

/** A run's list as a refresh asks for it: page by page, then as a whole. */
async function listOf(run: string) {
  const pages: JuhanPage[] = []
  for (let next: number | null = 1; next; next = nextPage(run, pages)) {
    const outcome = await readPage(sandbox.juhan, run, next)
    if (outcome.kind !== 'done') return outcome
    pages.push(outcome.value)
  }
  return wholeList(run, pages)
}

describe('the list of a run', () => {
  test('has its twelve people in all statuses, with real personal codes', async () => {
    const answer = await listOf('20401')
    const list = 'list' in answer ? answer.list : []
    expect(list).toHaveLength(12)
    expect(new Set(list.map(({ status }) => status)).size).toBe(5)
    expect(list.filter(({ personalCode }) => personalCode === null)).toHaveLength(1)
    expect(list.every(({ personalCode }) => personalCode === null || checkPersonalCode(personalCode!))).toBe(
      true,
    )
    expect(list[0]).toEqual({
      id: '880101',
      status: 'Registreeritud',
      personalCode: '47903120210',
      firstName: 'Kairi',
      lastName: 'Lepp',
      email: 'kairi.lepp@kool.example',
      phone: '+372 5551 0101',
      payer: 'juriidiline isik',
      registeredOn: '2026-10-19',
      workplace: 'Nõmme Näidisgümnaasium',
    })
  })

  test('of ten thousand people is whole, with nobody twice', async () => {
    await sandbox.control('POST', '/juhan/runs/20499/people', { count: 10_000 })
    const answer = await listOf('20499')
    const list = 'list' in answer ? answer.list : []
    expect(list).toHaveLength(10_000)
    expect(new Set(list.map(({ personalCode }) => personalCode)).size).toBe(10_000)
    expect(list.every(({ personalCode }) => checkPersonalCode(personalCode!))).toBe(true)
  })

  test('of a run without registrations is empty', async () => {
    await sandbox.control('POST', '/juhan/runs/20403/people', { count: 0 })
    expect(await listOf('20403')).toEqual({ list: [] })
  })

  test('of a run that Juhan does not have is refused in its words', async () => {
    expect(await listOf('404')).toMatchObject({ kind: 'refused', words: 'Sellist toimumist ei ole' })
  })

  test('is refused without the right key, which is not kept in the exchange', async () => {
    const outcome = await readPage({ ...sandbox.juhan, key: 'wrong-key' }, '20401', 1)
    expect(outcome).toMatchObject({ kind: 'refused', exchange: { status: 401 } })
    expect(JSON.stringify(outcome.exchange)).not.toContain('wrong-key')
  })
})

describe('a page that goes wrong', () => {
  test.each([
    ['cut', { kind: 'unreachable', exchange: { status: 200 } }],
    ['down', { kind: 'unreachable', exchange: { status: null } }],
    ['500', { kind: 'unreachable', words: 'Sisemine viga' }],
    ['refuse', { kind: 'refused', words: 'Liivakast keeldub' }],
    ['forget', { kind: 'unreachable' }],
    ['garbage', { kind: 'unreadable', words: 'JSON' }],
    [
      'unknownStatus',
      { problem: { code: 'statusUnknown', id: '880101', name: 'Kairi Lepp', status: 'Peatatud' } },
    ],
    ['otherRun', { problem: { code: 'otherRun', run: '204019' } }],
    ['duplicates', { problem: { code: 'duplicate', id: '880101', name: 'Kairi Lepp' } }],
    ['empty', { list: [] }],
  ])('makes no part of a list (fault: %s)', async (mode, answer) => {
    await breakJuhan({ mode })
    expect(await listOf('20401')).toMatchObject(answer)
  })

  test('with broken characters spoils one name and leaves everybody in the list', async () => {
    await breakJuhan({ mode: 'brokenCharacters' })
    const answer = await listOf('20401')
    const list = 'list' in answer ? answer.list : []
    expect(list).toHaveLength(12)
    expect(list.filter(({ firstName }) => firstName?.includes('\uFFFD'))).toHaveLength(1)
  })

  test('that is slow is unreachable if it is too late, and whole if it is in time', async () => {
    await breakJuhan({ mode: 'slow', ms: 300 })
    expect(await readPage({ ...sandbox.juhan, timeoutMs: 100 }, '20401', 1)).toMatchObject({
      kind: 'unreachable',
      words: 'ETIMEDOUT',
    })
    expect(await listOf('20401')).toHaveProperty('list.length', 12)
  })

  test('in the middle of many pages leaves no list', async () => {
    await sandbox.control('POST', '/juhan/runs/20499/people', { count: 1200 })
    const first = await readPage(sandbox.juhan, '20499', 1)
    if (first.kind !== 'done') throw new Error(first.kind)
    await breakJuhan({ mode: 'cut', times: 1 })
    expect(await readPage(sandbox.juhan, '20499', 2)).toMatchObject({ kind: 'unreachable' })
    expect(wholeList('20499', [first.value])).toEqual({
      problem: { code: 'cutShort', got: 500, total: 1200 },
    })
  })
})

describe('a status that we tell Juhan', () => {
  const statusOf = async (id: string) =>
    (await sandbox.control('GET', '/juhan/runs/20401')).find((row: { id: string }) => row.id === id)

  test('is kept in Juhan with the number and day of the paper', async () => {
    expect(await tellStatus(sandbox.juhan, '880101', completed, 'k1')).toMatchObject({
      kind: 'done',
      value: { id: '880101', ...completed },
    })
    expect(await statusOf('880101')).toMatchObject(completed)
  })

  test('is told once under one key, and answered the same whatever was told meanwhile', async () => {
    const again = () => tellStatus(sandbox.juhan, '880101', completed, 'k2')
    await again()
    await tellStatus(sandbox.juhan, '880101', { status: 'Mitte-lõpetatud' }, 'k3')
    expect(await again()).toMatchObject({ kind: 'done', value: completed })
    expect(await statusOf('880101')).toMatchObject({ status: 'Mitte-lõpetatud', documentNumber: null })
    expect(await sandbox.control('GET', '/juhan/told')).toHaveLength(2)
  })

  test.each([
    ['of nobody', '999999', completed, 404, 'Sellist registreeringut ei ole'],
    [
      'of somebody on the waiting list',
      '880108',
      completed,
      409,
      'Ootenimekirjas olija ei ole koolitusel osalenud',
    ],
    ['of completion after a cancellation', '880110', completed, 409, 'Registreering on tühistatud'],
    [
      'of completion without a paper',
      '880101',
      { status: 'Lõpetatud' },
      422,
      'Lõpetanul peavad olema dokumendi number ja kuupäev',
    ],
  ] as const)('%s is refused in the words of Juhan', async (_title, id, telling, status, words) => {
    const outcome = await tellStatus(sandbox.juhan, id, telling, 'k4')
    expect(outcome).toMatchObject({ kind: 'refused', words, exchange: { status } })
    expect(await sandbox.control('GET', '/juhan/told')).toEqual([])
  })

  test('whose answer Juhan lost is told once, at the next try', async () => {
    await breakJuhan({ mode: 'forget', times: 1 })
    const tell = () => tellStatus(sandbox.juhan, '880101', completed, 'k5')
    expect(await tell()).toMatchObject({ kind: 'unreachable' })
    expect(await tell()).toMatchObject({ kind: 'done' })
    expect(await sandbox.control('GET', '/juhan/told')).toHaveLength(1)
  })
})
