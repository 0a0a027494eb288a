import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { logText, willText, wayOf } from '@/app/(office)/continuing-education/runs/[id]/refreshes/words'
import { WaysOut } from '@/app/(office)/continuing-education/runs/[id]/refreshes/ways-out'
import { directiveOfRegistrants } from '@/lib/documents/drafting/commands/from-registrants'
import { takeOffAndRefresh } from '@/lib/documents/sending/commands/off-directive'
import { sayIn } from '@/lib/messages/say'
import { pushStatuses } from '@/lib/registrants/commands/push'
import { refreshSheet } from '@/lib/registrants/queries/refresh'
import { RefreshAsked } from '@/lib/registrants/schema/refresh'
import { standingsOf } from '@/lib/registrants/standing'
import { users } from '@/prisma/cast'
import { aDirective } from '../support/documents'
import { withOffice } from '../support/office'
import { refreshed } from '../support/refreshes'
import { aRegistration } from '../support/registrants'
import { aRun, placesOf, type MadeRun } from '../support/runs'

const office = withOffice()
const say = sayIn('et')
const maarja = () => office().as('maarja')

/** Refreshes a linked run whose first registrant has this status in Juhan by now; gives what the refresh's page says of that one. */
async function told(run: MadeRun, status: 'CANCELLED' | 'REGISTERED') {
  const { db } = office()
  const listed = await db.registrant.findMany({ where: { runId: run.runId } })
  const answer = listed.map(({ id, juhanId, firstName, lastName, personalCode, email }) =>
    aRegistration({
      juhanId: juhanId!,
      firstName,
      lastName,
      personalCode,
      email,
      status: id === run.registrants[0] ? status : 'REGISTERED',
    }),
  )
  const refresh = await refreshed(office(), run.runId, answer)
  const person = await office().person('maarja')
  const sheet = await refreshSheet(db, person, { run: run.runId, refresh }, RefreshAsked.parse({}))
  const row = sheet!.rows.find(({ registrantId }) => registrantId === run.registrants[0])!
  const way = wayOf(run.runId, row)
  return {
    step: row.step,
    will: willText(say, row),
    log: logText(say, row),
    links: renderToStaticMarkup(WaysOut({ say, may: true, registrant: row.registrantId!, ...way })),
  }
}
const aLinkedRun = () => aRun(office(), [{}, {}], { linked: true })
const placeOf = async ({ runId, registrants }: MadeRun) =>
  (await standingsOf(office().db, runId)).get(registrants[0]!)!.place

test('the act that a refresh names takes a cancelled registrant off the directive and asks for the list anew', async () => {
  const run = await aLinkedRun()
  await aDirective(office(), { kind: 'ADMISSION', places: await placesOf(office(), run) })
  const { step, will, log, links } = await told(run, 'CANCELLED')
  expect([step, will]).toEqual([
    'ON_DIRECTIVE',
    'Jääb alles: eemaldage isik esmalt korralduselt (loomisel, Maarja Ilves)',
  ])
  expect(log).toContain('eemaldage isik esmalt korralduselt')
  expect(links).toContain(`/registrants/${run.registrants[0]}/off`)
  await takeOffAndRefresh(await maarja(), { run: run.runId, registrant: run.registrants[0]! })
  expect(await placeOf(run)).toBe('NOWHERE')
  expect(await office().db.refresh.count({ where: { runId: run.runId, state: 'FETCHING' } })).toBe(1)
})

test.each([
  ['DISCONTINUATION', 'õpingute katkestamine'],
  ['ADMISSION_ANNULMENT', 'õppijaks arvamise tühistamine'],
] as const)(
  'an admitted registrant who was cancelled can be put on the directive that a refresh names: %s',
  async (kind, name) => {
    const run = await aLinkedRun()
    await placesOf(office(), run, { admitted: true })
    const { step, will, log, links } = await told(run, 'CANCELLED')
    expect(step).toBe('ADMITTED')
    for (const text of [will, log]) expect(text).toContain(name)
    expect(links).toContain(`kind=${kind}&amp;registrant=${run.registrants[0]}`)
    const asked = { run: run.runId, signerId: users.mari.id, registrants: [run.registrants[0]!] }
    const { added, left } = await directiveOfRegistrants(await maarja(), { ...asked, kind })
    expect([added, left]).toEqual([1, []])
    expect(await placeOf(run)).toBe('END_UNDER_WAY')
  },
)

test('the act that a refresh names tells Juhan of an annulled admission that it doesn’t know of', async () => {
  const run = await aLinkedRun()
  const [place] = await placesOf(office(), run, { admitted: true })
  const rows = [{ reason: 'Loobus' }]
  await aDirective(office(), { kind: 'ADMISSION_ANNULMENT', places: [place!], rows, state: 'REGISTERED' })
  const { step, will, log } = await told(run, 'REGISTERED')
  expect(step).toBe('UNTOLD')
  expect(will).toContain('uuendage staatust Juhanis')
  expect(log).toContain('uuendage registreerunute staatust Juhanis')
  expect(await pushStatuses(await maarja(), { run: run.runId })).toMatchObject({ told: 1 })
})

test('a refresh advises nothing about a cancelled registrant whose studies a directive is ending already', async () => {
  const run = await aLinkedRun()
  const places = await placesOf(office(), run, { admitted: true })
  const rows = [{ discontinuedOn: '10.12.2026', reason: 'Loobus' }]
  await aDirective(office(), { kind: 'DISCONTINUATION', places: places.slice(0, 1), rows })
  const { step, will, links } = await told(run, 'CANCELLED')
  expect([step, will, links]).toEqual([
    'ENDING',
    'Jääb alles: korraldus (loomisel, Maarja Ilves) on pooleli',
    '',
  ])
})
