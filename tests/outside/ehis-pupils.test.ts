import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Unsendable } from '@/lib/deliveries/unsendable'
import { tellPupil } from '@/lib/outside/ehis/client'
import { pupilBody, pupilMessage, type PupilChange } from '@/lib/outside/ehis/wire-pupil'
import { pupilChange } from '@/lib/telling/ehis/pupil-change'
import { houses } from '@/prisma/cast-schools'
import { readXml } from '@/sandbox/ehis/xml'
import {
  learnerSamples,
  pupilSampleMessages,
  pupilSamples,
  sampleFacts,
  stipendSamples,
} from '@/scripts/ehis-sample-bodies'
import { startSandbox, type Sandbox } from './sandbox-process'

const userId = 'EE47302150236'
const representedParty = sampleFacts.registryCode
const change = (name: keyof typeof pupilSampleMessages) =>
  pupilChange(pupilSampleMessages[name]!, sampleFacts)
let ids = 0
const nextId = () => `ehis.pupil:test:${++ids}`

describe('a message about a pupil', () => {
  test('has a sample for each of its kinds', () => {
    const kinds = new Set(Object.values(pupilSampleMessages).map(({ kind }) => kind))
    // The compiler refuses this object unless it has every kind.
    const all: Record<(typeof pupilSampleMessages)[string]['kind'], true> = {
      CLASS: true,
      OTHER: true,
      LEAVING: true,
      SPECIAL_NEEDS: true,
      CONSENTS: true,
      LANGUAGES: true,
      SWIMMING: true,
      FAILING_GRADES: true,
      PERSON_CODE: true,
    }
    expect([...kinds].toSorted()).toEqual(Object.keys(all).toSorted())
    expect(pupilSamples().every(({ body }) => readXml(body)?.name === 'ehis:laeYldharidus')).toBe(true)
    const ofHigherEducation = [...stipendSamples(), ...learnerSamples()]
    expect(ofHigherEducation.every(({ body }) => readXml(body)?.name === 'ehis:laeKorgharidus')).toBe(true)
  })
  test('has its elements in the registry’s order, in whatever order they are given', () => {
    const muutmine = { klassiOppekavaMuutus: { paralleeliTunnus: 'b', klKlass: '3', muutusKp: '2026-12-01' } }
    const names = [
      ...pupilBody({ koolId: '4101', isikukood: '61001010001', muutmine }).matchAll(/<([\w:]+)/g),
    ]
    expect(names.map(([, name]) => name)).toEqual([
      'ehis:laeYldharidus',
      'data',
      'oppeasutus',
      'koolId',
      'oppur',
      'isikukood',
      'muutmine',
      'klassiOppekavaMuutus',
      'muutusKp',
      'klKlass',
      'paralleeliTunnus',
    ])
  })
  test('names the house as the represented party, in X-Road’s own namespace', () => {
    const header = { client: 'EE/GOV/7/olek', service: 'EE/GOV/8/ehis', id: 'a', userId, representedParty }
    const xml = pupilMessage(header, change('class'))
    expect(xml).toContain('xmlns:repr="http://x-road.eu/xsd/representation.xsd"')
    expect(xml).toContain(`<repr:partyCode>${houses.mae.registryCode}</repr:partyCode>`)
    expect(xml).toContain('<id:serviceCode>laeYldharidus</id:serviceCode>')
  })
  test('leaves out what is not known, and deletes all if nothing is left', () => {
    expect(pupilBody(change('class'))).not.toMatch(/klOppekava|klKlass>|undefined/)
    expect(pupilBody(change('languages-none'))).toContain('<kustutaKoik>jah</kustutaKoik>')
    expect(pupilBody(change('swimming-none'))).toContain('<kustutaKoik>jah</kustutaKoik>')
    expect(pupilBody(change('other-branch'))).toContain('<oppeasutusFil>1</oppeasutusFil>')
  })
  test.each([
    [
      'noBranchCode',
      () => pupilChange(pupilSampleMessages['other-branch']!, { ...sampleFacts, branchCode: '' }),
    ],
    ['noPupilCode', () => pupilChange(pupilSampleMessages.class!, { ...sampleFacts, personalCode: '' })],
    ['noRegistryCode', () => pupilChange({ kind: 'LEAVING', on: '2026-12-01', reason: '' }, sampleFacts)],
  ] as const)('that can’t be composed says why: %s', (code, make) => {
    expect(make).toThrow(expect.objectContaining({ code, name: Unsendable.name }))
  })
})

