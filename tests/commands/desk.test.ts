import { describe, expect, test } from 'vitest'
import { deskCounts, deskTodos, mostWaiting } from '@/lib/desk/queries/desk'
import { comingEvents, lastDecided, registeredGrants, waitingDocuments } from '@/lib/desk/queries/lists'
import { beginDraft, keepTyping } from '@/lib/documents/drafting/commands/drafting'
import { markFinanceTold } from '@/lib/documents/sending/commands/issuing'
import { takeNews } from '@/lib/documents/sending/commands/news'
import { comparisonSheet } from '@/lib/registrants/queries/comparison'
import { sayIn } from '@/lib/messages/say'
import { mostApiece } from '@/lib/shared/paging'
import { units, users } from '@/prisma/cast'
import { aDirective, monthOfItsOwn, newsFor, now } from '../support/documents'
import { noon, withOffice, type CastName } from '../support/office'
import { refreshed, somePeople } from '../support/refreshes'
import { aRun } from '../support/runs'

const office = withOffice()

const linesOf = async (name: CastName) => deskTodos(office().db, await office().person(name))
/** What stands on the desk about one thing. */
const about = async (name: CastName, id: string) =>
  (await linesOf(name))
    .filter((line) => line.id === id || ('documentId' in line && line.documentId === id))
    .map(({ what }) => what)

describe('the desk', () => {
  test('shows drafts to their drafter and to nobody else', async () => {
    const draft = await aDirective(office())
    const checked = await aDirective(office(), { state: 'CHECKED', head: monthOfItsOwn() })
    const typed = await aDirective(office(), { head: monthOfItsOwn() })
    await keepTyping(await office().as('liis'), { id: typed, head: { extraInfo: 'x' } })
    const begun = await beginDraft(await office().as('liis'), {
      type: 'VICE_DEAN_DIRECTIVE',
      kind: 'OWN_FUNDS_ALLOWANCE',
    })
    expect(await about('liis', draft)).toEqual(['DRAFT'])
    expect(await about('liis', checked)).toEqual(['CHECKED'])
    expect(await about('liis', typed)).toEqual(['TYPED'])
    expect(await about('liis', begun)).toEqual(['NEW'])
    for (const name of ['kaire', 'krista', 'mari', 'tiina', 'toomas'] as const) {
      for (const id of [draft, checked, typed, begun]) expect(await about(name, id), name).toEqual([])
    }
  })

  test('shows a failed sending once to those who may mend it, and the administrator a number', async () => {
    const id = await aDirective(office(), { state: 'SENDING', head: monthOfItsOwn() })
    expect(await about('liis', id)).toEqual([])
    await office().db.delivery.updateMany({
      where: { documentId: id },
      data: { state: 'NEEDS_PERSON', problem: 'refused: Isikut 49205130232 ei ole', attempts: 1 },
    })
    for (const name of ['liis', 'kaire', 'tiina'] as const)
      expect(await about(name, id), name).toEqual(['STUCK'])
    for (const name of ['krista', 'mari', 'heli', 'rein'] as const)
      expect(await about(name, id), name).toEqual([])
    const admin = await linesOf('toomas')
    expect(admin).toMatchObject([{ what: 'NEIGHBOUR', neighbour: 'DHIS', count: 1 }])
    expect(JSON.stringify(admin)).not.toContain('49205130232')
  })

  test('asks the signer to confirm a document, and shows others that it waits', async () => {
    const id = await aDirective(office(), { state: 'ISSUED', head: monthOfItsOwn() })
    expect(await about('mari', id)).toEqual(['SIGN'])
    expect(await about('peeter', id)).toEqual([])
    const waitingFor = async (name: CastName) =>
      (await waitingDocuments(office().db, await office().person(name))).documents.map(
        (document) => document.id,
      )
    expect(await waitingFor('liis')).toContain(id)
    expect(await waitingFor('heli')).toContain(id)
    expect(await waitingFor('mari')).not.toContain(id)
    expect(await waitingFor('krista')).not.toContain(id)
    expect(await waitingFor('rein')).toEqual([])
  })

  test('shows parked news to the study office, which settles it, and to the drafter', async () => {
    const id = await aDirective(office(), { state: 'ISSUED', head: monthOfItsOwn() })
    const news = await newsFor(office(), id)
    const { firstName, lastName, personalCode } = users.peeter
    await takeNews(office().db, { ...news, by: { name: `${firstName} ${lastName}`, personalCode } }, noon)
    expect(await about('tiina', id)).toEqual(['PARKED'])
    expect(await about('liis', id)).toEqual(['PARKED'])
    expect((await linesOf('tiina')).find(({ what }) => what === 'PARKED')).toMatchObject({ settles: true })
    expect((await linesOf('liis')).find(({ what }) => what === 'PARKED')).toMatchObject({ settles: false })
    expect(await about('kaire', id)).toEqual([])
  })

  test('reminds the drafter to tell the finance office, until that is marked as done', async () => {
    const id = await aDirective(office(), { state: 'REGISTERED', head: monthOfItsOwn() })
    expect(await about('liis', id)).toEqual(['FINANCE'])
    expect(await about('tiina', id)).toEqual([])
    await markFinanceTold(await office().as('liis'), await now(office(), id))
    expect(await about('liis', id)).toEqual([])
  })

  test('counts as many lines as it shows', async () => {
    for (const name of Object.keys(users) as CastName[]) {
      const { desk } = await deskCounts(office().db, await office().person(name))
      expect(desk, name).toBe((await linesOf(name)).length)
    }
  })

  test('counts no further than a hundred', async () => {
    const { id } = users.ants
    await office().db.$executeRaw`
      INSERT INTO working_copy (document_id, user_id, type, kind, content)
      SELECT gen_random_uuid(), ${id}::uuid, 'PROPOSAL', 'EXMATRICULATION', '{}' FROM generate_series(1, 1050)`
    const { desk } = await deskCounts(office().db, await office().person('ants'))
    expect(desk).toBe(mostWaiting + 1)
    await office().db.workingCopy.deleteMany({ where: { userId: id } })
  })

  test('counts messages that wait for release no further than to a thousand, and says so', async () => {
    await office().db.$executeRaw`
      INSERT INTO delivery (neighbour, topic, key, thread, payload, state)
      SELECT 'JUHAN', 'juhan.status', 'held-' || n, 'held-' || n, '{}', 'HELD' FROM generate_series(1, 1050) AS n`
    const held = (await linesOf('tiina')).filter(({ what }) => what === 'HELD')
    expect(held).toContainEqual(expect.objectContaining({ neighbour: 'JUHAN', count: mostApiece + 1 }))
    for (const key of ['neighbour', 'held', 'ehisHeld', 'ehisLate', 'ehisRefused'] as const)
      expect(sayIn('et')(`office.desk.line.${key}`, { count: mostApiece + 1, neighbour: 'Juhan' })).toContain(
        'üle 1 000',
      )
    await office().db.delivery.deleteMany({ where: { key: { startsWith: 'held-' } } })
  })

  test('shows the sums that were registered to the finance office and not to a clerk', async () => {
    const registered = await registeredGrants(office().db, await office().person('rein'))
    expect(registered[0]).toMatchObject({ persons: 1, sum: '660.00', unit: units.LT.name })
    expect(await registeredGrants(office().db, await office().person('liis'))).toEqual([])
  })

  test('shows the latest decisions only to those who see the documents', async () => {
    const decided = await lastDecided(office().db, await office().person('liis'))
    expect(decided).toContainEqual(expect.objectContaining({ act: 'confirmed', who: 'Mari Mets' }))
    expect(await lastDecided(office().db, await office().person('krista'))).toEqual([])
    expect(await lastDecided(office().db, await office().person('rein'))).toEqual([])
  })

  test('names the grants of the person’s units that end within thirty days, inclusive', async () => {
    const ends = async (name: CastName, day: string) =>
      (await comingEvents(office().db, await office().person(name), new Date(`${day}T10:00:00Z`))).filter(
        ({ what, on }) => what === 'ENDING' && on === '2031-03-31',
      )
    await aDirective(office(), {
      state: 'REGISTERED',
      head: { paidFrom: '01.03.2031', paidTo: '31.03.2031' },
      persons: ['Oja'],
    })
    // Kadri Oja studies in LTFYS, which is one of Liis's units.
    expect(await ends('liis', '2031-02-28')).toEqual([])
    expect(await ends('liis', '2031-03-01')).toMatchObject([{ unit: units.LTFYS.name, count: 1 }])
    expect(await ends('liis', '2031-03-31')).toMatchObject([{ count: 1 }])
    expect(await ends('liis', '2031-04-01')).toEqual([])
    expect(await ends('krista', '2031-03-15')).toEqual([])
    expect(await ends('rein', '2031-03-15')).toHaveLength(1)
  })
})

