import { describe, expect, test } from 'vitest'
import type { Act } from '@/lib/access/action'
import type { PlanRow } from '@/lib/import/rules/plan'
import { refusalText } from '@/lib/messages/refusal-text'
import { sayIn } from '@/lib/messages/say'
import { applyImport, discardImport, previewImport } from '@/lib/register/commands/imports'
import { mendLearner } from '@/lib/register/commands/mending'
import { importColumns, importKinds, type ImportColumn, type ImportKind } from '@/lib/register/import/columns'
import { birthDayOf, maskPersonalCode } from '@/lib/shared/personal-code'
import { Refused } from '@/lib/shared/refusal'
import { csvFile, xlsxFile } from '@/lib/shared/write-sheet'
import { officeList } from '@/prisma/cast-list'
import { castCode } from '@/prisma/cast-schools'
import { aDirective } from '../support/documents'
import { withOffice } from '../support/office'

const office = withOffice()

type Line = Partial<Record<ImportColumn, string>>

/** A file of the kind's own columns with these rows. */
function fileOf(kind: ImportKind, lines: Line[], name = 'nimekiri.csv') {
  const columns: readonly ImportColumn[] = importKinds[kind].columns
  const headings = columns.map((column) => importColumns[column].heading)
  const rows = lines.map((line) => columns.map((column) => line[column] ?? ''))
  return new File([csvFile({ headings, rows })], name)
}

const preview = async (act: Act, kind: ImportKind, lines: Line[]) => {
  const { id } = await previewImport(act, { kind, file: fileOf(kind, lines) })
  const batch = await office().db.importBatch.findUniqueOrThrow({ where: { id } })
  return { id, batch, plan: batch.plan as unknown as PlanRow[] }
}
const bringIn = async (act: Act, kind: ImportKind, lines: Line[]) => {
  const previewed = await preview(act, kind, lines)
  await applyImport(act, { id: previewed.id })
  return previewed
}
/** The outcome of each row, or its refusals and their columns. */
const told = (plan: PlanRow[]) =>
  plan.map(({ outcome, refusals }) =>
    refusals.length > 0 ? refusals.map(({ code, field }) => `${code} ${field}`).join(', ') : outcome,
  )
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Refused ? error.refusals[0]!.code : String(error)),
  )

/** Everything an import may write, as one text. */
async function register() {
  const { db } = office()
  const all = [
    await db.learner.findMany({ orderBy: { id: 'asc' } }),
    await db.studyPlace.findMany({ orderBy: { id: 'asc' } }),
    await db.studyTerm.findMany({ orderBy: { id: 'asc' } }),
    await db.academicLeave.findMany({ orderBy: { id: 'asc' } }),
    await db.attestation.findMany({ orderBy: { id: 'asc' } }),
    await db.grant.findMany({ orderBy: { id: 'asc' } }),
    await db.curriculum.findMany({ orderBy: { code: 'asc' } }),
  ]
  return JSON.stringify(all)
}

/** Kadri Oja of the cast as a row; each test changes the columns that it is about. */
const kadri: Line = {
  firstName: 'Kadri',
  lastName: 'Oja',
  personalCode: '49205130232',
  placeCode: '2024-D001',
  unit: 'LTFYS',
  curriculum: '80131',
  load: 'täiskoormus',
  funding: 'RE',
  startedOn: '02.09.2024',
  mainState: 'õpib',
  directiveNumber: '2.1-1/900',
  directiveOn: '01.11.2026',
}
let counter = 0
/** A doctoral student who is not in the register yet. */
const newcomer = (about: Line = {}): Line => {
  counter += 1
  const { personalCode: _, ...rest } = kadri
  return {
    ...rest,
    firstName: 'Uus',
    lastName: 'Tulija',
    otherCode: `UUS-${counter}`,
    placeCode: `2026-X${counter}`,
    startedOn: '31.08.2026',
    ...about,
  }
}
const termsOf = async (placeCode: string, aspect: 'LOAD' | 'FUNDING') => {
  const terms = await office().db.studyTerm.findMany({
    where: { studyPlace: { code: placeCode }, aspect },
    orderBy: { fromOn: 'asc' },
  })
  const day = (date: Date | null) => date?.toISOString().slice(0, 10) ?? null
  return terms.map(({ value, fromOn, toOn, importedNumber }) => [
    value,
    day(fromOn),
    day(toOn),
    importedNumber,
  ])
}

