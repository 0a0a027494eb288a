import { describe, expect, test } from 'vitest'
import { importSheet } from '@/lib/import/queries'
import { applySchools, discardSchools, previewSchools } from '@/lib/schools/import/commands'
import { refusalText } from '@/lib/messages/refusal-text'
import { sayIn } from '@/lib/messages/say'
import { schoolImportCodes, type SchoolImport } from '@/lib/schools/import/kinds'
import { schoolTemplate } from '@/lib/schools/import/queries'
import { mendPupil } from '@/lib/schools/pupils/commands/mending'
import { addDays, dateFromDay } from '@/lib/shared/dates'
import { csvFile, xlsxFile } from '@/lib/shared/write-sheet'
import { castClass, castCode, castPupil, houses } from '@/prisma/cast-schools'
import { withOffice, type CastName } from '../support/office'
import { atOnce, digestOf, expectRefused } from '../support/refused'
import { countStatements } from '../support/statements'

const office = withOffice()
const headings = (kind: SchoolImport) => schoolTemplate(kind).map(({ heading }) => heading)
const preview = async (kind: SchoolImport, rows: string[][], who: CastName = 'piret') => {
  const file = new File([csvFile({ headings: headings(kind), rows })], 'andmed.csv')
  return (await previewSchools(await office().as(who), { kind, file })).id
}
const sheet = async (id: string, who: CastName = 'piret') =>
  (await importSheet(office().db, await office().person(who), id, { page: 1 }))!
const told = async (kind: SchoolImport, rows: string[][], who: CastName = 'piret') =>
  (await sheet(await preview(kind, rows, who), who)).rows.map(({ row, outcome, refusals }) =>
    [row, outcome, ...refusals.map(({ refusal, heading }) => `${heading}: ${refusal.code}`)].join(' '),
  )
const bring = async (kind: SchoolImport, rows: string[][], who: CastName = 'piret') => {
  const id = await preview(kind, rows, who)
  await applySchools(await office().as(who), { id })
  const { added, changed, same, refused } = await sheet(id, who)
  return [added, changed, same, refused]
}
const [mae, joe, metsa] = [houses.mae.registryCode, houses.joe.registryCode, houses.metsa.registryCode]
const anni = castPupil('Anni Kask')
const [miia, uku] = [castCode(true, 2019, 77), castCode(false, 2014, 78)]

/** A row of every kind in the template's order, about the cast where it has to be about somebody. */
const rows: Record<SchoolImport, string[]> = {
  HOUSES: ['75019999', 'Uus kool, Pargi maja', 'põhikool', '4199', '7', '', ''],
  CLASSES: [mae, '2026/2027', '4', 'c', ''],
  PUPILS: [mae, miia, 'Miia', 'Uus', '2026/2027', '3', 'b', '', ''],
  GROUPS: [mae, '1. klasside pikapäevarühm', 'pikapäevarühm'],
  GROUP_PLACES: [anni.personalCode, '3. klasside pikapäevarühm', mae, '01.12.2026', ''],
  CARDS: [anni.personalCode, mae, 'N2600999', '01.09.2027', '31.08.2028', ''],
  NEEDS: [
    castPupil('Hugo Sild').personalCode,
    mae,
    '01.09.2026',
    'liikumispuue',
    'LOGOPEED, ERIPEDAGOOG: MATEMAATIKA/eesti keel',
    '',
    'väikeklass',
    '',
  ],
  DECISIONS: [
    anni.personalCode,
    mae,
    'Innove',
    '8-1/20/7',
    '01.06.2020',
    '01.09.2020',
    '',
    'Väikeklass',
    'antud',
    '02.06.2020',
    '',
  ],
  LANGUAGES: [anni.personalCode, mae, 'saksa keel', 'B', '01.09.2026'],
  SWIMMING: [castPupil('Hugo Sild').personalCode, mae, '01.10.2026', '24', '0', '12', 'algaja', '', ''],
  CONSENTS: [anni.personalCode, mae, 'N-13', '03.09.2026', 'ei', ''],
  ABSENCES: [anni.personalCode, mae, '2026', '2', '4', '2'],
  GRADES: [anni.personalCode, mae, '2025/26', 'Kodulugu', '10.06.2026'],
  CLASSIFIERS: ['klKeel', 'SOOME', 'soome keel', ''],
}

