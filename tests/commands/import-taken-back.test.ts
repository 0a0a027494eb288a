import { expect, test } from 'vitest'
import { beginDraft } from '@/lib/documents/drafting/commands/drafting'
import { addPlaces } from '@/lib/documents/drafting/commands/persons'
import { importSheet } from '@/lib/import/queries'
import { beginFromImport } from '@/lib/register/commands/directive'
import { applyImport, previewImport, takeBackImport } from '@/lib/register/commands/imports'
import { importColumns, importKinds, type ImportColumn, type ImportKind } from '@/lib/register/import/columns'
import { placesOfImport } from '@/lib/register/queries/imports'
import { applyRegistrants, previewRegistrants, takeBackRegistrants } from '@/lib/registrants/commands/imports'
import type { ClassifierSort } from '@/lib/schools/houses/queries/classifiers'
import { applySchools, previewSchools, takeBackOfSchools } from '@/lib/schools/import/commands'
import type { SchoolImport } from '@/lib/schools/import/kinds'
import { classesOfImport, schoolTemplate } from '@/lib/schools/import/queries'
import { csvFile } from '@/lib/shared/write-sheet'
import { programmes } from '@/prisma/cast-runs'
import { castClass, castCode, castPupil, houses } from '@/prisma/cast-schools'
import { aDirective } from '../support/documents'
import { withOffice } from '../support/office'
import { atOnce, digestOf, expectRefused, refusalsOf } from '../support/refused'

const office = withOffice()
type Line = Partial<Record<ImportColumn, string>>

const bring = async (kind: ImportKind, lines: Line[]) => {
  const columns: readonly ImportColumn[] = importKinds[kind].columns
  const headings = columns.map((column) => importColumns[column].heading)
  const rows = lines.map((line) => columns.map((column) => line[column] ?? ''))
  const liis = await office().as('liis')
  const { id } = await previewImport(liis, { kind, file: new File([csvFile({ headings, rows })], 'a.csv') })
  await applyImport(liis, { id })
  return id
}
const back = async (id: string) => takeBackImport(await office().as('liis'), { id })
const stateOf = async (id: string) =>
  (await office().db.importBatch.findUniqueOrThrow({ where: { id } })).state
/** Every table but those that remember what was done. */
const register = async () => {
  const digest = await digestOf(office())
  return Object.fromEntries(
    Object.entries(digest).filter(([table]) => !/import_|audit_entry|placement_log|working_copy/.test(table)),
  )
}
let count = 0
const newcomer = (about: Line = {}): Line => {
  count += 1
  return {
    firstName: 'Uus',
    lastName: `Tulija${count}`,
    otherCode: `TAGASI-${count}`,
    placeCode: `2026-T${count}`,
    unit: 'LTFYS',
    curriculum: `9900${count}`,
    curriculumName: 'Uus kava',
    load: 'osa',
    funding: 'RE',
    startedOn: '31.08.2026',
    mainState: 'õpib',
    directiveNumber: '2.1-1/900',
    directiveOn: '01.11.2026',
    ...about,
  }
}
const kadri: Line = {
  firstName: 'Kadri',
  lastName: 'Oja',
  personalCode: '49205130232',
  placeCode: '2024-D001',
  unit: 'LTFYS',
  curriculum: '80131',
  load: 'osakoormus',
  funding: 'RE',
  startedOn: '02.09.2024',
  mainState: 'õpib',
  validFrom: '01.12.2026',
  phone: '5555 9999',
  directiveNumber: '2.1-1/901',
  directiveOn: '01.11.2026',
}

test('taking back an import restores the whole register, and the audit log says so', async () => {
  const before = await register()
  const id = await bring('DOCTORANDS', [newcomer(), kadri])
  expect(await register()).not.toEqual(before)
  const grant = {
    grantType: 'tulemusstipendium',
    monthlyAmount: '100',
    fundingSource: 'HTM',
    directiveNumber: '2.1-1/902',
  }
  const days = { paidFrom: '01.12.2026', paidTo: '31.12.2026', directiveOn: '01.11.2026' }
  const grants = await bring('GRANTS', [{ placeCode: '2024-D001', ...grant, ...days }])
  await back(grants)
  await back(id)
  expect(await register()).toEqual(before)
  expect(await stateOf(id)).toBe('TAKEN_BACK')
  expect(
    await office().db.auditEntry.findFirst({ where: { subject: id, act: 'import.takeBack' } }),
  ).not.toBeNull()
  await expectRefused(office(), () => back(id), 'import.notApplied')
})