describe("the unit's own list of doctoral students", () => {
  test('comes in from a spreadsheet with its directives, and a second time changes nothing', async () => {
    const liis = await office().as('liis')
    const file = () =>
      xlsxFile([{ name: 'Doktorandid', ...officeList }]).then((bytes) => new File([bytes], 'd.xlsx'))
    const before = await register()
    const { id } = await previewImport(liis, { kind: 'DOCTORANDS', file: await file() })
    expect(await register()).toBe(before)
    const batch = await office().db.importBatch.findUniqueOrThrow({ where: { id } })
    expect(batch).toMatchObject({ state: 'PREVIEW', added: 12, changed: 0, same: 0, refused: 0, unread: [] })

    await applyImport(liis, { id })
    const ivo = await office().db.studyPlace.findUniqueOrThrow({
      where: { code: '2024-D209' },
      include: { learner: true, terms: true, unitKey: true },
    })
    expect(ivo.learner).toMatchObject({
      firstName: 'Ivo',
      lastName: 'Jänes',
      bankAccount: 'EE787700771163192142',
    })
    expect(ivo).toMatchObject({ level: 'DOCTORAL', unitKey: { code: 'LTFYS' } })
    expect(
      ivo.terms.map(({ aspect, value, importedNumber }) => [aspect, value, importedNumber]).sort(),
    ).toEqual([
      ['CURRICULUM', '80139', '2.1-1/612'],
      ['FUNDING', 'STATE_FUNDED', '2.1-1/612'],
      ['LOAD', 'PART', '2.1-1/612'],
      ['MAIN_STATE', 'STUDYING', '2.1-1/612'],
    ])
    const entry = await office().db.auditEntry.findFirstOrThrow({ where: { subject: id } })
    expect(entry).toMatchObject({
      act: 'import.apply',
      userId: liis.person.id,
      details: { added: 12, refused: 0 },
    })

    const after = await register()
    const { id: again } = await previewImport(liis, { kind: 'DOCTORANDS', file: await file() })
    const repeated = await office().db.importBatch.findUniqueOrThrow({ where: { id: again } })
    expect(repeated).toMatchObject({ added: 0, changed: 0, same: 12, refused: 0 })
    await applyImport(liis, { id: again })
    expect(await register()).toBe(after)
  })

  test('brings in good rows and keeps out bad ones, each named by row and column', async () => {
    const { plan, batch } = await bringIn(await office().as('liis'), 'DOCTORANDS', [
      newcomer(),
      newcomer({ bankAccount: 'EE00123' }),
      newcomer({ otherCode: '', personalCode: '49205130237' }),
      newcomer({ unit: 'HV' }),
      newcomer({ unit: 'XX', directiveOn: '31.02.2026' }),
      newcomer({ load: 'pool', directiveNumber: '' }),
      newcomer({ curriculum: '99999' }),
      newcomer({ otherCode: '' }),
    ])
    expect(told(plan)).toEqual([
      'NEW',
      'ibanWrong bankAccount',
      'import.personalCodeWrong personalCode',
      'import.unitNotYours unit',
      'dayWrong directiveOn, import.unitUnknown unit',
      'import.wordWrong load, import.cellEmpty directiveNumber',
      'import.curriculumUnknown curriculum',
      'import.codeMissing personalCode',
    ])
    expect(plan.map(({ row }) => row)).toEqual([2, 3, 4, 5, 6, 7, 8, 9])
    expect(batch).toMatchObject({ added: 1, refused: 7 })
    expect(JSON.stringify(plan)).not.toContain('49205130237')
    expect(await office().db.learner.count({ where: { lastName: 'Tulija' } })).toBe(1)
  })

  test('ends an imported load the day before the new one begins', async () => {
    const liis = await office().as('liis')
    const load = { ...kadri, load: 'osakoormus', validFrom: '01.12.2026' }
    const { plan } = await bringIn(liis, 'DOCTORANDS', [load])
    expect(plan[0]).toMatchObject({
      outcome: 'CHANGED',
      changes: [{ column: 'load', before: 'FULL', after: 'PART', from: '2026-12-01' }],
    })
    expect(await termsOf('2024-D001', 'LOAD')).toEqual([
      ['FULL', '2024-09-02', '2026-11-30', expect.any(String)],
      ['PART', '2026-12-01', null, '2.1-1/900'],
    ])
    expect(told((await preview(liis, 'DOCTORANDS', [load])).plan)).toEqual(['SAME'])
    // A list that differs from the register has to say from which day.
    expect(told((await preview(liis, 'DOCTORANDS', [{ ...kadri, funding: 'tasuline' }])).plan)).toEqual([
      'import.dayNeeded validFrom',
    ])
    const between = { ...kadri, load: 'osakoormus', validFrom: '01.10.2026' }
    expect(told((await preview(liis, 'DOCTORANDS', [between])).plan)).toEqual(['import.laterValue load'])
  })

  test('begins each term on its own day if the file has one, and otherwise on the row’s day', async () => {
    const liis = await office().as('liis')
    const one = newcomer({ validFrom: '01.10.2026', fundingFrom: '01.11.2026' })
    const { plan } = await bringIn(liis, 'DOCTORANDS', [one])
    expect(told(plan)).toEqual(['NEW'])
    expect(plan[0]!.changes).toContainEqual(
      expect.objectContaining({ heading: 'Õppekoha liik alates', after: '2026-11-01' }),
    )
    const place = one.placeCode!
    expect(await termsOf(place, 'LOAD')).toEqual([['FULL', '2026-10-01', null, '2.1-1/900']])
    expect(await termsOf(place, 'FUNDING')).toEqual([['STATE_FUNDED', '2026-11-01', null, '2.1-1/900']])
    expect(told((await preview(liis, 'DOCTORANDS', [one])).plan)).toEqual(['SAME'])
    // Only the load changes, from a day of its own.
    const part = { ...one, validFrom: '', fundingFrom: '', load: 'osakoormus', loadFrom: '01.12.2026' }
    expect((await preview(liis, 'DOCTORANDS', [part])).plan[0]!.changes).toMatchObject([
      { column: 'load', before: 'FULL', after: 'PART', from: '2026-12-01' },
    ])
    const early = newcomer({ mainStateFrom: '30.08.2026', loadFrom: '31.13.2026' })
    expect(told((await preview(liis, 'DOCTORANDS', [early])).plan)).toEqual([
      'dayWrong loadFrom, import.beforeStart mainStateFrom',
    ])
    expect(told((await preview(liis, 'DOCTORANDS', [{ ...early, loadFrom: '' }])).plan)).toEqual([
      'import.beforeStart mainStateFrom',
    ])
  })

  test('shows the former contact data when a list of persons changes them', async () => {
    const { plan } = await bringIn(await office().as('liis'), 'PERSONS', [
      { personalCode: '38911040213', lastName: 'põder', email: 'mart@ylikool.example' },
    ])
    expect(plan[0]!.changes).toEqual([
      {
        column: 'email',
        heading: 'E-post',
        before: 'oppija2@ylikool.example',
        after: 'mart@ylikool.example',
      },
    ])
    const mart = await office().db.learner.findUniqueOrThrow({ where: { personalCode: '38911040213' } })
    expect(mart).toMatchObject({ firstName: 'Mart', lastName: 'Põder', email: 'mart@ylikool.example' })
  })

  test('is refused in rows that contradict an earlier row', async () => {
    const one = newcomer()
    const { plan } = await bringIn(await office().as('liis'), 'DOCTORANDS', [
      one,
      { ...one, phone: '123' },
      { ...one, lastName: 'Muu' },
      { ...one, load: 'osakoormus', validFrom: '31.08.2026' },
    ])
    expect(told(plan)).toEqual([
      'NEW',
      'CHANGED',
      'import.contradictsRow lastName',
      'import.contradictsRow load',
    ])
  })
})

