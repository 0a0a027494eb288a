import { randomUUID } from 'node:crypto'
import type { Act } from '@/lib/access/action'
import { directiveOfRegistrants } from '@/lib/documents/drafting/commands/from-registrants'
import { chooseMany } from '@/lib/documents/list/commands'
import { documentSheet } from '@/lib/documents/queries/sheet'
import { warningKey } from '@/lib/grants/rules/warnings'
import { previewImport } from '@/lib/register/commands/imports'
import { previewSchools } from '@/lib/schools/import/commands'
import { schoolTemplate } from '@/lib/schools/import/queries'
import { csvFile } from '@/lib/shared/write-sheet'
import { units, users } from '@/prisma/cast'
import { programmes } from '@/prisma/cast-runs'
import { castClass, castPupil, decisions, groups, houses } from '@/prisma/cast-schools'
import { aPupilMessage } from '../../support/pupil-messages'
import { aRegistration } from '../../support/registrants'
import { aDirective, revisionOf } from './directives'
import { expect, type Office } from './journey'
import { aDoctorand, newPerson } from './learners'
import { aTransfer } from './pupils'
import { decideInDhis } from './sandbox'

export type Subjects = Awaited<ReturnType<typeof someSubjects>>

/**
 * Makes one of everything that a page or an act can be about: of Liis Tamm's unit, and of a unit foreign to her. It
 * includes the id of what does not exist.
 */
export async function someSubjects(office: Office) {
  const [learner, foreignLearner] = [await aDoctorand(office.db), await aDoctorand(office.db, { unit: 'HV' })]
  const head = { unitId: units.HV.id, signerId: users.peeter.id }
  const someone = async (unit?: 'HV') => [await aDoctorand(office.db, { unit })]
  // Made side by side, because most of the time is spent waiting for DHIS.
  const [draft, foreignDraft, checked, issued, foreignIssued, registered, proposal] = await Promise.all([
    aDoctorand(office.db, { leave: { from: '2026-10-01', to: '2027-01-31' } }).then((onLeave) =>
      aDirective(office, { persons: [learner, onLeave] }),
    ),
    aDirective(office, { by: 'krista', head, persons: [foreignLearner] }),
    someone().then((persons) => aDirective(office, { state: 'CHECKED', persons })),
    someone().then((persons) => aDirective(office, { state: 'ISSUED', persons })),
    someone('HV').then((persons) => aDirective(office, { by: 'krista', head, state: 'ISSUED', persons })),
    someone().then((persons) => aDirective(office, { state: 'REGISTERED', persons })),
    someone().then((persons) => aDirective(office, { state: 'REGISTERED', persons, other: exmatriculation })),
  ])
  await decideInDhis(issued, 'confirm', { by: nameAndCode(users.ants) })
  await expect.poll(() => parkedOf(office, issued), { timeout: 60_000 }).toHaveLength(1)
  const linkedRun = await aRunInJuhan(office)
  return {
    proposal,
    learner,
    foreignLearner,
    draft,
    foreignDraft,
    checked,
    issued,
    foreignIssued,
    registered,
    number: (await office.db.document.findUniqueOrThrow({ where: { id: registered } })).number!,
    repair: await repairOf(office, draft),
    revisions: {
      draft: await revisionOf(office, draft),
      checked: await revisionOf(office, checked),
      issued: await revisionOf(office, issued),
      registered: await revisionOf(office, registered),
      proposal: await revisionOf(office, proposal),
    },
    delivery: await deliveryOf(office, issued),
    foreignDelivery: await deliveryOf(office, foreignIssued),
    news: (await parkedOf(office, issued))[0]!.id,
    many: await chooseMany(await office.as('liis'), {
      act: 'cancel',
      documents: [draft, issued],
      list: '',
    }),
    import: (await anImport(await office.as('liis'))).id,
    pupilMessage: (await aPupilMessage(office.db, castPupil('Anni Kask').id, '2027-06-01')).id,
    schoolImport: (await aSchoolImport(await office.as('piret'))).id,
    foreignImport: (await anImport(await office.as('tiina'))).id,
    programme: programmes.inquiry.id,
    foreignProgramme: programmes.writing.id,
    run: programmes.statistics.runs[0].id,
    linkedRun,
    refresh: await aPlannedRefresh(office, linkedRun),
    foreignRun: programmes.writing.runs[0].id,
    registrantOff: await onAdmission(office, linkedRun),
    ...(await ofSchools(office)),
    grantType: 'BASIC_ALLOWANCE',
    unit: units.LTTF.id,
    user: users.urve.id,
    basis: (await office.db.basis.findFirstOrThrow({ where: { unitId: null } })).id,
    signing: (await office.db.signing.findFirstOrThrow({ where: { userId: users.peeter.id } })).id,
    class: castClass('mae', 3, 'a').id,
    foreignClass: castClass('metsa', 3, 'a').id,
    transfer: await aTransfer(office),
    missing: '00000000-0000-4000-8999-000000000000',
  }
}