test('an import isn’t taken back if one of its rows was changed since, and the row is named', async () => {
  const id = await bring('DOCTORANDS', [newcomer()])
  await office().db.learner.updateMany({ where: { otherCode: `TAGASI-${count}` }, data: { phone: '1' } })
  const before = await register()
  const [refusal] = await refusalsOf(() => back(id))
  expect(refusal).toMatchObject({
    code: 'import.changedSince',
    params: { who: `Uus Tulija${count}`, more: 0 },
  })
  expect(await register()).toEqual(before)
  expect(await stateOf(id)).toBe('APPLIED')
})

test('an import isn’t taken back while a fact, a form or a document builds on it', async () => {
  const first = newcomer()
  const id = await bring('DOCTORANDS', [first])
  const leave = {
    leaveFrom: '01.02.2027',
    leaveTo: '30.06.2027',
    directiveNumber: '2.1-1/3',
    directiveOn: '01.11.2026',
  }
  const leaves = await bring('LEAVES', [{ placeCode: first.placeCode, ...leave }])
  await expectRefused(office(), () => back(id), 'import.builtUpon')
  await back(leaves)

  const liis = await office().as('liis')
  const { id: place } = await office().db.studyPlace.findUniqueOrThrow({ where: { code: first.placeCode } })
  const draft = await beginDraft(liis, { type: 'VICE_DEAN_DIRECTIVE', kind: 'OWN_FUNDS_ALLOWANCE' })
  await addPlaces(liis, { id: draft, places: [place] })
  await expectRefused(office(), () => back(id), 'import.onDocument')
  await office().db.workingCopy.deleteMany({ where: { documentId: draft } })
  await back(id)

  const changed = await bring('DOCTORANDS', [{ ...kadri, validFrom: '02.12.2026' }])
  await aDirective(office(), { state: 'ISSUED', persons: ['Oja'] })
  await expectRefused(office(), () => back(changed), 'import.onDocument')
})

test('only its importer takes an import back, once, and more rows take no more statements', async () => {
  const id = await bring('DOCTORANDS', [newcomer()])
  await expectRefused(office(), async () => takeBackImport(await office().as('kaire'), { id }), 'notFound')
  expect(
    await atOnce(
      () => back(id),
      () => back(id),
    ),
  ).toEqual({ done: 1, codes: ['import.notApplied'] })
  let statements = 0
  const client = office().db as unknown as { $on(event: 'query', heard: () => void): void }
  client.$on('query', () => (statements += 1))
  const counted = async (rows: number) => {
    const batch = await bring(
      'DOCTORANDS',
      Array.from({ length: rows }, () => newcomer()),
    )
    statements = 0
    await back(batch)
    return statements
  }
  const few = await counted(3)
  expect(await counted(100)).toBe(few)
})