describe('who a known person is', () => {
  test('is never changed by a file, whatever names the person in it', async () => {
    const liis = await office().as('liis')
    const one = newcomer({ bornOn: '04.05.1995' })
    await bringIn(liis, 'DOCTORANDS', [one])
    const before = await register()
    const { otherCode } = one
    const { plan } = await bringIn(liis, 'PERSONS', [
      { otherCode, firstName: 'Teine', lastName: 'Nimi', phone: '5' },
      { otherCode, bornOn: '05.05.1995' },
      { otherCode, personalCode: castCode(true, 1995, 3) },
      { personalCode: '49205130232', otherCode: 'OJA-1' },
      { personalCode: '49205130232', bornOn: '13.05.1992', firstName: 'kadri', lastName: 'OJA' },
    ])
    expect(told(plan)).toEqual([
      'import.identityDiffers firstName, import.identityDiffers lastName',
      'import.identityDiffers bornOn',
      'import.bornOnDiffers personalCode',
      'import.identityDiffers otherCode',
      'SAME',
    ])
    expect(await register()).toBe(before)
    const of = await bringIn(liis, 'DOCTORANDS', [{ ...one, lastName: 'Muu' }])
    expect(told(of.plan)).toEqual(['import.identityDiffers lastName'])
    expect(await register()).toBe(before)
  })

  test('is told with what the register and the file have, and leads to the act on the learner’s page', async () => {
    const liis = await office().as('liis')
    const { otherCode, ...one } = newcomer()
    await bringIn(liis, 'DOCTORANDS', [{ ...one, otherCode }])
    const { id } = await office().db.learner.findFirstOrThrow({ where: { otherCode } })
    const first = castCode(true, 1996, 4)
    const { plan } = await preview(liis, 'PERSONS', [
      { otherCode, lastName: 'Tulija-Mets' },
      { otherCode, personalCode: first },
    ])
    const [renamed, coded] = plan.map(({ refusals }) => refusals[0]!)
    expect([renamed!.subject, coded!.subject]).toEqual([
      { kind: 'learner', id },
      { kind: 'learner', id },
    ])
    expect(refusalText(sayIn('et'), renamed!)).toBe(
      'registris on Tulija, failis Tulija-Mets; fail isikuandmeid ei muuda. Kui failis on õiged andmed, parandab ' +
        'õppeosakond need õppija lehel: „Paranda isikuandmeid”',
    )
    expect(refusalText(sayIn('en'), coded!)).toContain(
      `the register has –, the file ${maskPersonalCode(first)};`,
    )
  })

  test('has a missing day of birth filled, unless another row says another one', async () => {
    const liis = await office().as('liis')
    const one = newcomer()
    await bringIn(liis, 'DOCTORANDS', [one])
    const { otherCode } = one
    const { plan } = await bringIn(liis, 'PERSONS', [
      { otherCode, bornOn: '04.05.95' },
      { otherCode, bornOn: '05.05.1995' },
    ])
    expect(told(plan)).toEqual(['CHANGED', 'import.contradictsRow bornOn'])
    const { bornOn } = await office().db.learner.findFirstOrThrow({ where: { otherCode } })
    expect(bornOn).toEqual(new Date('1995-05-04'))
  })

  test('may become fuller while the file itself makes the person', async () => {
    const code = castCode(true, 1997, 5)
    const one = newcomer()
    const { plan } = await bringIn(await office().as('liis'), 'DOCTORANDS', [
      one,
      { ...one, personalCode: code },
      { ...one, personalCode: castCode(true, 1997, 6) },
      { ...one, otherCode: '', personalCode: code },
    ])
    expect(told(plan)).toEqual(['NEW', 'CHANGED', 'import.contradictsRow personalCode', 'SAME'])
  })
})