describe('the registry', () => {
  let sandbox: Sandbox
  beforeAll(async () => void (sandbox = await startSandbox()))
  afterAll(() => sandbox.stop())
  beforeEach(() => sandbox.control('PUT', '/faults/ehis', { mode: 'ok' }))
  const tell = (told: PupilChange, about: { id?: string; representedParty?: string } = {}) =>
    tellPupil(sandbox.ehis, told, { id: nextId(), userId, representedParty, ...about })
  type Kept = { messageId: string; party: string; what: string; branch: string | null; copies: number }
  const kept = async (id: string): Promise<Kept[]> =>
    (await sandbox.control('GET', '/ehis/pupils')).filter(({ messageId }: Kept) => messageId === id)

  test.each(Object.keys(pupilSampleMessages))('takes and keeps the sample message %s', async (name) => {
    const id = nextId()
    expect(await tell(change(name), { id })).toMatchObject({ kind: 'done', value: { kood: '0' } })
    const told = change(name)
    const what = 'muutmine' in told ? Object.keys(told.muutmine)[0] : 'muutmineIsikukood'
    expect(await kept(id)).toMatchObject([{ what, party: representedParty, copies: 1 }])
  })
  test('knows a pupil only by the new personal code once it has taken that', async () => {
    const [before, after] = ['61905050025', '61905050036']
    const about = (isikukood: string) => ({ ...change('class'), isikukood }) as PupilChange
    const ofCode: PupilChange = {
      koolId: sampleFacts.koolId,
      isikukood: before,
      muutmineIsikukood: { isikukood: after },
    }
    expect(await tell(about(before))).toMatchObject({ kind: 'done' })
    expect(await tell(ofCode)).toMatchObject({ kind: 'done' })
    expect(await tell(about(before))).toMatchObject({ kind: 'refused' })
    expect(await tell(about(after))).toMatchObject({ kind: 'done' })
    expect(await tell({ ...ofCode, muutmineIsikukood: { isikukood: 'vale' } })).toMatchObject({
      kind: 'refused',
    })
  })
  test('takes a repeated message only once', async () => {
    const id = nextId()
    await sandbox.control('PUT', '/faults/ehis', { mode: 'forget', times: 1 })
    expect(await tell(change('class'), { id })).toMatchObject({ kind: 'unreachable' })
    expect(await tell(change('class'), { id })).toMatchObject({ kind: 'done' })
    expect(await kept(id)).toMatchObject([{ copies: 2 }])
  })
  test.each([
    ['a house of another school', change('class'), houses.ylejoe.registryCode],
    ['a party it does not know', change('class'), '75099999'],
    ['another house’s branch', change('other-branch'), houses.joe.registryCode],
  ])('refuses a message that speaks for %s', async (_what, told, party) => {
    const id = nextId()
    expect(await tell(told, { id, representedParty: party })).toMatchObject({
      kind: 'refused',
      words: expect.stringContaining('Viga: '),
    })
    expect(await kept(id)).toEqual([])
  })
  test('refuses a message that its schema does not allow', async () => {
    const wrong = { klassiOppekavaMuutus: { muutusKp: '1. detsember', paralleeliTunnus: 'b' } }
    expect(await tell({ ...change('class'), muutmine: wrong })).toMatchObject({ kind: 'refused' })
    const xml = pupilMessage(
      { ...sandbox.ehis, id: nextId(), userId, representedParty },
      change('class-whole'),
    ).replace(/(<muutusKp>.*<\/muutusKp>)\s*(<klOppekava>.*<\/klOppekava>)/, '$2$1')
    const answer = await (await fetch(sandbox.ehis.url, { method: 'POST', body: xml })).text()
    expect(answer).toContain('Viga: elemendis klassiOppekavaMuutus ei ole siin lubatud muutusKp')
  })
  test('refuses in the words that a test sets', async () => {
    await sandbox.control('PUT', '/faults/ehis', { mode: 'refuse', words: 'Õppurit ei leitud', times: 1 })
    expect(await tell(change('class'))).toMatchObject({ kind: 'refused', words: 'VIGA: Õppurit ei leitud' })
  })
})