/**
 * In Mäe maja: Anni Kask with what is kept of her, and a day group; Jõe maja itself; and subjects of another
 * municipality.
 */
async function ofSchools({ db }: Office) {
  const pupil = castPupil('Anni Kask').id
  const [group] = groups
  return {
    pupil,
    foreignPupil: castPupil('Maria Salu').id,
    placement: (await db.placement.findFirstOrThrow({ where: { pupilId: pupil } })).id,
    decision: decisions[0]!.id,
    group: group!.id,
    groupPlace: (await db.groupPlace.findFirstOrThrow({ where: { groupId: group!.id } })).id,
    house: houses.joe.id,
    foreignHouse: houses.metsa.id,
    schoolClass: castClass('mae', 3, 'a').id,
  }
}

const exmatriculation = {
  type: 'PROPOSAL' as const,
  kind: 'EXMATRICULATION' as const,
  every: { exmatriculatedOn: '01.02.2027', reason: 'Omal soovil' },
}

/** A warning on the draft, as the address of its repair page names it. */
async function repairOf(office: Office, id: string) {
  const sheet = await documentSheet(office.db, (await office.as('tiina')).person, id, new Date())
  const row = sheet!.rows.find(({ warnings }) => warnings.length > 0)!
  return { id, row: row.key, warning: warningKey(row.warnings[0]!) }
}

/** Makes a separate run linked to Juhan, because only one refresh of a run goes on at a time. */
async function aRunInJuhan({ db }: Office) {
  const juhanId = randomUUID()
  const days = { startsOn: new Date('2027-03-01'), endsOn: new Date('2027-03-05') }
  const { id } = await db.run.create({
    data: { programmeId: programmes.inquiry.id, code: juhanId, juhanId, ...days },
  })
  return id
}

/** A refresh that waits for somebody to confirm it. */
async function aPlannedRefresh({ db }: Office, runId: string) {
  const { id: userId, firstName, lastName } = users.maarja
  const { id } = await db.refresh.create({
    data: {
      runId,
      userId,
      who: `${firstName} ${lastName}`,
      startedAt: new Date(),
      state: 'PLANNED',
      rows: {
        create: ['REGISTERED', 'CANCELLED'].map((status, at) => {
          const told = aRegistration({ juhanId: `sub-${at}`, status: status as 'REGISTERED' })
          const [step, juhanStatus] = [at === 0 ? 'ADD' : 'NOTHING', told.status]
          return { position: at + 1, juhanId: told.juhanId, name: 'Birgit Saar', step, juhanStatus, told }
        }),
      },
    },
  })
  return id
}

const nameAndCode = ({ firstName, lastName, personalCode }: (typeof users)['ants']) => ({
  name: `${firstName} ${lastName}`,
  personalCode,
})

const parkedOf = ({ db }: Office, documentId: string) =>
  db.news.findMany({ where: { documentId, state: 'PARKED' } })

const deliveryOf = async ({ db }: Office, documentId: string) =>
  (await db.delivery.findFirstOrThrow({ where: { documentId, topic: 'dhis.register' } })).id

/** Puts two registrants of a run on a draft admission; returns the id of the first. */
export async function onAdmission(office: Office, run: string): Promise<string> {
  const ids = await Promise.all(
    [newPerson(), newPerson()].map(async ({ firstName, lastName, personalCode }) => {
      const told = { firstName, lastName, personalCode, juhanId: `J-${personalCode}` }
      const data = { ...told, runId: run, juhanStatus: 'REGISTERED' as const }
      const made = await office.db.registrant.create({ data })
      return made.id
    }),
  )
  const asked = {
    run,
    kind: 'ADMISSION' as const,
    registrants: ids,
    signerId: users.mari.id,
    reason: 'Proov',
  }
  await directiveOfRegistrants(await office.as('maarja'), asked)
  return ids[0]!
}

/** The preview of an import for schools, with a good row and a wrong one. */
function aSchoolImport(act: Act) {
  const columns = schoolTemplate('CLASSES')
  const headings = columns.map(({ heading }) => heading)
  const rows = [columns.map(({ example }) => example), columns.map(() => 'ei ole')]
  return previewSchools(act, {
    kind: 'CLASSES',
    file: new File([csvFile({ headings, rows })], 'klassid.csv'),
  })
}

/** The preview of an import with a good row and a wrong one. */
export async function anImport(act: Act) {
  const headings = ['Eesnimi', 'Perekonnanimi', 'Isikukood', 'E-post']
  const rows = [newPerson(), newPerson()].map(({ firstName, lastName, personalCode }, at) => [
    firstName,
    lastName,
    personalCode,
    at === 0 ? `${lastName}@ylikool.example`.toLowerCase().replace('ä', 'a') : 'ei ole aadress',
  ])
  const file = new File([csvFile({ headings, rows })], 'isikud.csv')
  return previewImport(act, { kind: 'PERSONS', file })
}