describe('leaves, attestations and grants', () => {
  test('come in by their study place with their directive, and a second time change nothing', async () => {
    const liis = await office().as('liis')
    const leave = {
      placeCode: '2025-D005',
      leaveFrom: '01.02.2027',
      leaveTo: '30.06.2027',
      directiveNumber: '2.1-17/200',
      directiveOn: '02.11.2026',
    }
    const attestation = { placeCode: '2025-D005', attestedOn: '13.06.2026', decision: 'negatiivne' }
    const grant = {
      placeCode: '2025-D005',
      grantType: 'Tulemusstipendium',
      paidFrom: '01.09.2026',
      paidTo: '31.01.2027',
      monthlyAmount: '100,5',
      fundingSource: 'HTM',
      directiveNumber: '2.1-17/201',
      directiveOn: '02.11.2026',
    }
    expect(told((await bringIn(liis, 'LEAVES', [leave])).plan)).toEqual(['NEW'])
    expect(told((await bringIn(liis, 'ATTESTATIONS', [attestation])).plan)).toEqual(['NEW'])
    expect(told((await bringIn(liis, 'GRANTS', [grant])).plan)).toEqual(['NEW'])
    const after = await register()
    expect(told((await bringIn(liis, 'LEAVES', [leave])).plan)).toEqual(['SAME'])
    expect(told((await bringIn(liis, 'ATTESTATIONS', [attestation])).plan)).toEqual(['SAME'])
    expect(told((await bringIn(liis, 'GRANTS', [grant])).plan)).toEqual(['SAME'])
    expect(await register()).toBe(after)

    expect(told((await bringIn(liis, 'LEAVES', [{ ...leave, leaveTo: '31.05.2027' }])).plan)).toEqual([
      'CHANGED',
    ])
    const bad = await preview(liis, 'LEAVES', [
      { ...leave, leaveFrom: '01.05.2027', leaveTo: '01.08.2027' },
      { ...leave, leaveFrom: '01.09.2027', leaveTo: '01.08.2027' },
      { ...leave, placeCode: '2024-D035' },
    ])
    expect(told(bad.plan)).toEqual([
      'import.leaveOverlaps leaveFrom',
      'import.endBeforeStart leaveTo',
      'import.placeUnknown placeCode',
    ])
  })

  test('are refused under the number of a directive of ours', async () => {
    const id = await aDirective(office(), { state: 'REGISTERED', persons: ['Kalda'] })
    const document = await office().db.document.findUniqueOrThrow({ where: { id } })
    const before = await register()
    const { plan } = await bringIn(await office().as('liis'), 'GRANTS', [
      {
        placeCode: '2026-D025',
        grantType: 'doktoranditoetus struktuuriüksuse omavahenditest',
        paidFrom: '01.09.2026',
        paidTo: '30.11.2026',
        monthlyAmount: '1',
        fundingSource: 'X',
        directiveNumber: document.number!,
        directiveOn: '21.11.2026',
      },
    ])
    expect(told(plan)).toEqual(['import.directiveOurs directiveNumber'])
    expect(await register()).toBe(before)
  })

  test('are refused, like terms, if they would change what a document of ours made', async () => {
    const documentId = await aDirective(office(), { state: 'REGISTERED', persons: ['Teder'] })
    const place = await office().db.studyPlace.findUniqueOrThrow({ where: { code: '2025-D021' } })
    const { number } = await office().db.document.findUniqueOrThrow({ where: { id: documentId } })
    const made = { documentId, importedNumber: null, importedOn: null }
    await office().db.studyTerm.updateMany({ where: { studyPlaceId: place.id, aspect: 'LOAD' }, data: made })
    await office().db.academicLeave.create({
      data: {
        studyPlaceId: place.id,
        fromOn: new Date('2027-02-01'),
        toOn: new Date('2027-03-31'),
        documentId,
      },
    })
    const before = await register()
    const liis = await office().as('liis')
    const hanna = { ...kadri, firstName: 'Hanna', lastName: 'Teder', personalCode: '49803280259' }
    const load = { ...hanna, placeCode: '2025-D021', startedOn: '01.09.2025', load: 'osakoormus' }
    const changed = await bringIn(liis, 'DOCTORANDS', [
      { ...load, validFrom: '01.12.2026' },
      { ...load, validFrom: '01.09.2025' },
    ])
    expect(told(changed.plan)).toEqual(['import.madeByDocument load', 'import.madeByDocument load'])
    expect(changed.plan[0]!.refusals[0]!.params).toEqual({ number })
    const leave = { placeCode: '2025-D021', directiveNumber: '2.1-17/202', directiveOn: '02.11.2026' }
    const leaves = await bringIn(liis, 'LEAVES', [
      { ...leave, leaveFrom: '01.02.2027', leaveTo: '28.02.2027' },
      { ...leave, leaveFrom: '15.03.2027', leaveTo: '30.04.2027' },
    ])
    expect(told(leaves.plan)).toEqual(['import.madeByDocument leaveFrom', 'import.madeByDocument leaveFrom'])
    expect(await register()).toBe(before)
  })
})

