import { beforeAll, describe, expect, test } from 'vitest'
import { createProtocol, givePapers, setResults } from '@/lib/registrants/commands/protocol'
import { drawPapers } from '@/lib/registrants/pdf'
import { protocolPapers, protocolSheet } from '@/lib/registrants/queries/protocol'
import { NewProtocolInput, PapersInput, ResultsInput } from '@/lib/registrants/schema/runs'
import { dateFromDay } from '@/lib/shared/dates'
import { units } from '@/prisma/cast'
import { programmes } from '@/prisma/cast-runs'
import { noon, withOffice, type CastName } from '../support/office'
import { pdfPages } from '../support/pdf-text'
import { atOnce, expectRefused } from '../support/refused'

const office = withOffice()
const run = programmes.statistics.runs[0]
const linked = programmes.inquiry.runs[0]
const foreign = programmes.writing.runs[0]

/** Admits a run's registrants as a registered directive does: each gets a study place with its first main state. */
async function admitted(runId: string) {
  const { db } = office()
  const places = new Map<string, string>()
  for (const registrant of await db.registrant.findMany({ where: { runId }, include: { run: true } })) {
    const { firstName, lastName, personalCode } = registrant
    const learner = await db.learner.create({ data: { firstName, lastName, personalCode } })
    const place = await db.studyPlace.create({
      data: {
        learnerId: learner.id,
        unitId: units.LT.id,
        code: registrant.id,
        level: 'CONTINUING',
        startedOn: registrant.run.startsOn,
        registrantId: registrant.id,
        terms: {
          create: {
            aspect: 'MAIN_STATE',
            value: 'STUDYING',
            fromOn: dateFromDay('2026-11-16'),
            importedNumber: '1',
            importedOn: dateFromDay('2026-11-01'),
          },
        },
      },
    })
    await db.registrant.update({ where: { id: registrant.id }, data: { learnerId: learner.id } })
    places.set(lastName, place.id)
  }
  return places
}

let place: Map<string, string>
const of = (...names: string[]) => names.map((name) => place.get(name)!)
const create = async (runId: string, reason = '', who: CastName = 'maarja') =>
  createProtocol(await office().as(who), NewProtocolInput.parse({ runId, reason }))
const result = async (value: string, places: string[]) =>
  setResults(await office().as('maarja'), ResultsInput.parse({ runId: run.id, places, result: value }))
const give = async (places: string[], runId: string = run.id) =>
  givePapers(await office().as('maarja'), PapersInput.parse({ runId, places }))
const sheetOf = async (runId: string = run.id) =>
  (await protocolSheet(office().db, await office().person('maarja'), runId, noon))!
const learner = async (name: string) => (await sheetOf()).learners.find((each) => each.name.endsWith(name))!

