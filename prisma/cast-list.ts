/** The list of doctoral students that the clerk of the story has in a spreadsheet; none of them is in the cast. */
import { importColumns, importKinds, type ImportColumn } from '@/lib/register/import/columns'

/** What this office's list doesn't have. */
const without: readonly ImportColumn[] = [
  'level',
  'bornOn',
  'validFrom',
  'otherPerson',
  'curriculumFrom',
  'loadFrom',
  'fundingFrom',
  'mainStateFrom',
]
const columns = importKinds.DOCTORANDS.columns.filter((column) => !without.includes(column))

const fuusika = { curriculum: '80131', curriculumName: 'Füüsika', unit: 'LTFYS' }
const keemia = { curriculum: '80132', curriculumName: 'Keemia', unit: 'LT' }
const okoloogia = { curriculum: '80133', curriculumName: 'Ökoloogia', unit: 'LT' }
const materjal = { curriculum: '80139', curriculumName: 'Materjaliteadus', unit: 'LTFYS' }

const starts = {
  2024: {
    startedOn: '02.09.2024',
    nominalEndOn: '31.08.2028',
    directiveNumber: '2.1-1/612',
    directiveOn: '19.08.2024',
  },
  2025: {
    startedOn: '01.09.2025',
    nominalEndOn: '31.08.2029',
    directiveNumber: '2.1-1/587',
    directiveOn: '18.08.2025',
  },
  2026: {
    startedOn: '31.08.2026',
    nominalEndOn: '31.08.2030',
    directiveNumber: '2.1-1/603',
    directiveOn: '17.08.2026',
  },
}

const usual = { load: 'täiskoormus', funding: 'RE', mainState: 'õpib' }

type Line = Partial<Record<ImportColumn, string>>
const line = (
  firstName: string,
  lastName: string,
  personalCode: string,
  bankAccount: string,
  placeCode: string,
  about: Line,
): Line => ({
  ...usual,
  ...starts[Number(placeCode.slice(0, 4)) as keyof typeof starts],
  firstName,
  lastName,
  personalCode,
  bankAccount,
  placeCode,
  email: `${placeCode.slice(-4).toLowerCase()}@ylikool.example`,
  phone: `5601 ${placeCode.slice(-3).padStart(4, '0')}`,
  ...about,
})

const lines: Line[] = [
  line('Aleksander', 'Kõiv', '39901180234', 'EE231010022087891158', '2026-D201', fuusika),
  line('Birgit', 'Sild', '49812050247', 'EE594204278322390035', '2026-D202', fuusika),
  line('Carl-Erik', 'Mändla', '39704140259', 'EE514204278531627133', '2025-D203', fuusika),
  line('Daisi', 'Õispuu', '49608280267', 'EE367700771183235911', '2025-D204', keemia),
  line('Egert', 'Ülane', '39806300278', 'EE481210121309170814', '2025-D205', keemia),
  line('Freia', 'Lääts', '49910110284', 'EE774204278078598835', '2024-D206', {
    ...keemia,
    funding: 'tasuta',
  }),
  line('Gregor', 'Püss', '39609020294', 'EE232200221549683699', '2024-D207', okoloogia),
  line('Heleen', 'Sõstar', '49703210207', 'EE131210121177126702', '2026-D208', okoloogia),
  line('Ivo', 'Jänes', '39505130218', 'EE787700771163192142', '2024-D209', {
    ...materjal,
    load: 'osakoormus',
  }),
  line('Jaanika', 'Võsa', '49402250221', 'EE191210121452795162', '2026-D210', materjal),
  line('Kristofer', 'Žilin', '39911070236', 'EE642200221717491312', '2026-D211', materjal),
  line('Lea', 'Österberg', '', 'DE02120300000000202051', '2026-D212', {
    ...fuusika,
    otherCode: 'V-2001-0031',
  }),
]

/** The list as a table: headings and text cells, as the office keeps it. */
export const officeList = {
  headings: columns.map((column) => importColumns[column].heading),
  rows: lines.map((cells) => columns.map((column) => cells[column] ?? '')),
}