describe('who may bring in what', () => {
  test('a clerk can’t change a person of another unit or add one without a study place', async () => {
    const before = await register()
    const { plan } = await bringIn(await office().as('krista'), 'PERSONS', [
      { personalCode: '49205130232', bankAccount: 'EE382200221020145685', email: 'x@y.example' },
      { otherCode: 'UUS-900', firstName: 'Keegi', lastName: 'Teine' },
    ])
    expect(told(plan)).toEqual([
      'import.personOfOtherUnit email, import.personOfOtherUnit personalCode',
      'import.personWithoutPlace otherCode',
    ])
    expect(plan[0]!.changes).toEqual([])
    expect(await register()).toBe(before)
  })

  test('the study office can bring in persons of every unit', async () => {
    const { plan } = await bringIn(await office().as('tiina'), 'PERSONS', [
      { personalCode: '49910290280', phone: '5555 0000' },
      { otherCode: 'UUS-901', firstName: 'Keegi', lastName: 'Kolmas' },
    ])
    expect(told(plan)).toEqual(['CHANGED', 'NEW'])
  })

  test('another person’s preview can’t be applied, looked at anew or thrown away', async () => {
    const { id } = await preview(await office().as('liis'), 'DOCTORANDS', [newcomer()])
    const before = await register()
    const kaire = await office().as('kaire')
    expect(await refusalOf(applyImport(kaire, { id }))).toBe('notFound')
    expect(await refusalOf(discardImport(kaire, { id }))).toBe('notFound')
    expect(await refusalOf(previewImport(kaire, { again: id }))).toBe('notFound')
    expect(await register()).toBe(before)
  })
})

