import { describe, expect, test } from 'vitest'
import { beginDraft, keepTyping, saveDraft } from '@/lib/documents/drafting/commands/drafting'
import { changeForm } from '@/lib/documents/drafting/commands/form'
import { addPlaces } from '@/lib/documents/drafting/commands/persons'
import { rehearseCancelling } from '@/lib/documents/registering/queries/rehearsal'
import { cancelDocument, checkOver } from '@/lib/documents/sending/commands/issuing'
import { takeNews } from '@/lib/documents/sending/commands/news'
import { refusalText } from '@/lib/messages/refusal-text'
import { sayIn } from '@/lib/messages/say'
import { learnerSheet } from '@/lib/register/queries/sheet'
import { units, users } from '@/prisma/cast'
import { aDirective, deliveriesOf, newsFor, now, stateOf } from '../support/documents'
import { someLearners } from '../support/learners'
import { noon, withOffice } from '../support/office'
import { expectRefused } from '../support/refused'

const office = withOffice()
const kinds = ['DIPLOMA', 'PROFESSIONAL_CERTIFICATE', 'TRANSCRIPT', 'NOTICE'] as const
const text = 'Lõpetas magistriõppe kiitusega'
let numbers = 0

async function aCertificate(
  kind: (typeof kinds)[number],
  state: 'DRAFT' | 'ISSUED' | 'REGISTERED',
  number = `A ${++numbers}`,
) {
  const [learner] = await someLearners(office(), 1)
  const rows = [{ certificateNumber: number, certificateText: text }]
  const id = await aDirective(office(), { kind, places: learner!.places, rows, state })
  return { id, learner: learner!, number }
}
const papersOf = async (learnerId: string) =>
  (await learnerSheet(office().db, await office().person('tiina'), learnerId, '2026-11-21'))!.more!
    .certificates

describe.each(kinds)('a document of the kind %s', (kind) => {
  test('is on the learner’s page until it is cancelled, and its registering posts a letter', async () => {
    const { id, learner, number } = await aCertificate(kind, 'REGISTERED')
    expect(await papersOf(learner.id)).toMatchObject([
      { kind, number, text, source: { documentId: id, open: true } },
    ])

    const rehearsal = await rehearseCancelling(office().db, await office().person('tiina'), id, noon)
    expect(rehearsal).toMatchObject({ refusals: [], persons: [{ was: [{ value: number }], will: [] }] })
    await cancelDocument(await office().as('tiina'), { ...(await now(office(), id)), reason: 'Ekslik' })
    expect(await papersOf(learner.id)).toEqual([])
    expect((await deliveriesOf(office(), id)).map(({ topic }) => topic)).toEqual([
      'dhis.register',
      'mail.letter',
      'dhis.cancel',
    ])
  })

  test('is refused at issuing and parked at confirmation while its number is taken', async () => {
    const late = await aCertificate(kind, 'ISSUED', `B ${++numbers}`)
    const { id } = await aCertificate(kind, 'REGISTERED', late.number)
    const taken = await aCertificate(kind, 'DRAFT', late.number)
    const liis = await office().as('liis')
    const seen = await now(office(), taken.id)
    const [refusal] = await expectRefused(office(), () => checkOver(liis, seen), 'numberTaken')
    expect(refusal!.params).toMatchObject({ number: late.number })
    expect(await takeNews(office().db, await newsFor(office(), late.id), noon)).toMatchObject({
      outcome: 'parked',
      reasons: [{ code: 'numberTaken' }],
    })
    expect(await stateOf(office(), late.id)).toBe('ISSUED')
    // The number is free again once the document that has it is cancelled.
    await cancelDocument(await office().as('tiina'), { ...(await now(office(), id)), reason: 'Ekslik' })
    await checkOver(liis, seen)
  })
})

test('of two diplomas with one number confirmed at the same moment, only one is registered', async () => {
  const [first, second] = [
    await aCertificate('DIPLOMA', 'ISSUED', 'C 1'),
    await aCertificate('DIPLOMA', 'ISSUED', 'C 1'),
  ]
  const news = await Promise.all([first, second].map(({ id }) => newsFor(office(), id)))
  const answers = await Promise.all(news.map((each) => takeNews(office().db, each, noon)))
  expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['parked', 'taken'])
})

test('a notice for many persons gives everybody the same text and counts the numbers up', async () => {
  const liis = await office().as('liis')
  const places = (await someLearners(office(), 1, 1, 1)).flatMap((learner) => learner.places)
  const id = await beginDraft(liis, { type: 'NOTICE', kind: 'NOTICE' })
  const head = {
    unitId: units.LT.id,
    signerId: users.mari.id,
    basis: 'Kord',
    certificateNumber: 'T-0098/26',
    certificateText: 'Õpib täiskoormusega',
  }
  await keepTyping(liis, { id, head })
  await addPlaces(liis, { id, places })
  const rows = () =>
    office().db.documentRow.findMany({ where: { documentId: id }, orderBy: { position: 'asc' } })
  await saveDraft(liis, { id, revision: 0 })
  // A number belongs to one person, so a new row doesn't begin with the one in the common field.
  expect((await rows()).map((row) => [row.certificateNumber, row.certificateText])).toEqual(
    places.map(() => ['', 'Õpib täiskoormusega']),
  )
  await changeForm(liis, { id, field: 'certificateNumber', picked: [] })
  await saveDraft(liis, await now(office(), id))
  expect((await rows()).map((row) => row.certificateNumber)).toEqual(['T-0098/26', 'T-0098/27', 'T-0098/28'])
  await checkOver(liis, await now(office(), id))
})

test('a document can’t be issued with one number twice, or without a number and a text', async () => {
  const liis = await office().as('liis')
  const places = (await someLearners(office(), 1, 1)).flatMap((learner) => learner.places)
  const same = { certificateNumber: 'D 1', certificateText: text }
  const twice = await aDirective(office(), { kind: 'DIPLOMA', places, rows: [same, same] })
  const seen = await now(office(), twice)
  await expectRefused(office(), () => checkOver(liis, seen), 'numberTwice', 'numberTwice')
  const empty = await aDirective(office(), { kind: 'TRANSCRIPT', places: [places[0]!] })
  const none = await now(office(), empty)
  await expectRefused(
    office(),
    () => checkOver(liis, none),
    'missing.certificateNumber',
    'missing.certificateText',
  )
})

test('the refusal on an outdated page calls a kutsetunnistus by its own word', async () => {
  const { id } = await aCertificate('PROFESSIONAL_CERTIFICATE', 'DRAFT')
  const seen = await now(office(), id)
  await saveDraft(await office().as('kaire'), { ...seen, head: { footer: 'Jalus' } })
  const [refusal] = await expectRefused(
    office(),
    async () => checkOver(await office().as('kaire'), seen),
    'changedMeanwhile',
  )
  expect(refusalText(sayIn('et'), refusal!)).toMatch(/Praegune seis: Kutsetunnistus loomisel\.$/)
})