test('a list that differs from Juhan’s or waits for a yes is on the coordinator’s desk alone', async () => {
  const { runId } = await aRun(office(), [], { linked: true })
  const of = async (name: CastName) =>
    (await linesOf(name)).flatMap((line) => (line.what === 'JUHAN' && line.run === runId ? [line] : []))
  const people = somePeople(2, 70_000)
  await refreshed(office(), runId, people)
  expect(await of('maarja')).toEqual([])

  await refreshed(office(), runId, [people[0]!])
  const name = `${people[1]!.firstName} ${people[1]!.lastName}`
  expect(await of('maarja')).toMatchObject([{ state: 'APPLIED', count: 1, names: [name] }])
  expect((await deskCounts(office().db, await office().person('maarja'))).desk).toBe(
    (await linesOf('maarja')).length,
  )
  for (const name of ['liis', 'mari', 'tiina', 'toomas'] as const) expect(await of(name), name).toEqual([])
  const protocol = { runId, createdAt: noon, createdBy: 'Maarja Ilves' }
  const { id } = await office().db.protocol.create({ data: protocol })
  expect(await of('maarja')).toEqual([])
  await office().db.protocol.delete({ where: { id } })
  await refreshed(office(), runId, people)
  expect(await of('maarja')).toEqual([])

  await refreshed(office(), runId, [people[0]!, { ...people[1]!, status: 'CANCELLED' }])
  expect(await of('maarja')).toMatchObject([{ state: 'PLANNED' }])
  await office().db.refresh.updateMany({
    where: { runId, state: 'PLANNED' },
    data: { state: 'DISCARDED', endedAt: noon },
  })
  expect(await of('maarja')).toEqual([])
})

test('the comparison page names both registrations of a person who is in Juhan twice', async () => {
  const { runId } = await aRun(office(), [], { linked: true })
  const [one, other] = somePeople(2, 71_000)
  const personalCode = '39001010099'
  await refreshed(office(), runId, [
    { ...one!, personalCode },
    other!,
    { ...one!, personalCode, juhanId: '719001', email: 'kodus@n.example' },
  ])
  const sheet = (await comparisonSheet(office().db, await office().person('maarja'), runId, noon))!
  expect(sheet.differences).toEqual([])
  expect(sheet.twins.map(({ one, other, by }) => [by, [one.juhanId, other.juhanId].toSorted()])).toEqual([
    ['CODE', [one!.juhanId, '719001'].toSorted()],
  ])
})
