import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { APIRequestContext, APIResponse } from '@playwright/test'
import { letterNames } from '@/lib/settings/settings'
import type { Db } from '@/lib/shared/db'
import { units, users } from '@/prisma/cast'
import { programmes } from '@/prisma/cast-runs'
import { cards, castClass, houses, municipalities } from '@/prisma/cast-schools'
import { projectFolder } from '@/scripts/engine-place'
import { sources } from '../support/source'
import { expect, test, type CastName } from './support/journey'
import { callAction, castNames, clientOf } from './support/over-http'
import { someSubjects, type Subjects } from './support/subjects'

type Fields = Record<string, string | File>
/** A form that would do the act if the asker had the right, and who has it. For all others the act isn't done. */
type Row = {
  form: (subjects: Subjects) => Fields
  who: readonly CastName[]
  /** what some are told instead: the act is theirs, but not on this document, or they can't see the document */
  otherwise?: string
}

const file = new File(['Isikukood\n49205130232\n'], 'koodid.csv', { type: 'text/csv' })
const drafters: readonly CastName[] = ['liis', 'kaire', 'krista', 'tiina']
const coordinators: readonly CastName[] = ['maarja', 'tiina']
const movers: readonly CastName[] = ['piret', 'urve']
const moving = (subjects: Subjects) => ({
  id: subjects.missing,
  day: '01.04.2027',
  houseId: houses.joe.id,
  'moves.0.fromClassId': subjects.class,
  'moves.0.toClassId': castClass('joe', 3, 'a').id,
  'moves.0.pupilIds': subjects.missing,
})
const registrant = programmes.statistics.runs[0].registrants[0].id
const runFields = { startsOn: '01.03.2027', endsOn: '05.03.2027', place: '', juhanId: '' }
const toldFields = {
  firstName: 'Proov',
  lastName: 'Proov',
  personalCode: '',
  email: '',
  phone: '',
  payer: '',
  registeredOn: '',
  workplace: '',
}
const schoolPeople: readonly CastName[] = ['piret', 'sirje', 'urve', 'madis']
// The municipality's official and the representative of the house.
const ofMae: readonly CastName[] = ['piret', 'urve']
// The drafter, the one with the special right for the unit, and the study office.
const drafting: readonly CastName[] = ['liis', 'kaire', 'tiina']
const seeing: readonly CastName[] = [...drafting, 'mari', 'heli']

const about =
  (
    subject: 'draft' | 'checked' | 'issued' | 'registered' | 'proposal',
    fields: Record<string, string> = {},
  ) =>
  (subjects: Subjects) => ({
    id: subjects[subject],
    revision: String(subjects.revisions[subject]),
    ...fields,
  })