describe('an import of schools', () => {
  test.each(schoolImportCodes)('of %s brings in a row once, and EHIS is told nothing of it', async (kind) => {
    const sent = await office().db.delivery.count()
    expect(await told(kind, [rows[kind]])).toEqual(['2 NEW'])
    expect(await bring(kind, [rows[kind]])).toEqual([1, 0, 0, 0])
    const before = await digestOf(office())
    expect(await bring(kind, [rows[kind], rows[kind]])).toEqual([0, 0, 2, 0])
    const after = await digestOf(office())
    const other = Object.keys(after).filter((table) => after[table] !== before[table])
    expect(other.filter((table) => !/import_batch|audit_entry/.test(table))).toEqual([])
    expect(await office().db.delivery.count()).toBe(sent)
  })

  test('stores codes for words, splits lists, fills in defaults, and logs who was placed', async () => {
    const { db } = office()
    expect(await db.specialNeeds.findFirst({ where: { pupilId: castPupil('Hugo Sild').id } })).toMatchObject({
      needs: ['LIIKUMINE'],
      measuresText: 'väikeklass',
      specialistText: '',
      services: [
        { service: 'LOGOPEED', subjects: [] },
        { service: 'ERIPEDAGOOG', subjects: ['MATEMAATIKA', 'EESTI'] },
      ],
    })
    expect(await db.decision.findFirst({ where: { number: '8-1/20/7' } })).toMatchObject({ consent: 'GIVEN' })
    expect(await db.cardHouse.findMany({ where: { card: { number: 'N2600999' } } })).toMatchObject([
      { houseId: houses.mae.id, transferId: null },
    ])
    const placed = await db.pupil.findUniqueOrThrow({
      where: { personalCode: miia },
      include: { placements: true, log: true },
    })
    expect(placed.placements).toMatchObject([
      { fromOn: dateFromDay('2026-09-01'), toOn: dateFromDay('2027-08-31'), stayId: null },
    ])
    expect(placed.log).toMatchObject([
      { act: 'PLACED', who: 'Piret Allik', toHouseId: houses.mae.id, toClass: '3.b' },
    ])
  })

  test('changes what a row says differently, and an empty cell changes nothing', async () => {
    expect(await bring('ABSENCES', [[anni.personalCode, mae, '2026', '2', '6', '2']])).toEqual([0, 1, 0, 0])
    expect(await bring('HOUSES', [['75019999', 'Pargi kool', 'põhikool', '4199', '', '', '']])).toEqual([
      0, 1, 0, 0,
    ])
    expect(await office().db.house.findFirst({ where: { registryCode: '75019999' } })).toMatchObject({
      name: 'Pargi kool',
      branchCode: '7',
    })
    const until = [mae, miia, 'Miia', 'Uus', '2026/2027', '3', 'b', '', '30.06.2027']
    expect(await bring('PUPILS', [until])).toEqual([0, 1, 0, 0])
  })

  test('never changes a pupil’s name, and points to the pupil’s page', async () => {
    const { db } = office()
    const row = (firstName: string, lastName: string) => [
      [mae, miia, firstName, lastName, '2026/2027', '3', 'b', '', '30.06.2027'],
    ]
    const held = await db.pupil.findFirstOrThrow({ where: { personalCode: miia } })
    expect(await told('PUPILS', row('Miia-Mari', 'Uusmaa'))).toEqual([
      '2 REFUSED Eesnimi: import.identityDiffers Perekonnanimi: import.identityDiffers',
    ])
    const { refusal } = (await sheet(await preview('PUPILS', row('Miia', 'Uusmaa')))).rows[0]!.refusals[0]!
    expect(refusal).toMatchObject({ subject: { kind: 'pupil', id: held.id } })
    expect(refusalText(sayIn('et'), refusal)).toBe(
      'registris on Uus, failis Uusmaa; fail isikuandmeid ei muuda. Kui failis on õiged andmed, ' +
        'parandatakse need õpilase lehel: „Paranda isikuandmeid”',
    )
    // One name in another spelling is the same name, and the register's spelling stays.
    expect(await told('PUPILS', row('MIIA', 'uus '))).toEqual(['2 SAME'])
    await bring('PUPILS', row('MIIA', 'uus '))
    expect(await db.pupil.findFirstOrThrow({ where: { personalCode: miia } })).toEqual(held)
  })
})