describe('a results protocol', () => {
  test('is made once for a run with admitted learners, and not for another unit’s run', async () => {
    await expectRefused(office(), () => create(run.id), 'protocolEmpty')
    place = await admitted(run.id)
    await expectRefused(office(), () => create(foreign.id), 'notFound')
    const make = () => create(run.id)
    expect(await atOnce(make, make)).toEqual({ done: 1, codes: ['protocolThere'] })
    const { protocol, learners } = await sheetOf()
    expect(protocol).toMatchObject({ createdBy: 'Maarja Ilves', reason: '' })
    expect(learners.map(({ result: given }) => given)).toEqual([null, null, null, null])
    expect(await protocolSheet(office().db, await office().person('peeter'), run.id, noon)).toBeNull()
  })

  test('takes results for many at once, and lets them be changed while there is no paper', async () => {
    expect(await result('POSITIVE', of('Aland', 'Pihlak', 'Västrik'))).toBe(3)
    expect(await result('NO_SHOW', of('Västrik'))).toBe(1)
    expect(await result('NO_SHOW', of('Västrik'))).toBe(0)
    expect(await result('NEGATIVE', of('Žukov'))).toBe(1)
    expect(await result('NONE', of('Pihlak'))).toBe(1)
    expect((await learner('Pihlak')).result).toBeNull()
    await result('POSITIVE', of('Pihlak'))
    await expectRefused(office(), () => result('POSITIVE', []), 'learnersNone')
    const [last] = (await sheetOf()).changes
    expect(last!.changes).toEqual([{ what: 'Tarmo Pihlak', from: '', to: 'POSITIVE' }])
  })

  test('numbers certificates and proofs of attendance, and gives no number twice and no learner two', async () => {
    expect(
      await atOnce(
        () => give(of('Aland')),
        () => give(of('Žukov')),
      ),
    ).toEqual({ done: 2, codes: [] })
    const [certificate, proof] = [await learner('Aland'), await learner('Žukov')]
    expect([certificate.paper, proof.paper]).toEqual(['CERTIFICATE', 'ATTENDANCE_PROOF'])
    expect([certificate.number, proof.number].toSorted()).toEqual(['1-26', '2-26'])
    expect(certificate.issuedOn).toBe('2026-11-21')
    await expectRefused(office(), () => give(of('Aland', 'Västrik')), 'papersNone')
    expect(await give([...place.values()])).toBe(1)
    expect(await learner('Pihlak')).toMatchObject({ number: '3-26' })
  })

  test('keeps a result that a paper was given for, and takes none for a learner who has left', async () => {
    for (const value of ['NONE', 'NEGATIVE'])
      await expectRefused(office(), () => result(value, of('Aland', 'Västrik')), 'paperGiven')
    const left = { studyPlaceId: place.get('Västrik')!, aspect: 'MAIN_STATE' as const }
    await office().db.studyTerm.updateMany({ where: left, data: { value: 'DISCONTINUED' } })
    await expectRefused(office(), () => result('POSITIVE', of('Västrik')), 'resultNotAdmitted')
  })

  test('is printed as a PDF with a page for each learner, or for one alone', async () => {
    const person = await office().person('maarja')
    const all = (await protocolPapers(office().db, person, run.id))!
    const pages = await pdfPages(await drawPapers(all, 'Emajõe Ülikool'))
    expect(pages).toHaveLength(3)
    const { number } = await learner('Aland')
    const one = (await protocolPapers(office().db, person, run.id, number!))!
    const [page] = pdfPages(await drawPapers(one, 'Emajõe Ülikool'))
    for (const text of ['TUNNISTUS', `Nr ${number}`, 'Kertu Aland', '47803120273', 'Statistika alused R-iga'])
      expect(page).toContain(text.replaceAll(' ', ''))
    expect(page).toContain('Väljaantud21.11.2026')
    expect(await protocolPapers(office().db, person, run.id, '99-26')).toBeNull()
    expect(await protocolPapers(office().db, await office().person('peeter'), run.id)).toBeNull()
  })
})

describe('the protocol of a run linked to Juhan', () => {
  beforeAll(async () => {
    const told = { runId: linked.id, lastName: 'Kask' }
    await office().db.registrant.createMany({
      data: [
        { ...told, firstName: 'Ada', juhanId: '881', juhanStatus: 'REGISTERED', personalCode: '48810100925' },
        { ...told, firstName: 'Ott', juhanId: '882', juhanStatus: 'CANCELLED', personalCode: '37611300846' },
      ],
    })
    await admitted(linked.id)
  })

  test('compares its numbers with Juhan’s, and needs a reason when they differ', async () => {
    expect((await sheetOf(linked.id)).compared).toMatchObject({
      ours: 2,
      juhan: 0,
      told: false,
      agree: false,
      names: ['Ada Kask', 'Ott Kask'],
    })
    await expectRefused(office(), () => create(linked.id), 'differenceReason')
    await create(linked.id, 'Otil on haigusleht')
    expect((await sheetOf(linked.id)).protocol).toMatchObject({ reason: 'Otil on haigusleht' })
  })
})