/** Every server action of the code, written by hand. */
const grid: Record<string, Row> = {
  setPreferences: { form: () => ({ theme: 'dark' }), who: castNames },
  // A wrong code is told to whoever may do the act at all, before the learner is looked at.
  'learners.mend': {
    form: ({ missing }) => ({
      learnerId: missing,
      seen: '',
      personalCode: '1',
      otherCode: '',
      bornOn: '',
      firstName: 'A',
      lastName: 'B',
      since: '',
      reason: 'C',
    }),
    who: ['tiina'],
  },
  'learners.find': {
    form: () => ({ q: 'Oja' }),
    who: [...drafters, 'maarja', 'mari', 'peeter', 'ants', 'rein'],
  },

  'deliveries.retryDelivery': { form: ({ delivery }) => ({ id: delivery }), who: [...drafting, 'toomas'] },
  'deliveries.leaveOutDelivery': {
    form: ({ delivery }) => ({ id: delivery, reason: 'Proov' }),
    who: drafting,
  },
  'deliveries.releaseDelivery': { form: ({ delivery }) => ({ id: delivery }), who: ['tiina'] },
  'deliveries.releaseDeliveries': { form: () => ({ neighbour: 'EHIS', until: '0' }), who: ['tiina'] },
  'deliveries.pauseNeighbour': { form: () => ({ neighbour: 'EHIS', paused: 'yes' }), who: ['toomas'] },
  'schools.ehis-log.holdMessages': {
    form: ({ pupilMessage }) => ({ id: pupilMessage }),
    who: ['piret', 'urve'],
  },
  'schools.ehis-log.releaseMessages': {
    form: ({ pupilMessage }) => ({ id: pupilMessage }),
    who: ['piret', 'urve'],
  },
  'schools.ehis-log.sendMessagesAgain': {
    form: () => ({ until: '0' }),
    who: ['piret', 'sirje', 'urve', 'madis'],
  },
  'schools.ehis-log.leaveOutMessages': {
    form: ({ pupilMessage }) => ({ id: pupilMessage }),
    who: ['piret', 'urve'],
  },
  'deliveries.endNews': { form: ({ news }) => ({ id: news, end: 'VOID', reason: 'Proov' }), who: ['tiina'] },

  'documents.begin': {
    form: () => ({ type: 'VICE_DEAN_DIRECTIVE', kind: 'OWN_FUNDS_ALLOWANCE' }),
    who: drafters,
  },
  'documents.keep': { form: about('draft', { 'head.fundingSource': 'VARAS' }), who: drafting },
  'documents.change': { form: about('draft', { 'head.fundingSource': 'VARAS' }), who: drafting },
  // Only one's own typing; nobody else's can be named.
  'documents.discard': { form: about('draft'), who: [...drafters, 'maarja'] },
  'documents.discardNew': { form: about('draft'), who: [...drafters, 'maarja'] },
  'documents.save': { form: about('draft', { 'head.fundingSource': 'VARAS' }), who: drafting },
  'documents.saveOver': { form: about('draft', { 'head.fundingSource': 'VARAS' }), who: drafting },
  'documents.issue': { form: about('draft'), who: drafting },
  'documents.checkAgain': { form: about('checked'), who: drafting },
  'documents.notify': { form: about('checked', { unit: 'LT', act: 'add' }), who: drafting },
  'documents.send': { form: about('checked'), who: drafting },
  'documents.retry': { form: about('issued'), who: drafting },
  'documents.callOff': { form: about('issued'), who: drafting },
  'documents.reopen': { form: about('issued'), who: drafting },
  'documents.stay': { form: about('issued'), who: drafting },
  'documents.resume': { form: about('issued'), who: drafting },
  'documents.accept': { form: about('issued', { reason: 'Proov' }), who: drafting },
  'documents.anew': { form: about('issued', { reason: 'Proov' }), who: drafting },
  'documents.cancelledThere': { form: about('issued', { reason: 'Proov' }), who: drafting },
  'documents.createDirective': { form: about('proposal', { signerId: users.jaan.id }), who: ['tiina'] },
  'documents.recheck': { form: about('issued'), who: ['tiina'] },
  'documents.cancel': { form: about('issued', { reason: 'Proov' }), who: drafting },
  'documents.cancelRegistered': {
    form: about('registered', { reason: 'Proov' }),
    who: ['tiina'],
    otherwise: 'Dokument on vahepeal muutunud',
  },
  'documents.choose': {
    form: ({ draft }) => ({ act: 'print', documents: draft }),
    who: drafting,
    otherwise: 'Valige nimekirjast vähemalt üks dokument.',
  },
  'documents.actMany': { form: ({ many }) => ({ id: many, reason: 'Proov' }), who: ['liis'] },
  'documents.amend': {
    form: ({ number }) => ({ number, kind: 'AMENDMENT_CANCEL' }),
    who: drafting,
    otherwise: 'Sellise numbriga registreeritud korraldust ei ole',
  },
  // The act belongs to the form of an amendment, and this draft amends nothing.
  'documents.addBase': { form: ({ draft, missing }) => ({ id: draft, rows: missing }), who: ['tiina'] },
  'documents.repair': { form: ({ repair }) => ({ ...repair, repair: 'REMOVE' }), who: drafting },
  'documents.remove': { form: about('draft'), who: drafting },
  'documents.comment': { form: about('issued', { comment: 'Proov' }), who: seeing },
  'documents.financeTold': { form: about('registered'), who: drafting },
  // The act leads to the page of persons, which checks its own right.
  'documents.seek': { form: about('draft', { q: 'Oja' }), who: [...drafters, 'maarja'] },
  'documents.addTicked': {
    form: (subjects) => ({ id: subjects.draft, places: subjects.foreignLearner.placeId }),
    who: drafting,
  },
  'documents.addCodes': {
    form: (subjects) => ({ id: subjects.draft, codes: subjects.foreignLearner.personalCode }),
    who: drafting,
  },
  'documents.addSheet': { form: ({ draft }) => ({ id: draft, file }), who: drafting },
  // A file of persons belongs to its owner, and none waits here.
  'documents.matchPersonsFile': {
    form: ({ missing }) => ({ id: missing, sheet: '0', row: '1', 'columns.0': 'personalCode' }),
    who: drafting,
  },
  'documents.chooseBasis': { form: about('draft', { basis: 'Proov' }), who: drafting },
  'documents.addBasis': { form: about('draft', { text: 'Proov' }), who: drafting },
  'documents.addSigner': { form: about('draft', { userId: users.mari.id, title: 'Proov' }), who: drafting },
  'documents.endSigner': { form: about('draft', { signing: units.LT.id }), who: drafting },

  'settings.addType': {
    form: () => ({ code: 'PROOV', name: 'Proov', ehisCode: '', validFrom: '01.09.2026', validTo: '' }),
    who: ['tiina'],
  },
  'settings.saveType': {
    form: ({ grantType }) => ({
      code: grantType,
      seen: '',
      name: 'Proov',
      ehisCode: '1',
      validFrom: '01.09.2026',
      validTo: '',
    }),
    who: ['tiina'],
  },
  'settings.saveTypeRules': {
    form: ({ grantType }) => ({ code: grantType, seen: '', from: '01.09.2098' }),
    who: ['tiina'],
  },
  'settings.tryTypeWarnings': { form: ({ grantType }) => ({ code: grantType }), who: ['tiina'] },
  'settings.saveClashes': { form: () => ({ seen: '', from: '01.09.2099' }), who: ['tiina'] },
  'settings.tryMatrix': { form: () => ({ 'cells[]': 'PERFORMANCE:BASIC_ALLOWANCE' }), who: ['tiina'] },
  'settings.saveOffice': {
    form: () => ({
      seen: '',
      visaContact: 'proov@ylikool.example',
      contentContact: '',
      programContact: '',
      juhanContact: '',
      partMonth: 'BY_DAYS',
      recallMinutes: '0',
      juhanFreshMinutes: '60',
    }),
    who: ['tiina'],
  },
  'settings.saveLetters': {
    form: () => ({
      seen: '',
      ...Object.fromEntries(
        letterNames.flatMap((name) => [
          [`letters.${name}.subject`, 'Proov'],
          [`letters.${name}.text`, 'Proov'],
        ]),
      ),
    }),
    who: ['tiina'],
  },
  'settings.newUnit': {
    form: () => ({
      seen: '',
      code: 'PROOV',
      name: 'Proov',
      contact: '',
      financeRecipients: '',
      closedOn: '',
    }),
    who: ['toomas'],
  },
  'settings.saveUnit': {
    form: ({ unit }) => ({
      id: unit,
      seen: '',
      name: 'Proov',
      contact: '',
      financeRecipients: '',
      closedOn: '',
    }),
    who: ['toomas'],
  },
  'settings.newUser': {
    form: () => ({ seen: '', firstName: 'P', lastName: 'P', email: 'p@ylikool.example', personalCode: '' }),
    who: ['toomas'],
  },
  'settings.saveUser': {
    form: ({ user }) => ({
      id: user,
      seen: '',
      firstName: 'P',
      lastName: 'P',
      email: 'p@ylikool.example',
      personalCode: '',
    }),
    who: ['toomas'],
  },
  'settings.saveAccount': {
    form: ({ user }) => ({ id: user, seen: '', account: 'DISABLED' }),
    who: ['toomas'],
  },
  'settings.saveMunicipality': {
    form: () => ({ id: municipalities.linn.id, seen: '', movesBetweenHouses: 'Ei', tellsBranch: 'Jah' }),
    who: ['piret'],
  },
  'schools.transfers.transfer': { form: moving, who: movers },
  'schools.transfers.transferPlanned': { form: (s) => ({ ...moving(s), left: '', rest: '' }), who: movers },
  'schools.transfers.foresee': { form: moving, who: movers },
  'schools.transfers.changeDay': {
    form: (s) => ({ transferId: s.transfer, pupilIds: s.missing, day: '01.04.2027' }),
    who: movers,
  },
  'schools.transfers.undo': { form: (s) => ({ transferId: s.transfer, pupilIds: s.missing }), who: movers },
  'schools.transfers.arrive': {
    form: (s) => ({ transferId: s.transfer, pupilIds: s.missing, arrived: 'yes' }),
    who: [...movers, 'madis'],
  },
  'schools.transfers.endStopping': {
    form: ({ missing }) => ({ places: missing, lastDay: '01.04.2027' }),
    who: movers,
  },
  'schools.transfers.copy': {
    form: (s) => ({ classId: s.class, [`to.${s.missing}`]: castClass('mae', 4, 'a', 2027).id }),
    who: movers,
  },

  'settings.saveSeries': {
    form: () => ({ seen: '', type: 'NOTICE', unitId: '', template: '7-5' }),
    who: ['tiina'],
  },
  'settings.saveFooter': {
    form: () => ({ seen: '', type: '', unitId: '', text: 'Proov' }),
    who: ['tiina'],
  },
  'settings.newBasis': {
    form: () => ({ seen: '', text: 'Proov', unitId: '', retiredOn: '' }),
    who: ['tiina'],
  },
  'settings.saveBasis': {
    form: ({ basis }) => ({ id: basis, seen: '', text: 'Proov', unitId: '', retiredOn: '' }),
    who: ['tiina'],
  },
  'settings.newSigning': {
    form: () => ({
      seen: '',
      userId: users.peeter.id,
      type: 'NOTICE',
      unitId: units.HV.id,
      title: 'Proov',
      validFrom: '01.01.2098',
      validTo: '',
    }),
    who: ['tiina'],
  },
  'settings.saveSigning': {
    form: ({ signing }) => ({ id: signing, seen: '', title: 'Proov', validFrom: '01.01.2015', validTo: '' }),
    who: ['tiina'],
  },
  'settings.newYear': { form: () => ({ seen: '', lastOn: '31.08.2032' }), who: ['tiina'] },
  // Nothing collides, so those with the right get this answer too.
  'settings.part': {
    form: ({ missing }) => ({ place: 'unit', id: missing, code: 'PROOV' }),
    who: ['tiina', 'toomas', 'piret', 'sirje'],
  },
  'settings.saveYear': {
    form: () => ({ seen: '', label: '2030/2031', firstOn: '02.09.2030', lastOn: '30.08.2031' }),
    who: ['tiina'],
  },
  'settings.saveTechnical': {
    form: () => ({ seen: '', deliveryHours: '71', lookAfterMinutes: '61' }),
    who: ['toomas'],
  },

  'continuing-education.newProgramme': {
    form: () => ({ unitId: units.LT.id, code: 'PROOV', name: 'Proov', hours: '8' }),
    who: coordinators,
  },
  'continuing-education.saveProgramme': {
    form: ({ programme }) => ({ id: programme, seen: '', name: 'Proov', hours: '8', closedOn: '' }),
    who: coordinators,
  },
  'continuing-education.newQuestion': {
    form: ({ programme }) => ({ programmeId: programme, seen: '', text: 'Proov', sort: 'TEXT', choices: '' }),
    who: coordinators,
  },
  'continuing-education.saveQuestion': {
    form: () => ({ id: programmes.inquiry.questions[0].id, seen: '', text: 'Proov' }),
    who: coordinators,
  },
  'continuing-education.newRun': {
    form: ({ programme }) => ({ programmeId: programme, code: 'PROOV/1', ...runFields }),
    who: coordinators,
  },
  'continuing-education.saveRun': {
    form: ({ run }) => ({ id: run, seen: '', ...runFields }),
    who: coordinators,
  },
  'continuing-education.newRegistrant': {
    form: ({ run }) => ({ runId: run, ...toldFields }),
    who: coordinators,
  },
  'continuing-education.saveRegistrant': {
    form: () => ({ id: registrant, seen: '', ...toldFields }),
    who: coordinators,
  },
  'continuing-education.saveAnswers': {
    form: () => ({ id: registrant, seen: '', wantsPaper: 'ON' }),
    who: coordinators,
  },
  'continuing-education.settle': {
    form: () => ({ id: registrant, seen: '', choice: 'NEW' }),
    who: coordinators,
  },
  'continuing-education.apart': {
    form: ({ missing }) => ({ id: registrant, other: missing, seen: '' }),
    who: coordinators,
  },
  'continuing-education.previewImport': { form: ({ run }) => ({ runId: run, file }), who: coordinators },
  // Nobody has a preview yet, so those with the right get this answer too.
  'continuing-education.matchRegistrantFile': {
    form: ({ missing }) => ({ id: missing, sheet: '0', row: '1', 'columns.0': 'lastName' }),
    who: coordinators,
  },
  'continuing-education.applyImport': { form: ({ run }) => ({ id: run }), who: coordinators },
  'continuing-education.takeBackImport': { form: ({ run }) => ({ id: run }), who: coordinators },
  'continuing-education.discardImport': { form: ({ run }) => ({ id: run }), who: coordinators },
  'continuing-education.newProtocol': {
    form: ({ run }) => ({ runId: run, reason: '' }),
    who: coordinators,
  },
  'continuing-education.results': {
    form: ({ run }) => ({ runId: run, result: 'POSITIVE', all: '1' }),
    who: coordinators,
  },
  'continuing-education.papers': { form: ({ run }) => ({ runId: run, all: '1' }), who: coordinators },
  'continuing-education.pushStatuses': { form: ({ linkedRun }) => ({ run: linkedRun }), who: coordinators },
  'continuing-education.makeDirective': {
    form: ({ run }) => ({ run, kind: 'ADMISSION', registrants: registrant, signerId: users.mari.id }),
    who: coordinators,
  },
  'continuing-education.takeOff': {
    form: ({ linkedRun, registrantOff }) => ({ run: linkedRun, registrant: registrantOff }),
    who: coordinators,
  },
  'continuing-education.cancel': { form: () => ({ id: registrant, seen: '' }), who: coordinators },

  'continuing-education.runs.[id].refreshes.start': {
    form: ({ linkedRun }) => ({ run: linkedRun }),
    who: coordinators,
  },
  'continuing-education.runs.[id].refreshes.confirm': {
    form: ({ refresh }) => ({ refresh, seen: '', all: '1' }),
    who: coordinators,
  },
  'continuing-education.runs.[id].refreshes.discard': {
    form: ({ refresh }) => ({ refresh }),
    who: coordinators,
  },

  'schools.pupils.find': { form: () => ({ q: 'Kask' }), who: schoolPeople },
  'schools.pupils.keep': {
    form: ({ placement }) => ({
      placementId: placement,
      kind: 'languages',
      id: '',
      seen: '',
      changedOn: '01.11.2026',
      language: 'VENE',
      level: 'A',
    }),
    who: ofMae,
  },
  // A wrong code is told to whoever may do the act at all, before the pupil is looked at.
  'schools.pupils.mend': {
    form: ({ pupil }) => ({
      pupilId: pupil,
      seen: '',
      personalCode: '1',
      firstName: 'A',
      lastName: 'B',
      reason: 'C',
    }),
    who: schoolPeople,
  },
  'schools.pupils.consent': {
    form: ({ placement, decision }) => ({
      placementId: placement,
      id: decision,
      seen: '',
      consent: 'REFUSED',
      consentOn: '01.11.2026',
      consentNote: '',
    }),
    who: ofMae,
  },
  'schools.pupils.remove': {
    form: ({ placement, decision }) => ({
      placementId: placement,
      kind: 'decisions',
      id: decision,
      seen: '',
    }),
    who: ofMae,
  },
  'schools.pupils.card': {
    form: ({ placement }) => ({
      placementId: placement,
      seen: '',
      number: 'PROOV',
      validFrom: '01.11.2026',
      validTo: '01.11.2027',
    }),
    who: ofMae,
  },
  'schools.pupils.cardClosing': {
    form: ({ placement }) => ({ placementId: placement, id: cards[0]!.id, seen: '', closedOn: '01.11.2026' }),
    who: ofMae,
  },
  'schools.pupils.leave': {
    form: ({ placement }) => ({ placementId: placement, lastOn: '30.11.2026', reason: 'TEINE' }),
    who: ofMae,
  },
  'schools.pupils.stay': { form: ({ placement }) => ({ placementId: placement }), who: ofMae },
  'schools.groups.newGroup': {
    form: () => ({ houseId: houses.mae.id, kind: 'HOBBY', name: 'Proov' }),
    who: ofMae,
    otherwise: 'Valige maja.',
  },
  'schools.groups.saveGroup': { form: ({ group }) => ({ id: group, seen: '', name: 'Proov' }), who: ofMae },
  'schools.groups.newPlace': {
    form: ({ group, pupil }) => ({ groupId: group, pupilId: pupil, fromOn: '01.12.2026', toOn: '' }),
    who: ofMae,
  },
  'schools.groups.placeEnd': {
    form: ({ groupPlace }) => ({ id: groupPlace, lastOn: '30.11.2026' }),
    who: ofMae,
  },
  'schools.houses.saveHouse': {
    form: ({ house }) => ({
      id: house,
      seen: '',
      name: 'Proov',
      kind: 'BASIC_SCHOOL',
      ehisId: '1',
      branchCode: '',
      registryCode: '75010002',
      closedOn: '',
    }),
    who: ['piret'],
  },
  'schools.houses.newClass': {
    form: ({ house }) => ({
      houseId: house,
      seen: '',
      year: '2026',
      number: '9',
      parallel: 'x',
      curriculum: '',
    }),
    who: ['piret'],
  },
  'schools.houses.saveClass': {
    form: ({ schoolClass }) => ({ id: schoolClass, seen: '', number: '9', parallel: 'x', curriculum: '' }),
    who: ['piret'],
  },

  'import.preview': { form: () => ({ kind: 'PERSONS', file }), who: drafters },
  'import.previewAgain': { form: (subjects) => ({ again: subjects.import }), who: ['liis'] },
  'import.match': {
    form: (subjects) => ({ id: subjects.import, sheet: '0', row: '1', 'columns.2': 'personalCode' }),
    who: ['liis'],
  },
  'import.matchOfSchools': {
    form: ({ schoolImport }) => ({
      id: schoolImport,
      sheet: '0',
      row: '1',
      'columns.0': 'house',
      'columns.1': 'year',
      'columns.2': 'number',
      'columns.3': 'parallel',
    }),
    who: ['piret'],
  },
  'import.previewOfSchools': {
    form: () => ({ kind: 'HOUSES', file: new File(['x\n'], 'majad.csv', { type: 'text/csv' }) }),
    who: ['piret', 'sirje'],
  },
  'import.previewSchoolsAgain': { form: ({ schoolImport }) => ({ again: schoolImport }), who: ['piret'] },
  'import.applyToSchools': { form: ({ schoolImport }) => ({ id: schoolImport }), who: ['piret'] },
  'import.discardOfSchools': { form: ({ schoolImport }) => ({ id: schoolImport }), who: ['piret'] },
  'import.takeBack': { form: (subjects) => ({ id: subjects.import }), who: ['liis'] },
  'import.takeBackSchools': { form: ({ schoolImport }) => ({ id: schoolImport }), who: ['piret'] },
  'import.beginDirective': {
    form: (subjects) => ({
      batch: subjects.import,
      type: 'VICE_DEAN_DIRECTIVE',
      kind: 'OWN_FUNDS_ALLOWANCE',
    }),
    who: ['liis'],
  },
  'import.apply': { form: (subjects) => ({ id: subjects.import }), who: ['liis'] },
  'import.discard': { form: (subjects) => ({ id: subjects.import }), who: ['liis'] },
}