describe('nobody is made twice', () => {
  // Three codes of one day of birth.
  const [right, mistyped, third] = [55, 139, 223].map((at) => castCode(true, 2001, at)) as [
    string,
    string,
    string,
  ]
  const isik = { firstName: 'Topelt', lastName: 'Isik' }

  test('a namesake born on the same day is refused unless the row says it is another person', async () => {
    const tiina = await office().as('tiina')
    await bringIn(tiina, 'PERSONS', [{ ...isik, personalCode: right }])
    const { plan } = await preview(tiina, 'PERSONS', [
      { ...isik, firstName: 'TOPELT', personalCode: mistyped },
      { ...isik, otherCode: 'TOPELT-1', bornOn: birthDayOf(right)! },
      { ...isik, firstName: 'Kaksik', personalCode: mistyped },
      { ...isik, personalCode: third, otherPerson: 'jah' },
    ])
    expect(told(plan)).toEqual([
      'import.likelyDouble personalCode',
      'import.likelyDouble otherCode',
      'NEW',
      'NEW',
    ])
    const { id } = await office().db.learner.findUniqueOrThrow({ where: { personalCode: right } })
    expect(plan[0]!.refusals[0]!.subject).toEqual({ kind: 'learner', id })
    expect(JSON.stringify(plan)).not.toContain(right)
  })

  test('a mended code is refused with its day, and the name only if one may see the learner', async () => {
    const tiina = await office().as('tiina')
    const { id } = await office().db.learner.findUniqueOrThrow({ where: { personalCode: right } })
    const mended = {
      ...isik,
      learnerId: id,
      seen: '',
      otherCode: '',
      bornOn: null,
      since: null,
      reason: 'Viga',
    }
    await mendLearner(tiina, { ...mended, personalCode: mistyped })
    const { plan } = await preview(tiina, 'PERSONS', [
      { ...isik, personalCode: right },
      { ...isik, firstName: 'Muu', personalCode: right, otherPerson: 'jah' },
    ])
    expect(told(plan)).toEqual(['import.codeMended personalCode', 'NEW'])
    expect(plan[0]!.refusals[0]!.params).toMatchObject({ on: '2026-11-21', name: 'Topelt Isik' })
    const { otherCode: _, ...row } = newcomer()
    const of = await preview(await office().as('liis'), 'DOCTORANDS', [{ ...row, personalCode: right }])
    expect(told(of.plan)).toEqual(['import.codeMendedElsewhere personalCode'])
    expect(JSON.stringify(of.plan)).not.toContain('Isik"')
  })
})