describe('a row is refused by number and column', () => {
  test('where the house or the pupil is another municipality’s', async () => {
    expect(await told('CLASSES', [[metsa, '2026', '4', 'c', '']])).toEqual([
      '2 REFUSED Maja registrikood: schoolImport.houseUnknown',
    ])
    expect(await told('HOUSES', [[metsa, 'Minu', 'põhikool', '1', '', '', '']])).toEqual([
      '2 REFUSED Maja registrikood: schoolImport.houseElsewhere',
    ])
    const maria = castPupil('Maria Salu')
    expect(await told('LANGUAGES', [[maria.personalCode, mae, 'SAKSA', 'B', '01.09.2026']])).toEqual([
      '2 REFUSED Isikukood: schoolImport.pupilNotInHouse',
    ])
    expect(
      await told('PUPILS', [
        [mae, maria.personalCode, 'Maria', 'Salu', '2026', '3', 'a', '', ''],
        [mae, maria.personalCode, 'Maria', 'Salumets', '2027', '3', 'a', '', ''],
        [mae, maria.personalCode, 'Maria', 'Salu', '2027', '3', 'a', '', ''],
        [joe, anni.personalCode, 'Anni', 'Kask', '2026', '3', 'a', '01.02.2027', ''],
      ]),
    ).toEqual([
      '2 REFUSED Maja registrikood: schoolImport.alreadyPlacedElsewhere',
      '3 REFUSED Perekonnanimi: schoolImport.nameDiffers',
      '4 NEW',
      '5 REFUSED Maja registrikood: schoolImport.alreadyPlaced',
    ])
  })

  test('where a house’s own page would refuse it', async () => {
    expect(
      await told('HOUSES', [
        [mae, houses.mae.name, 'huvikool', '4101', '1', '', ''],
        [mae, houses.mae.name, 'põhikool', '4101', '2', '', ''],
        ['75019990', 'Uus', 'põhikool', '4201', '1', '', ''],
        ['75019991', 'Uus', 'põhikool', '4198', '1', '', ''],
        ['75019992', 'Uus', 'põhikool', '4198', '1', '', ''],
        ['75019993', 'Uus', 'põhikool', '4198', '', '', ''],
        ['75019994', 'Uus', 'põhikool', '4198', '', '', ''],
      ]),
    ).toEqual([
      '2 REFUSED Liik: schoolImport.kindHeld',
      ...[3, 4].map((row) => `${row} REFUSED Filiaali kood: schoolImport.branchTaken`),
      '5 NEW',
      '6 REFUSED Filiaali kood: schoolImport.branchTaken',
      '7 NEW',
      '8 NEW',
    ])
  })

  test('where the form of the class, the group, the card or the pupil would refuse it', async () => {
    const { db } = office()
    const hugo = castPupil('Hugo Sild').personalCode
    const hobby = await db.house.findFirstOrThrow({
      where: { kind: 'HOBBY_SCHOOL', municipality: { houses: { some: { registryCode: mae } } } },
    })
    expect(
      await told('CLASSES', [
        [hobby.registryCode, '2026', '4', 'c', ''],
        [mae, '2026', '4', 'c/d', ''],
        [mae, '2026', '3', ' A ', ''],
      ]),
    ).toEqual([
      '2 REFUSED Maja registrikood: pupil.noClasses',
      '3 REFUSED Paralleel: pupil.parallelWrong',
      '4 SAME',
    ])
    expect(
      await told('GROUPS', [
        [mae, 'Robootika', 'huvikooli rühm'],
        [hobby.registryCode, 'Robootika', 'huviring'],
        [mae, '3. Klasside pikapäevarühm', 'huviring'],
        [mae, 'r'.repeat(101), 'huviring'],
      ]),
    ).toEqual([
      ...[2, 3].map((row) => `${row} REFUSED Rühma liik: pupil.groupKind`),
      '4 REFUSED Rühma liik: schoolImport.groupKindHeld',
      '5 REFUSED Rühm: tooLong',
    ])
    const card = (number: string, closedOn: string) => [
      hugo,
      mae,
      number,
      '01.09.2026',
      '31.08.2027',
      closedOn,
    ]
    expect(
      await told('CARDS', [
        card('K1', '30.08.2026'),
        card('K2', '31.08.2027'),
        card('K3', '31.08.2026'),
        card('n2600001', ''),
        card('K'.repeat(31), ''),
      ]),
    ).toEqual([
      ...[2, 3].map((row) => `${row} REFUSED Suletud: pupil.cardDayWrong`),
      '4 NEW',
      '5 REFUSED Pileti number: schoolImport.cardOfOther',
      '6 REFUSED Pileti number: tooLong',
    ])
    await db.classifier.updateMany({
      where: { sort: 'klKeel', code: 'SAKSA' },
      data: { retiredOn: dateFromDay('2026-01-01') },
    })
    const language = (on: string, code = 'INGLISE') => [hugo, mae, code, 'A', on]
    expect(
      await told('LANGUAGES', [
        language('01.09.2030'),
        language('01.09.2026', 'saksa keel'),
        language('01.09.2026', 'VENE'),
      ]),
    ).toEqual([
      '2 REFUSED Muutuse kuupäev: pupil.dayAfterStay',
      '3 REFUSED Keel: schoolImport.codeRetired',
      '4 NEW',
    ])
    await db.classifier.updateMany({ where: { sort: 'klKeel', code: 'SAKSA' }, data: { retiredOn: null } })
    const nobody = castPupil('Liisa Mägi').personalCode
    expect(await told('NEEDS', [[nobody, mae, '01.09.2026', '', '', '', '', '']])).toEqual([
      '2 REFUSED Erivajadused: pupil.nothing',
    ])
  })

  test('where the pupil has left the house by an act in Olek', async () => {
    const { db } = office()
    const pupil = castPupil('Hugo Sild')
    const stays = { pupilId: pupil.id, house: { registryCode: mae } }
    const before = await db.placement.findFirstOrThrow({ where: stays, orderBy: { fromOn: 'desc' } })
    await db.placement.update({
      where: { id: before.id },
      data: { toOn: dateFromDay('2026-10-01'), endedBy: 'LEAVING' },
    })
    const language = [pupil.personalCode, mae, 'VENE', 'A', '01.09.2026']
    expect(await told('LANGUAGES', [language])).toEqual(['2 REFUSED Isikukood: pupil.left'])
    await db.placement.update({ where: { id: before.id }, data: { toOn: before.toOn, endedBy: null } })
    expect(await told('LANGUAGES', [language])).toEqual(['2 NEW'])
  })

  test('where days, codes and numbers are wrong', async () => {
    expect(
      await told('PUPILS', [
        [mae, miia, 'Miia', 'Uus', '2026', '3', 'b', '31.08.2026', ''],
        [mae, miia, 'Miia', 'Uus', '2026/2028', '13', 'b', '31.02.2027', ''],
        [mae, miia, 'Miia', 'Uus', '2026', '3', 'x', '', ''],
        [mae, '61905010016', '', 'B', '2026', '3', 'b', '', ''],
        [mae, uku, 'Uku', 'B', '2026', '3', 'b', '01.12.2026', '30.11.2026'],
      ]),
    ).toEqual([
      '2 REFUSED Alates: schoolImport.outsideSchoolYear',
      '3 REFUSED Õppeaasta: schoolImport.yearWrong Klassi number: numberWrong Alates: dayWrong',
      '4 REFUSED Paralleel: schoolImport.classUnknown',
      '5 REFUSED Isikukood: import.personalCodeWrong Eesnimi: import.cellEmpty',
      '6 REFUSED Kuni: import.endBeforeStart',
    ])
    expect(await told('LANGUAGES', [[anni.personalCode, mae, 'klingoni keel', 'A', '01.09.2026']])).toEqual([
      '2 REFUSED Keel: schoolImport.codeUnknown',
    ])
    expect(
      await told('DECISIONS', [
        [
          anni.personalCode,
          mae,
          'Innove',
          'x',
          '01.06.2020',
          '01.09.2020',
          '31.08.2020',
          'x',
          '',
          '02.06.2020',
          '',
        ],
      ]),
    ).toEqual(['2 REFUSED Kehtib kuni: import.endBeforeStart Nõusoleku kuupäev: schoolImport.consentDay'])
    expect(
      await told('CARDS', [
        [castPupil('Hugo Sild').personalCode, mae, 'N2600001', '01.09.2026', '31.08.2027', ''],
      ]),
    ).toEqual(['2 REFUSED Pileti number: schoolImport.cardOfOther'])
  })

  test('with all its faults at once, also beside cells that can’t be read', async () => {
    const [hugo, uno] = [castPupil('Hugo Sild').personalCode, castCode(false, 2016, 79)]
    expect(
      await told('PUPILS', [
        [metsa, anni.personalCode, 'Muu', 'Nimi', '2026', '3', 'x', '01.09.2026', 'eile'],
        [mae, anni.personalCode, 'Anni', 'Kask', '2026', '3', 'c', '01.10.2026', '01.09.2026'],
        ['vale', uno, '', 'Uno', '2026', '3', 'a', '31.08.2026', ''],
      ]),
    ).toEqual([
      '2 REFUSED Kuni: dayWrong Maja registrikood: schoolImport.houseUnknown ' +
        'Eesnimi: import.identityDiffers Perekonnanimi: import.identityDiffers',
      '3 REFUSED Kuni: import.endBeforeStart Paralleel: schoolImport.classUnknown',
      '4 REFUSED Maja registrikood: pupil.registryCodeWrong Eesnimi: import.cellEmpty Alates: schoolImport.outsideSchoolYear',
    ])
    expect(
      await told('HOUSES', [
        [joe, 'Jõe maja', 'huvikool', 'x', '', '', '99'],
        [mae, '', 'huvikool', '4101', '', 'eile', ''],
      ]),
    ).toEqual([
      '2 REFUSED EHIS-ID: pupil.ehisIdWrong Omavalitsuse kood: schoolImport.municipalityUnknown Liik: schoolImport.kindHeld',
      '3 REFUSED Nimetus: import.cellEmpty Suletud: dayWrong Liik: schoolImport.kindHeld',
    ])
    expect(
      await told('CARDS', [
        [hugo, mae, 'N2600001', '01.09.2027', '31.08.2027', 'eile'],
        [hugo, joe, 'K'.repeat(31), '01.09.2027', '31.08.2027', ''],
      ]),
    ).toEqual([
      '2 REFUSED Suletud: dayWrong Kehtib kuni: import.endBeforeStart Pileti number: schoolImport.cardOfOther',
      '3 REFUSED Pileti number: tooLong Isikukood: schoolImport.pupilNotInHouse Kehtib kuni: import.endBeforeStart',
    ])
    expect(await told('LANGUAGES', [[hugo, mae, 'klingoni keel', 'Z', '01.09.2030']])).toEqual([
      '2 REFUSED Keel: schoolImport.codeUnknown Tase: schoolImport.codeUnknown Muutuse kuupäev: pupil.dayAfterStay',
    ])
    expect(await told('GROUP_PLACES', [[uno, 'Tundmatu', mae, '01.12.2026', '01.11.2026']])).toEqual([
      '2 REFUSED Isikukood: schoolImport.pupilNotInHouse Rühm: schoolImport.groupUnknown Kuni: import.endBeforeStart',
    ])
    expect(
      await told('DECISIONS', [
        [anni.personalCode, mae, 'keegi', 'x', 'eile', '01.09.2020', '31.08.2020', 'x', '', '02.06.2020', ''],
      ]),
    ).toEqual([
      '2 REFUSED Väljaandja: import.wordWrong Otsuse kuupäev: dayWrong Kehtib kuni: import.endBeforeStart',
    ])
  })

  test('where it contradicts another row of the file', async () => {
    const ott = castPupil('Ott Kütt')
    const ylejoe = houses.ylejoe.registryCode
    expect(
      await told('ABSENCES', [
        [ott.personalCode, ylejoe, '2026', '1', '4', '2'],
        [ott.personalCode, ylejoe, '2026', '1', '4', '2'],
        [ott.personalCode, ylejoe, '2026', '1', '5', '2'],
      ]),
    ).toEqual(['2 NEW', '3 SAME', '4 REFUSED Puudutud tunde: import.contradictsRow'])
    expect(
      await told('PUPILS', [
        [mae, miia, 'Miia', 'Uus', '2027', '3', 'a', '', ''],
        [joe, miia, 'Miia', 'Uus', '2027', '3', 'a', '01.10.2027', ''],
      ]),
    ).toEqual(['2 NEW', '3 REFUSED Alates: import.contradictsRow'])
  })

  test('where a name has 30,000 letters, but not where it only looks dangerous', async () => {
    const names = [
      '=HYPERLINK("http://x")',
      'a'.repeat(30_000),
      '\u202eMari',
      "Robert'); DROP TABLE pupil;--",
    ]
    const outcomes = await told(
      'PUPILS',
      names.map((name) => [mae, castCode(true, 2018, 80), name, 'Uus', '2026', '3', 'b', '', '']),
    )
    expect(outcomes[1]).toBe('3 REFUSED Eesnimi: tooLong')
    // What only looks dangerous is a name like any other: the first row makes the pupil, and the others contradict it.
    expect(outcomes[0]).toBe('2 NEW')
    for (const row of [4, 5]) expect(outcomes[row - 2]).toBe(`${row} REFUSED Eesnimi: import.contradictsRow`)
  })
})