/** The id of each action in the built application. */
const idOf = new Map(
  Object.entries(
    (
      JSON.parse(
        readFileSync(path.join(buildFolder(), 'server/server-reference-manifest.json'), 'utf8'),
      ) as Manifest
    ).node,
  ).map(([id, { filename, exportedName }]) => [nameOf(filename, exportedName), id]),
)
type Manifest = { node: Record<string, { filename: string; exportedName: string }> }

function buildFolder() {
  return path.join(projectFolder, process.env.NEXT_DIST_DIR ?? '.next')
}

/** `app/(office)/documents/actions.ts`, `send` → `documents.send` */
function nameOf(file: string, exported: string) {
  const room = file
    .split('/')
    .slice(1, -1)
    .filter((part) => !part.startsWith('('))
  return [...room, exported].join('.')
}

const notTheirs = 'Sellist asja ei ole või teil ei ole selleks õigust.'

test('the grid and the built application have every server action of the code', () => {
  const inCode = sources('app/**/actions.ts').flatMap(({ path: file, text }) =>
    [...text.matchAll(/export const (\w+) = officeAction\(/g)].map(([, exported]) => nameOf(file, exported!)),
  )
  expect(Object.keys(grid).toSorted()).toEqual(inCode.toSorted())
  expect([...idOf.keys()].toSorted()).toEqual(inCode.toSorted())
})

test('an act is refused without the right, without a session, without an origin and from another site, and writes nothing', async ({
  office,
}) => {
  test.setTimeout(600_000)
  const subjects = await someSubjects(office)
  const clients = new Map<CastName | null, APIRequestContext>()
  for (const name of [...castNames, null]) clients.set(name, await clientOf(name))
  const wrong: string[] = []
  await quiet(office.db)

  for (const [act, { form, who, otherwise = notTheirs }] of Object.entries(grid)) {
    const id = idOf.get(act)!
    const fields = form(subjects)
    const before = await digestOf(office.db)
    const expectRefusal = async (whose: string, response: APIResponse, words: string) => {
      const text = await response.text()
      const said = text.includes(words) || (words === notTheirs && text.includes(otherwise))
      if (!text.includes('"outcome":"refused"') || !said)
        wrong.push(`${act}, ${whose}: ${response.status()} ${text.slice(0, 200)}`)
    }

    for (const name of castNames.filter((each) => !who.includes(each)))
      await expectRefusal(name, await callAction(clients.get(name)!, '/', id, fields), notTheirs)
    await expectRefusal(
      'nobody',
      await callAction(clients.get(null)!, '/', id, fields),
      'Seanss on lõppenud.',
    )
    const allowed = clients.get(who[0]!)!
    const homeless = await callAction(allowed, '/', id, fields, {})
    await expectRefusal('without origin', homeless, 'Päring ei tulnud sellelt lehelt.')
    const foreign = await callAction(allowed, '/', id, fields, { origin: 'https://evil.example' })
    if ((await foreign.text()).includes('"outcome":"done"')) wrong.push(`${act}: done from another site`)

    const changed = differences(before, await digestOf(office.db))
    if (changed.length > 0) wrong.push(`${act} wrote ${changed.join(', ')}`)
  }
  expect(wrong).toEqual([])

  // The same call does the act for somebody with the right, so the refusals above are no accident of the transport.
  const done = await callAction(clients.get('mari')!, '/', idOf.get('documents.comment')!, {
    id: subjects.issued,
    comment: 'Proov',
  })
  expect(await done.text()).toContain('"outcome":"done"')
})

/** A search for nonsense is answered like any other; an empty footer removes the one there is, or nothing. */
const harmless = ['learners.find', 'schools.pupils.find', 'setPreferences', 'settings.saveFooter']

test('an act called with garbage is refused without a fault, and writes nothing', async ({ office }) => {
  test.setTimeout(600_000)
  const subjects = await someSubjects(office)
  const clients = new Map<CastName, APIRequestContext>()
  const wrong: string[] = []
  await quiet(office.db)
  for (const [act, { who, form }] of Object.entries(grid)) {
    const name = who[0]!
    if (!clients.has(name)) clients.set(name, await clientOf(name))
    const client = clients.get(name)!
    const before = await digestOf(office.db)
    for (const [kind, fields] of Object.entries(garbageFor(Object.keys(form(subjects))))) {
      const response = await callAction(client, '/', idOf.get(act)!, fields)
      const text = await response.text()
      const clean = response.status() < 500 && !text.includes('"outcome":"done"')
      if (!clean && !harmless.includes(act))
        wrong.push(`${act}, ${kind}: ${response.status()} ${text.slice(0, 200)}`)
    }
    const changed = differences(before, await digestOf(office.db))
    if (changed.length > 0) wrong.push(`${act} wrote ${changed.join(', ')}`)
  }
  expect(wrong).toEqual([])
})

test('a request that is no call of an action causes no fault', async () => {
  const client = await clientOf('liis')
  const id = idOf.get('documents.save')!
  const origin = process.env.OLEK_URL!
  const post = (headers: Record<string, string>, data: string) =>
    client.post('/', { headers: { origin, ...headers }, data })
  const calls = {
    'an unknown action': await post({ 'next-action': '0'.repeat(42) }, '[]'),
    'an action that is none': await post({ 'next-action': '../../etc/passwd' }, '[]'),
    'a body that is no JSON': await post(
      { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8' },
      '{{{',
    ),
    'arguments that are no form': await post(
      { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8' },
      '[1,2]',
    ),
    'a reference to nothing': await post(
      { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8' },
      '["$K9","$K8"]',
    ),
    'no arguments': await post({ 'next-action': id, 'content-type': 'text/plain;charset=UTF-8' }, '[]'),
    'a bare form': await client.post('/', { headers: { origin }, form: { id: 'x' } }),
  }
  const failed = Object.entries(calls).filter(([, response]) => response.status() >= 500)
  expect(failed.map(([kind, response]) => `${kind}: ${response.status()}`)).toEqual([])
})

/** The form's fields with values that nobody would type. */
function garbageFor(names: string[]): Record<string, Record<string, string>> {
  const all = (value: string) => Object.fromEntries(names.map((name) => [name, value]))
  return {
    nothing: {},
    empty: all(''),
    html: all('<script>alert(1)</script>'),
    sql: all("'; drop table document; --"),
    zero: all('a\u0000b'),
    huge: all('9'.repeat(400)),
    long: all('õ'.repeat(100_000)),
    prototype: { '__proto__.id': 'x', 'constructor.prototype.id': 'x', id: '__proto__' },
    nested: Object.fromEntries(names.map((name) => [`${name}.a.b`, 'x'])),
  }
}

/** A fingerprint of each of our tables. */
async function digestOf(db: Db): Promise<Map<string, string>> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT quote_ident(tablename) AS name FROM pg_tables
     WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`
  const parts = tables.map(
    ({
      name,
    }) => `SELECT '${name}' AS name, count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) AS digest
                     FROM ${name} t`,
  )
  const rows = await db.$queryRawUnsafe<{ name: string; digest: string }[]>(parts.join(' UNION ALL '))
  return new Map(rows.map(({ name, digest }) => [name, digest]))
}

/** Waits until the worker has done all that earlier journeys left to it. */
const quiet = (db: Db) =>
  expect
    .poll(
      () => db.delivery.count({ where: { state: 'WAITING', problem: null, dueAt: { lte: new Date() } } }),
      { timeout: 60_000 },
    )
    .toBe(0)

const differences = (before: Map<string, string>, after: Map<string, string>) =>
  [...after].filter(([name, digest]) => before.get(name) !== digest).map(([name]) => name)