describe('applying an import', () => {
  test('is refused and changes nothing if the facts have changed since the preview', async () => {
    const liis = await office().as('liis')
    const row = newcomer()
    const { id } = await preview(liis, 'DOCTORANDS', [row, newcomer()])
    await bringIn(liis, 'DOCTORANDS', [{ ...row, phone: '1' }])
    const before = await register()
    expect(await refusalOf(applyImport(liis, { id }))).toBe('import.changed')
    expect(await register()).toBe(before)
    const { id: again } = await previewImport(liis, { again: id })
    await applyImport(liis, { id: again })
    expect(await register()).not.toBe(before)
  })

  test('is refused a second time, and after the preview was thrown away', async () => {
    const liis = await office().as('liis')
    const { id } = await bringIn(liis, 'DOCTORANDS', [newcomer()])
    expect(await refusalOf(applyImport(liis, { id }))).toBe('import.settled')
    const other = await preview(liis, 'DOCTORANDS', [newcomer()])
    await discardImport(liis, { id: other.id })
    expect(await refusalOf(applyImport(liis, { id: other.id }))).toBe('import.settled')
    const kept = await office().db.importBatch.findUniqueOrThrow({ where: { id: other.id } })
    expect(kept).toMatchObject({ state: 'DISCARDED', sheets: [], plan: [] })
  })

  test('of the same person twice at once makes one person', async () => {
    const liis = await office().as('liis')
    const row = newcomer()
    const [one, two] = [await preview(liis, 'DOCTORANDS', [row]), await preview(liis, 'DOCTORANDS', [row])]
    const done = await Promise.all([one, two].map(({ id }) => refusalOf(applyImport(liis, { id }))))
    expect(done.sort()).toEqual(['done', 'import.changed'])
    expect(await office().db.learner.count({ where: { otherCode: row.otherCode } })).toBe(1)
  })

  test('takes the same number of statements for 3 rows and for 300', async () => {
    const liis = await office().as('liis')
    let statements = 0
    const client = office().db as unknown as { $on(event: 'query', heard: () => void): void }
    client.$on('query', () => (statements += 1))
    const counted = async (rows: number) => {
      const { id } = await preview(
        liis,
        'DOCTORANDS',
        Array.from({ length: rows }, () => newcomer()),
      )
      statements = 0
      await applyImport(liis, { id })
      return statements
    }
    const few = await counted(3)
    expect(await counted(300)).toBe(few)
    expect(few).toBeLessThan(30)
  })
})

describe('a bad file', () => {
  test('is refused as a whole, and leaves no preview', async () => {
    const liis = await office().as('liis')
    const count = await office().db.importBatch.count()
    const refusal = (text: string) =>
      refusalOf(previewImport(liis, { kind: 'PERSONS', file: new File([text], 'a.csv') }))
    expect(await refusal('')).toBe('sheet.empty')
    expect(await refusal('Isikukood;E-post\n')).toBe('import.noRows')
    expect(await office().db.importBatch.count()).toBe(count)
  })

  test('is previewed with its unread headings, and with personal codes in them masked', async () => {
    const file = new File(
      ['telefon ; ISIKUKOOD ;Lemmikvärv;49205130232\n5;49205130232;x;y'],
      '49205130232.csv',
    )
    const { id } = await previewImport(await office().as('liis'), { kind: 'PERSONS', file })
    const batch = await office().db.importBatch.findUniqueOrThrow({ where: { id } })
    expect(batch).toMatchObject({ unread: ['Lemmikvärv', '492******32'], fileName: '….csv', changed: 1 })
  })
})