test('an import of schools is taken back, unless something builds on its placements', async () => {
  const piret = await office().as('piret')
  const bringIn = async (kind: SchoolImport, rows: string[][]) => {
    const headings = schoolTemplate(kind).map(({ heading }) => heading)
    const { id } = await previewSchools(piret, {
      kind,
      file: new File([csvFile({ headings, rows })], 'a.csv'),
    })
    await applySchools(piret, { id })
    return id
  }
  const mae = houses.mae.registryCode
  const anni = castPupil('Anni Kask')
  const rows: [SchoolImport, string[]][] = [
    ['HOUSES', ['75019999', 'Uus kool', 'põhikool', '4199', '7', '', '']],
    ['CLASSES', [mae, '2026/2027', '4', 'z', '']],
    ['GROUPS', [mae, 'Uus pikapäevarühm', 'pikapäevarühm']],
    ['CARDS', [anni.personalCode, mae, 'N2600998', '01.09.2027', '31.08.2028', '']],
    ['LANGUAGES', [anni.personalCode, mae, 'saksa keel', 'B', '01.09.2026']],
  ]
  for (const [kind, row] of rows) {
    const before = await register()
    const id = await bringIn(kind, [row])
    expect(await register(), kind).not.toEqual(before)
    await takeBackOfSchools(piret, { id })
    expect(await register(), kind).toEqual(before)
  }
  const miia = castCode(true, 2019, 76)
  const pupils = await bringIn('PUPILS', [[mae, miia, 'Miia', 'Uus', '2026/2027', '3', 'b', '', '']])
  const mine = await classesOfImport(office().db, piret.person, pupils)
  expect(mine).toMatchObject([{ id: castClass('mae', 3, 'b').id, name: '3.b' }])
  const { person: sirje } = await office().as('sirje')
  expect(await classesOfImport(office().db, sirje, pupils)).toEqual([])
  const language = await bringIn('LANGUAGES', [[miia, mae, 'saksa keel', 'B', '01.09.2026']])
  const [refusal] = await refusalsOf(() => takeBackOfSchools(piret, { id: pupils }))
  expect(refusal).toMatchObject({ code: 'import.builtUpon', params: { who: 'Miia Uus' } })
  await takeBackOfSchools(piret, { id: language })
  await takeBackOfSchools(piret, { id: pupils })
  const pupil = await office().db.pupil.findUniqueOrThrow({
    where: { personalCode: miia },
    include: { placements: true, log: { orderBy: { id: 'asc' } } },
  })
  expect(pupil.placements).toEqual([])
  expect(pupil.log.map(({ act }) => act)).toEqual(['PLACED', 'VOIDED'])
})

test('an import of classifiers is taken back unless a code of it is in use or changed since', async () => {
  const { db } = office()
  const piret = await office().as('piret')
  const bringIn = async (kind: SchoolImport, rows: string[][]) => {
    const headings = schoolTemplate(kind).map(({ heading }) => heading)
    const { id } = await previewSchools(piret, {
      kind,
      file: new File([csvFile({ headings, rows })], 'a.csv'),
    })
    await applySchools(piret, { id })
    return id
  }
  const goBack = (id: string) => takeBackOfSchools(piret, { id })
  const known = await db.classifier.findFirstOrThrow({ where: { sort: 'klKeel' } })
  const before = await register()
  const both = [
    ['klKeel', 'LÄTI', 'läti keel', ''],
    ['klKeel', known.code, 'uus sõna', '01.01.2027'],
  ]
  const first = await bringIn('CLASSIFIERS', both)
  expect(await register()).not.toEqual(before)
  await goBack(first)
  expect(await register()).toEqual(before)

  const pupil = castPupil('Anni Kask')
  const [pupilId, houseId] = [pupil.id, houses.mae.id]
  const stay = { pupilId, houseId, changedOn: new Date('2026-09-01') }
  // For each classifier list, something that names a code of the list.
  const uses: Record<ClassifierSort | 'klOppekava', () => Promise<{ id: string }>> = {
    klErivajadus: () => db.specialNeeds.create({ data: { ...stay, needs: ['UUS'] } }),
    klTugiteenus: () =>
      db.specialNeeds.create({ data: { ...stay, services: [{ service: 'UUS', subjects: [] }] } }),
    klOppeaine: () =>
      db.specialNeeds.create({ data: { ...stay, services: [{ service: 'x', subjects: ['UUS'] }] } }),
    klKeel: () => db.foreignLanguage.create({ data: { ...stay, language: 'UUS', level: 'B' } }),
    klOskustase: () => db.foreignLanguage.create({ data: { ...stay, language: 'x', level: 'UUS' } }),
    klGrupiSuurus: () => db.swimming.create({ data: { ...stay, groupSize: 'UUS' } }),
    klUjumisoskuseTase: () => db.swimming.create({ data: { ...stay, level: 'UUS' } }),
    klLahkumisePohjus: () => leftFor('UUS'),
    klOppekava: () =>
      db.schoolClass.update({
        where: { id: castClass('mae', 3, 'b').id },
        data: { curriculum: 'UUS' },
      }),
  }
  const leftFor = async (leftReason: string) => {
    const { id } = await db.placement.findFirstOrThrow({ where: { pupilId } })
    return db.placement.update({ where: { id }, data: { leftReason } })
  }
  // The cast may have a row already where a pupil can have only one.
  await db.specialNeeds.deleteMany({ where: { pupilId } })
  await db.swimming.deleteMany({ where: { pupilId } })
  for (const [sort, use] of Object.entries(uses)) {
    const id = await bringIn('CLASSIFIERS', [[sort, 'UUS', `uus ${sort}`, '']])
    await use()
    const [refusal] = await refusalsOf(() => goBack(id))
    expect(refusal, sort).toMatchObject({
      code: 'import.builtUpon',
      params: { who: `uus ${sort} (${sort} UUS)` },
    })
    await db.specialNeeds.deleteMany({ where: { pupilId } })
    await db.foreignLanguage.deleteMany({ where: { pupilId } })
    await db.swimming.deleteMany({ where: { pupilId } })
    await leftFor('')
    await db.schoolClass.update({ where: { id: castClass('mae', 3, 'b').id }, data: { curriculum: '' } })
    await goBack(id)
  }
  const once = await bringIn('CLASSIFIERS', [['klKeel', 'LIIVI', 'liivi keel', '']])
  const again = await bringIn('CLASSIFIERS', [['klKeel', 'LIIVI', 'liivi', '']])
  await expectRefused(office(), () => goBack(once), 'import.changedSince')
  await goBack(again)
  await goBack(once)
})