describe('no child is made twice', () => {
  // All are born on the same day.
  const [kaisa, mistyped, twin, wrong] = [55, 139, 223, 307].map((at) => castCode(true, 2018, at)) as [
    string,
    string,
    string,
    string,
  ]
  const row = (code: string, firstName: string, other = '') => [
    mae,
    code,
    firstName,
    'Topelt',
    '2026',
    '3',
    'b',
    '',
    '',
    other,
  ]

  test('a namesake born on the same day under another code is refused, unless the row says it is another child', async () => {
    expect(await bring('PUPILS', [row(kaisa, 'Kaisa')])).toEqual([1, 0, 0, 0])
    const rows = [
      row(mistyped, 'KAISA'),
      row(twin, 'Liisa'),
      row(wrong, 'Liisa'),
      row(mistyped, 'Kaisa', 'jah'),
    ]
    expect(await told('PUPILS', rows)).toEqual([
      '2 REFUSED Isikukood: import.likelyDouble',
      '3 NEW',
      '4 REFUSED Isikukood: import.likelyDoubleOfRow',
      '5 NEW',
    ])
    const [first] = (await sheet(await preview('PUPILS', rows))).rows
    const { id } = await office().db.pupil.findUniqueOrThrow({ where: { personalCode: kaisa } })
    expect(first!.refusals[0]!.refusal.subject).toEqual({ kind: 'pupil', id })
    expect(JSON.stringify(first)).not.toContain(kaisa)
  })

  test('a known child who may be in the register twice is placed by a file only if the row says that it is another child', async () => {
    const [one, other] = [391, 475].map((at) => castCode(true, 2018, at)) as [string, string]
    await bring('PUPILS', [row(one, 'Triin'), row(other, 'Triin', 'jah')])
    const next = (said: string) => [mae, one, 'Triin', 'Topelt', '2027', '4', 'a', '', '', said]
    expect(await told('PUPILS', [next('')])).toEqual(['2 REFUSED Isikukood: import.likelyDouble'])
    expect(await told('PUPILS', [next('jah')])).toEqual(['2 NEW'])
  })

  test('a code that was corrected is refused in every file with the day of that, but may be another child’s', async () => {
    const { id } = await office().db.pupil.findUniqueOrThrow({ where: { personalCode: kaisa } })
    const reason = 'Kood oli valesti kirjutatud'
    const mended = { pupilId: id, seen: '', firstName: 'Kaisa', lastName: 'Topelt', reason }
    await mendPupil(await office().as('piret'), { ...mended, personalCode: mistyped, merge: undefined })
    expect(await told('PUPILS', [row(kaisa, 'Kaisa'), row(kaisa, 'Mari', 'jah')])).toEqual([
      '2 REFUSED Isikukood: import.codeMended',
      '3 NEW',
    ])
    expect(await told('LANGUAGES', [[kaisa, mae, 'SAKSA', 'B', '01.09.2026']])).toEqual([
      '2 REFUSED Isikukood: import.codeMended',
    ])
    const [refused] = (await sheet(await preview('PUPILS', [row(kaisa, 'Kaisa')]))).rows
    expect(refused!.refusals[0]!.refusal.params).toMatchObject({ on: '2026-11-21', name: 'Kaisa Topelt' })
    expect(JSON.stringify(refused)).not.toContain(mistyped)
  })
})