describe('a code that is written differently', () => {
  const lars = (about: Line): Line => ({
    ...newcomer(),
    firstName: 'Lars',
    lastName: 'Svensson',
    personalCode: '',
    bornOn: '03.03.1990',
    ...about,
  })

  test('finds the same person, study place and unit', async () => {
    const act = await office().as('tiina')
    const first = lars({ otherCode: 'SE-LS-77', placeCode: 'HB-ID-1', unit: 'LTFYS' })
    expect(told((await bringIn(act, 'DOCTORANDS', [first])).plan)).toEqual(['NEW'])
    const others = [
      { otherCode: 'se-ls-77', placeCode: 'hb-id-1', unit: 'ltfys' },
      { otherCode: 'SE\u2011LS\u201177', placeCode: 'HB\u2011ID\u20111', unit: 'Füüsika instituut' },
      {
        otherCode: ' Se - Ls\u00a0- 77',
        placeCode: 'HB\u00ad-ID-1\u200b',
        unit: 'Fu\u0308u\u0308sika\u00a0INSTITUUT',
      },
    ]
    for (const other of others)
      expect(told((await bringIn(act, 'DOCTORANDS', [{ ...first, ...other }])).plan)).toEqual(['SAME'])
    const persons = await office().db.learner.findMany({
      where: { lastName: 'Svensson' },
      include: { studyPlaces: true },
    })
    expect(
      persons.map(({ otherCode, studyPlaces }) => [otherCode, studyPlaces.map(({ code }) => code)]),
    ).toEqual([['SE-LS-77', ['HB-ID-1']]])
  })

  test('names the same directive, and so the same grant', async () => {
    const act = await office().as('tiina')
    const place = newcomer()
    await bringIn(act, 'DOCTORANDS', [place])
    const allowance = (directiveNumber: string): Line => ({
      placeCode: place.placeCode,
      grantType: 'doktoranditoetus struktuuriüksuse omavahenditest',
      paidFrom: '01.09.2026',
      paidTo: '31.12.2026',
      monthlyAmount: '660,00',
      fundingSource: 'LTFYS',
      bankAccount: 'EE382200221020145685',
      directiveNumber,
      directiveOn: '17.08.2026',
    })
    const writings = ['HB-G/26', 'HB-G / 26', 'hb-g/26', 'HB\u2013G/26', 'HB\u2011G\u00a0/\u00a026']
    expect(told((await bringIn(act, 'GRANTS', writings.map(allowance))).plan)).toEqual([
      'NEW',
      ...writings.slice(1).map(() => 'SAME'),
    ])
    for (const writing of writings)
      expect(told((await bringIn(act, 'GRANTS', [allowance(writing)])).plan)).toEqual(['SAME'])
    const grants = await office().db.grant.findMany({
      where: { studyPlaceKey: { code: place.placeCode } },
    })
    expect(grants.map(({ importedNumber }) => importedNumber)).toEqual(['HB-G/26'])
  })

  test('is refused if several learners have it, unless it is written exactly as one of theirs', async () => {
    const act = await office().as('tiina')
    await office().db.learner.createMany({
      data: ['FI-9', 'fi-9'].map((otherCode, twin) => ({
        firstName: 'A',
        lastName: 'Kaks',
        otherCode,
        twin,
      })),
    })
    expect(told((await preview(act, 'PERSONS', [{ otherCode: 'Fi-9', phone: '1' }])).plan)).toEqual([
      'import.codeOfSeveral otherCode',
    ])
    expect(told((await preview(act, 'PERSONS', [{ otherCode: 'fi-9' }])).plan)).toEqual(['SAME'])
  })
})