test('an applied import leads to a directive with all its persons except those who have left', async () => {
  const [same, left] = [newcomer(), newcomer({ mainState: 'eksmatrikuleeritud' })]
  await bring('DOCTORANDS', [same])
  const batch = await bring('DOCTORANDS', [same, left])
  const begun = { type: 'VICE_DEAN_DIRECTIVE', kind: 'OWN_FUNDS_ALLOWANCE' } as const
  const id = await beginFromImport(await office().as('liis'), { batch, ...begun })
  const place = await office().db.studyPlace.findUniqueOrThrow({ where: { code: same.placeCode! } })
  const copy = await office().db.workingCopy.findFirstOrThrow({ where: { documentId: id } })
  expect(copy.content).toMatchObject({ added: [{ studyPlaceId: place.id }] })
  // The page of the import says whom the directive leaves out, and why.
  const { person } = await office().as('liis')
  expect(await placesOfImport(office().db, person, batch, '2026-11-21')).toEqual({
    places: [place.id],
    left: [
      {
        who: `${left.firstName} ${left.lastName}`,
        placeCode: left.placeCode,
        mainState: 'EXMATRICULATED',
      },
    ],
  })
  const asKaire = async () => beginFromImport(await office().as('kaire'), { batch, ...begun })
  await expectRefused(office(), asKaire, 'notFound')
  const ofNobody = await bring('DOCTORANDS', [left])
  const asLiis = async () => beginFromImport(await office().as('liis'), { batch: ofNobody, ...begun })
  await expectRefused(office(), asLiis, 'import.noPersons')
})

test('an import of registrants is taken back unless one of them was changed since', async () => {
  const maarja = await office().as('maarja')
  const runId = programmes.statistics.runs[0].id
  const list = async (lastName: string) => {
    const text = csvFile({ headings: ['Eesnimi', 'Perekonnanimi'], rows: [['Uus', lastName]] })
    const { id } = await previewRegistrants(maarja, { runId, file: new File([text], 'a.csv') })
    await applyRegistrants(maarja, { id })
    return id
  }
  const before = await register()
  const id = await list('Esimene')
  await takeBackRegistrants(maarja, { id })
  expect(await register()).toEqual(before)
  const other = await list('Teine')
  await office().db.registrant.updateMany({
    where: { runId, lastName: 'Teine' },
    data: { email: 'x@y.example' },
  })
  await expectRefused(office(), () => takeBackRegistrants(maarja, { id: other }), 'import.changedSince')
})

test('an import whose former rows weren’t kept can’t be taken back, and its page says so', async () => {
  const id = await bring('DOCTORANDS', [newcomer()])
  const sheet = async () => importSheet(office().db, await office().person('liis'), id, { page: 1 })
  expect(await sheet()).toMatchObject({ canGoBack: true, beforeKept: false })
  await office().db.importWritten.deleteMany({ where: { batchId: id } })
  expect(await sheet()).toMatchObject({ canGoBack: false, beforeKept: true })
  await expectRefused(office(), () => back(id), 'import.notKept')
})