describe('a file of schools', () => {
  test('is asked about when it lacks columns, and can be applied or discarded only by the person who uploaded it', async () => {
    const file = new File(['Isikukood;Nimi\n1;2\n'], 'x.csv')
    const act = await office().as('piret')
    const asked = await previewSchools(act, { kind: 'PUPILS', file })
    expect(asked.asked).toBe(true)
    await expectRefused(office(), () => applySchools(act, { id: asked.id }), 'import.settled')
    const id = await preview('CLASSES', [[mae, '2026', '4', 'd', '']])
    const sirje = await office().as('sirje')
    await expectRefused(office(), () => applySchools(sirje, { id }), 'notFound')
    await expectRefused(office(), () => discardSchools(sirje, { id }), 'notFound')
    await discardSchools(act, { id })
    await expectRefused(office(), () => applySchools(act, { id }), 'import.settled')
  })

  test('isn’t applied when another one applied at the same moment has placed the pupil', async () => {
    const row = [mae, uku, 'Uku', 'Kaks', '2026', '6', 'a', '', '']
    const [one, two] = [await preview('PUPILS', [row]), await preview('PUPILS', [row])]
    const act = await office().as('piret')
    expect(
      await atOnce(
        () => applySchools(act, { id: one }),
        () => applySchools(act, { id: two }),
      ),
    ).toEqual({
      done: 1,
      codes: ['import.changed'],
    })
    expect(await office().db.placement.count({ where: { pupil: { personalCode: uku } } })).toBe(1)
  })

  test('brings in nothing kept of a pupil until the day of a transfer, and doesn’t reopen a placement that has ended', async () => {
    const { db } = office()
    const liisa = castPupil('Liisa Mägi')
    const old = await db.placement.findFirstOrThrow({ where: { pupilId: liisa.id } })
    const id = crypto.randomUUID()
    const day = '2026-12-01'
    await db.placement.update({
      where: { id: old.id },
      data: { toOn: dateFromDay(addDays(day, -1)), endedBy: 'TRANSFER' },
    })
    const target = castClass('joe', 3, 'a')
    const fresh = await db.placement.create({
      data: {
        pupilId: liisa.id,
        classId: target.id,
        houseId: houses.joe.id,
        year: 2026,
        stayId: id,
        fromOn: dateFromDay(day),
        toOn: dateFromDay('2027-08-31'),
      },
    })
    await db.transfer.create({
      data: {
        id,
        municipalityId:
          old.houseId && (await db.house.findUniqueOrThrow({ where: { id: old.houseId } })).municipalityId,
        askedAt: new Date(),
        askedById: id,
        who: 'x',
        day: dateFromDay(day),
        houseId: houses.joe.id,
        state: 'MADE',
        endedAt: new Date(),
        rows: {
          create: {
            pupilId: liisa.id,
            oldId: old.id,
            oldToOn: dateFromDay('2027-08-31'),
            newClassId: target.id,
            newId: fresh.id,
            day: dateFromDay(day),
          },
        },
      },
    })
    const groupPlace = (toOn: string) => [
      liisa.personalCode,
      '3. klasside pikapäevarühm',
      mae,
      '25.11.2026',
      toOn,
    ]
    expect(
      await told('GROUP_PLACES', [groupPlace(''), groupPlace('01.12.2026'), groupPlace('30.11.2026')]),
    ).toEqual([
      '2 REFUSED Kuni: schoolImport.groupPlaceOutlasts',
      '3 REFUSED Kuni: schoolImport.groupPlaceOutlasts',
      '4 NEW',
    ])
    const language = (house: string) => [liisa.personalCode, house, 'SAKSA', 'B', '01.09.2026']
    expect(await told('LANGUAGES', [language(mae), language(joe)])).toEqual([
      '2 REFUSED Isikukood: schoolImport.pupilMoving',
      '3 REFUSED Isikukood: schoolImport.pupilMoving',
    ])
    const card = [liisa.personalCode, mae, 'N2600998', '01.09.2026', '31.08.2027', '']
    expect(await told('CARDS', [card])).toEqual(['2 REFUSED Isikukood: schoolImport.pupilMoving'])
    expect(
      await told('PUPILS', [[mae, liisa.personalCode, 'Liisa', 'Mägi', '2026', '3', 'a', '', '']]),
    ).toEqual(['2 REFUSED Maja registrikood: schoolImport.alreadyPlaced'])
    expect(
      await told('PUPILS', [[mae, liisa.personalCode, 'Liisa', 'Mägi', '2026', '3', 'a', '', '29.11.2026']]),
    ).toEqual(['2 REFUSED Kuni: schoolImport.placementEnded'])
    expect(
      await told('PUPILS', [[mae, liisa.personalCode, 'Liisa', 'Mägi', '2027', '4', 'a', '', '']]),
    ).toEqual(['2 REFUSED Maja registrikood: schoolImport.movesAway'])
    expect(
      await bring('PUPILS', [[joe, liisa.personalCode, 'Liisa', 'Mägi', '2027', '4', 'a', '', '']]),
    ).toEqual([1, 0, 0, 0])
    const next = await db.placement.findFirst({ where: { pupilId: liisa.id, year: 2027 } })
    expect(next?.stayId).toBe(id)
  })

  test('brings in 2,000 pupils with their placements from XLSX in a few statements', async () => {
    const codes = Array.from({ length: 2_000 }, (_, n) => castCode(false, 2005, n))
    const file = new File(
      [
        (await xlsxFile([
          {
            name: 'opilased',
            headings: headings('PUPILS'),
            rows: codes.map((each, n) => [mae, each, `Nimi${n}`, 'Palju', '2026/2027', '6', 'a', '', '']),
          },
        ])) as BlobPart,
      ],
      'opilased.xlsx',
    )
    const act = await office().as('piret')
    const { id } = await previewSchools(act, { kind: 'PUPILS', file })
    const { count } = await countStatements(office().db, () => applySchools(act, { id }))
    expect((await sheet(id)).added).toBe(codes.length)
    expect(count).toBeLessThan(30)
  })
})
