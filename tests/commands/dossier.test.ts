import { describe, expect, test } from 'vitest'
import { dossierTable } from '@/app/(office)/learners/[id]/dossier/rows'
import { kindCodes, kindOf, kinds, type KindCode } from '@/lib/documents/rules/kinds'
import { cancelDocument } from '@/lib/documents/sending/commands/issuing'
import { sayIn } from '@/lib/messages/say'
import { learnerDossier } from '@/lib/register/queries/dossier'
import { aDirective, anAmendment, documentOf, now } from '../support/documents'
import { someLearners } from '../support/learners'
import { withOffice, type CastName } from '../support/office'

const office = withOffice()

const dossierOf = async (learnerId: string, name: CastName = 'tiina') =>
  learnerDossier(office().db, await office().person(name), learnerId)
const leave = { leaveFrom: '01.12.2026', leaveTo: '31.01.2027', reason: 'Lapse hooldamine' }

describe('the dossier', () => {
  test('holds registered documents of the kinds that belong there, and never a grant', async () => {
    const [learner] = await someLearners(office(), 1)
    const of = { places: learner!.places }
    await aDirective(office(), { ...of, state: 'REGISTERED' })
    await aDirective(office(), { ...of, kind: 'ACADEMIC_LEAVE', rows: [leave], state: 'ISSUED' })
    expect((await dossierOf(learner!.id))!.documents).toEqual([])
    const diploma = await aDirective(office(), {
      ...of,
      kind: 'DIPLOMA',
      state: 'REGISTERED',
      rows: [{ certificateNumber: 'AB 0001', certificateText: 'Lõpetas' }],
    })
    const id = await aDirective(office(), {
      ...of,
      kind: 'ACADEMIC_LEAVE',
      state: 'REGISTERED',
      rows: [{ ...leave, leaveFrom: '01.03.2027', leaveTo: '31.03.2027' }],
    })
    const change = await anAmendment(office(), id, 'AMENDMENT_CHANGE', { every: { leaveTo: '30.04.2027' } })
    const filed = (await dossierOf(learner!.id))!.documents
    expect(filed.map((document) => document.id).toSorted()).toEqual([diploma, id, change].toSorted())

    const { rows } = dossierTable(sayIn('et'), (await dossierOf(learner!.id))!)
    const { number } = await documentOf(office(), id)
    expect(rows).toContainEqual([
      'Akadeemilisele puhkusele lubamine',
      number,
      '21.11.2026',
      'Loodus- ja täppisteaduste valdkond',
      'Mari Mets',
      'Korraldus registreeritud',
    ])
  })

  test('keeps a cancelled document and says that it is cancelled', async () => {
    const [learner] = await someLearners(office(), 1)
    const id = await aDirective(office(), {
      kind: 'ACADEMIC_LEAVE',
      places: learner!.places,
      rows: [leave],
      state: 'REGISTERED',
    })
    await cancelDocument(await office().as('tiina'), { ...(await now(office(), id)), reason: 'Ekslik' })
    const { rows } = dossierTable(sayIn('et'), (await dossierOf(learner!.id))!)
    expect(rows.map((row) => row.at(-1))).toEqual(['Korraldus tühistatud'])
  })

  test('is seen by whoever sees the learner’s documents, and by nobody else', async () => {
    const [learner] = await someLearners(office(), 1)
    await aDirective(office(), {
      kind: 'ACADEMIC_LEAVE',
      places: learner!.places,
      rows: [leave],
      state: 'REGISTERED',
    })
    for (const name of ['tiina', 'liis', 'mari'] as const)
      expect((await dossierOf(learner!.id, name))?.documents, name).toHaveLength(1)
    // A clerk of another unit, the finance office, the vice-rector and the administrator.
    for (const name of ['krista', 'rein', 'jaan', 'toomas'] as const)
      expect(await dossierOf(learner!.id, name), name).toBeNull()
    expect(await dossierOf('nobody')).toBeNull()
  })

  test('holds every kind that is marked for it, amendments of such kinds, and no proposal', () => {
    const filed = kindCodes.filter((kind) => kindOf({ type: kinds[kind].types[0], kind }).inDossier)
    const never: KindCode[] = [
      'OWN_FUNDS_ALLOWANCE',
      'GRANT',
      'PAYMENT_END',
      'AMENDMENT_CHANGE',
      'AMENDMENT_CANCEL',
    ]
    expect(filed).toEqual(kindCodes.filter((kind) => !never.includes(kind)))
    const type = 'VICE_DEAN_DIRECTIVE'
    const of = (base: KindCode) =>
      kindOf({ type, kind: 'AMENDMENT_CANCEL', base: { type, kind: base } }).inDossier
    expect([of('ACADEMIC_LEAVE'), of('OWN_FUNDS_ALLOWANCE')]).toEqual([true, false])
    expect(kindOf({ type: 'PROPOSAL', kind: 'EXMATRICULATION' }).inDossier).toBe(false)
  })
})
