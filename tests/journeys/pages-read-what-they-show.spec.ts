import { statSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import pg from 'pg'
import { helpTopics } from '@/app/(office)/help/topics'
import { units } from '@/prisma/cast'
import { load } from '@/scripts/load'
import { rowsRead, type Plan } from '../support/plan-rows'
import { statementsIn, type AskedStatement } from '../support/server-log'
import { sources } from '../support/source'
import { grownSubjects, type GrownSubjects } from './support/grown-subjects'
import { expect, test, type CastName } from './support/journey'
import { clientOf } from './support/over-http'
import stillAbove from './support/pages-still-above.json' with { type: 'json' }
import { someSubjects, type Subjects } from './support/subjects'

/*
 * Every page that reads data, on a grown database, in the roles that see the most and in those that see a part: what it asks
 * the database (PostgreSQL's own log of it), what each statement reads (its plan), and what the page weighs.
 */

/** The most statements of a page. */
const mostStatements = 8
/**
 * The most rows that a statement reads of one table for each row that it gives. A list may always be counted to 10,000,
 * with a fifth more that its filters throw away.
 */
const readPerRow = 100
const alwaysRead = 12_000
/** The most bytes of HTML of a page of fifty rows, before compression. */
const mostBytes = 40_000

/** Every big table has more rows than are always allowed, so that reading one whole is seen. */
const grownTo = { learners: 13_000, pupils: 13_000, documents: 13_000, runs: 600 }

type AllSubjects = Omit<Subjects, keyof GrownSubjects> & GrownSubjects
/** Who opens the page, and about what; `list`: it shows fifty rows of a long list. */
type Row = {
  by: readonly CastName[]
  about?: Exclude<keyof AllSubjects, 'revisions'>
  query?: string
  list?: true
}

const unit = `unit=${units.LT.id}`
const clerks = ['tiina', 'liis'] as const
const schools = ['piret', 'urve'] as const
const coordinators = ['tiina', 'maarja'] as const

/** By hand: every page that reads data, with the filters and pages of the long lists. */
const pages: Record<string, Row[]> = {
  '/': [{ by: ['tiina', 'liis', 'mari', 'toomas', 'maarja', 'piret', 'urve', 'rein', 'heli', 'krista'] }],
  '/search': [{ by: ['tiina', 'liis', 'rein', 'piret', 'maarja'], query: '?q=Tamm' }],
  '/help': [{ by: ['tiina', 'piret'] }],
  '/help/[topic]': [{ by: ['tiina'] }],
  '/documents': [
    { by: ['tiina', 'liis', 'mari', 'heli'], list: true },
    { by: clerks, query: `?${unit}`, list: true },
    { by: clerks, query: '?page=100', list: true },
    { by: ['tiina'], query: '?q=Tamm', list: true },
    { by: ['tiina'], query: '?q=2.1-17/1000', list: true },
    { by: ['tiina'], query: '?sort=number', list: true },
  ],
  '/documents/many/[id]': [{ by: ['liis'], about: 'many' }],
  '/documents/[id]': [
    { by: clerks, about: 'draft' },
    { by: clerks, about: 'checked' },
    { by: ['tiina', 'liis', 'mari', 'heli'], about: 'issued' },
    { by: clerks, about: 'registered' },
  ],
  '/documents/[id]/persons': [
    { by: clerks, about: 'draft' },
    { by: clerks, about: 'draft', query: '?q=Tamm' },
    { by: clerks, about: 'draft', query: '?level=DOCTORAL', list: true },
  ],
  '/documents/[id]/basis': [{ by: clerks, about: 'draft' }],
  '/documents/[id]/signers': [{ by: clerks, about: 'draft' }],
  '/documents/[id]/send': [{ by: clerks, about: 'checked' }],
  '/documents/[id]/versions': [{ by: clerks, about: 'issued' }],
  '/documents/[id]/repair': [{ by: clerks, about: 'repair', query: '?row=[row]&warning=[warning]' }],
  '/documents/[id]/cancel': [{ by: ['tiina'], about: 'registered' }],
  '/documents/[id]/directive': [{ by: ['tiina'], about: 'proposal' }],
  '/documents/[id]/amend': [{ by: clerks, about: 'registered' }],
  '/learners': [
    { by: ['tiina', 'liis', 'rein', 'maarja'], list: true },
    { by: clerks, query: '?sort=-name', list: true },
    { by: clerks, query: '?page=150', list: true },
    { by: clerks, query: `?${unit}`, list: true },
    { by: clerks, query: `?${unit}&level=DOCTORAL&load=PART`, list: true },
    { by: clerks, query: '?q=Tamm', list: true },
    { by: ['tiina'], query: '?mainState=GRADUATED&curriculum=L1001', list: true },
    { by: ['tiina'], query: '?q=Olematu', list: true },
  ],
  '/learners/[id]': [{ by: ['tiina', 'liis', 'mari', 'rein'], about: 'learner' }],
  '/learners/[id]/dossier': [{ by: clerks, about: 'learner' }],
  '/grants': [
    { by: ['tiina', 'liis', 'rein'], list: true },
    { by: ['tiina', 'liis'], query: '?type=PERFORMANCE', list: true },
    { by: ['tiina'], query: '?state=ALL', list: true },
    { by: ['tiina'], query: `?${unit}&source=HTM`, list: true },
    { by: ['tiina'], query: '?q=Tamm', list: true },
  ],
  '/grants/payments': [
    { by: ['tiina', 'rein'], list: true },
    { by: ['rein'], query: `?${unit}`, list: true },
  ],
  '/continuing-education': [
    { by: ['tiina', 'maarja', 'mari'], list: true },
    { by: coordinators, query: '?view=programmes', list: true },
    { by: coordinators, query: '?q=Andme', list: true },
  ],
  '/continuing-education/programmes/[id]': [{ by: coordinators, about: 'programme' }],
  '/continuing-education/programmes/new': [{ by: coordinators }],
  '/continuing-education/runs/new': [{ by: coordinators, about: 'programme', query: '?programme=[id]' }],
  '/continuing-education/runs/[id]': [{ by: ['tiina', 'maarja', 'mari'], about: 'run', list: true }],
  '/continuing-education/runs/[id]/change': [{ by: coordinators, about: 'run' }],
  '/continuing-education/runs/[id]/juhan': [{ by: coordinators, about: 'run' }],
  '/continuing-education/runs/[id]/identity': [{ by: coordinators, about: 'run' }],
  '/continuing-education/runs/[id]/import': [{ by: ['tiina'], about: 'foreignRun' }],
  '/continuing-education/runs/[id]/protocol': [{ by: coordinators, about: 'run' }],
  '/continuing-education/runs/[id]/directive': [{ by: coordinators, about: 'run' }],
  '/continuing-education/runs/[id]/registrants/new': [{ by: ['tiina'], about: 'foreignRun' }],
  '/continuing-education/runs/[id]/registrants/[registrantId]/off': [
    { by: coordinators, about: 'linkedRun' },
  ],
  '/continuing-education/runs/[id]/registrants/[registrantId]': [{ by: coordinators, about: 'linkedRun' }],
  '/continuing-education/runs/[id]/refreshes': [{ by: coordinators, about: 'run' }],
  '/continuing-education/runs/[id]/refreshes/[refreshId]': [{ by: coordinators, about: 'linkedRun' }],
  '/continuing-education/runs/[id]/comparison': [{ by: coordinators, about: 'run' }],
  '/schools': [{ by: schools, list: true }],
  '/schools/pupils': [
    { by: schools, list: true },
    { by: ['piret'], query: '?page=100', list: true },
    { by: schools, query: '?q=Tamm', list: true },
    { by: ['piret'], about: 'house', query: '?house=[id]', list: true },
  ],
  '/schools/pupils/[id]': [{ by: ['piret'], about: 'pupil' }],
  '/schools/groups': [{ by: schools, list: true }],
  '/schools/groups/[id]': [{ by: ['piret'], about: 'group' }],
  '/schools/houses/[id]': [{ by: ['piret'], about: 'house' }],
  '/schools/classes': [{ by: schools, list: true }],
  '/schools/classes/[id]': [{ by: ['piret'], about: 'class' }],
  '/schools/classes/[id]/next-year': [{ by: ['piret'], about: 'class' }],
  '/schools/transfers/new': [{ by: schools }],
  '/schools/transfers/[id]': [{ by: ['piret'], about: 'transfer' }],
  '/schools/arrivals': [{ by: schools }],
  '/schools/placement-log': [{ by: schools, list: true }],
  '/schools/ehis-log': [
    { by: schools, list: true },
    { by: ['piret'], query: '?page=20', list: true },
  ],
  '/schools/ehis-log/[id]': [{ by: ['piret'], about: 'pupilMessage' }],
  '/deliveries': [
    { by: ['toomas', 'tiina', 'liis', 'maarja'], list: true },
    { by: ['toomas', 'tiina'], query: '?page=100', list: true },
  ],
  '/deliveries/[id]': [{ by: ['toomas', 'tiina', 'liis'], about: 'delivery' }],
  '/deliveries/news': [{ by: ['tiina'], list: true }],
  '/deliveries/news/[id]': [{ by: ['tiina'], about: 'news' }],
  '/settings': [{ by: ['tiina', 'toomas', 'piret'] }],
  '/settings/users': [
    { by: ['toomas'], list: true },
    { by: ['toomas'], about: 'user', query: '?id=[id]' },
  ],
  '/settings/units': [{ by: ['tiina', 'toomas'] }, { by: ['toomas'], about: 'unit', query: '?id=[id]' }],
  '/settings/grants': [{ by: ['tiina'] }],
  '/settings/grants/[code]': [{ by: ['tiina'], about: 'grantType' }],
  '/settings/clashes': [{ by: ['tiina'] }],
  '/settings/series': [{ by: ['tiina'] }],
  '/settings/bases': [{ by: ['tiina'] }],
  '/settings/signers': [{ by: ['tiina'] }, { by: ['tiina'], about: 'signing', query: '?id=[id]' }],
  '/settings/footers': [{ by: ['tiina'] }],
  '/settings/collisions': [{ by: ['tiina', 'toomas', 'piret'] }],
  '/settings/years': [{ by: ['tiina'] }],
  '/settings/technical': [{ by: ['toomas'] }],
  '/settings/history': [{ by: ['tiina', 'toomas'], list: true }],
  '/settings/office': [{ by: ['tiina'] }],
  '/settings/letters': [{ by: ['tiina'] }],
  '/settings/municipality': [{ by: ['piret'] }],
  '/import': [{ by: ['tiina', 'liis', 'piret'] }],
  '/import/[id]': [
    { by: ['liis'], about: 'import' },
    { by: ['piret'], about: 'schoolImport' },
  ],
  '/import/[id]/columns': [{ by: ['liis'], about: 'import' }],
  // The palette, and what is typed into the choices of units, signers and houses.
  '/api/search': [{ by: ['tiina', 'liis', 'rein', 'piret', 'maarja'], query: '?q=Tamm' }],
  '/api/choices/units': [{ by: ['tiina', 'liis'], query: '?q=instituut' }],
  '/api/choices/curricula': [{ by: clerks, query: '?q=a' }],
  '/api/choices/signers': [{ by: ['tiina'], query: '?q=a' }],
  '/api/choices/houses': [{ by: schools, query: '?q=maja' }],
}

/** Pages that read nothing, each with its reason. */
const readNothing: Record<string, string> = {
  '/sign-in': 'asks who you are before anything is read',
}

/** What a page is still above, which may only become less: `reading` counts statements that read too much. */
type Above = { statements?: number; reading?: number; kB?: number }
const above: Record<string, Above> = stillAbove

const inCode = () =>
  sources('app/**/page.tsx').map(
    ({ path }) =>
      path
        .replace(/^app/, '')
        .replace(/\/\([^)]*\)/g, '')
        .replace(/\/page\.tsx$/, '') || '/',
  )

test('every page of the code is looked at', () => {
  const looked = [...Object.keys(pages), ...Object.keys(readNothing)].filter(
    (each) => !each.startsWith('/api/'),
  )
  expect(looked.toSorted()).toEqual(inCode().toSorted())
})

test('a page asks the database little, and no statement reads much more than it gives', async ({
  office,
  installation,
}) => {
  test.setTimeout(600_000)
  const { app, worker, ownerUrl, database, env } = installation!
  const small = await someSubjects(office)
  await worker.stop()
  await load(ownerUrl, grownTo)
  const owner = new pg.Client(ownerUrl)
  await owner.connect()
  const subjects = { ...small, ...(await grownSubjects(owner)) }
  await owner.query(`ALTER ROLE olek_app SET log_statement = 'all'`)
  await owner.query(`ALTER ROLE olek_app SET log_error_verbosity = 'default'`)
  // One process: its statements have their names from the second time on.
  env.OLEK_PROCESSES = '1'
  await app.restart()

  const faults: string[] = []
  const table: string[] = []
  const standing: Record<string, Above> = {}
  const readBy = plansOf(owner)
  for (const name of new Set(Object.values(pages).flatMap((rows) => rows.flatMap(({ by }) => by)))) {
    const client = await clientOf(name)
    for (const [page, rows] of Object.entries(pages))
      for (const row of rows.filter(({ by }) => by.includes(name))) {
        const address = addressOf(page, row, subjects)
        const ask = () =>
          page === '/api/search' ? client.post(page, { data: { q: 'Tamm' } }) : client.get(address)
        await ask()
        const from = statSync(database!.log).size
        const response = await ask()
        const bytes = (await response.body()).length
        // The queue of jobs looks after itself meanwhile.
        const asked = statementsIn(await writtenSince(database!.log, from)).filter(
          ({ sql }) => !sql.includes('pgboss'),
        )
        const label = [name, page, row.about, row.query].filter(Boolean).join(' ')
        if (response.status() !== 200) faults.push(`${label}: answers ${response.status()}`)
        const read = []
        for (const statement of asked) read.push(await readBy(statement))
        const worst = read.toSorted((a, b) => b.read / b.most - a.read / a.most)[0]
        table.push([label, asked.length, worst?.read, worst?.given, bytes].join('\t'))
        const seen = { asked, read, bytes }
        faults.push(...objections(label, row, seen))
        const above = aboveNow(row, seen)
        if (Object.keys(above).length > 0) standing[label] = above
      }
    await client.dispose()
  }
  await owner.end()
  writeFileSync(test.info().outputPath('pages.tsv'), table.join('\n'))
  writeFileSync(test.info().outputPath('pages-still-above.json'), JSON.stringify(standing, null, 2))
  expect(faults).toEqual([])
})

type Read = { sql: string; read: number; given: number; most: number }
type Seen = { asked: AskedStatement[]; read: Read[]; bytes: number }

/** What is wrong with the page beyond what is known, and what is known but no longer so. */
function objections(label: string, row: Row, page: Seen): string[] {
  const known = above[label] ?? {}
  const now = aboveNow(row, page)
  const said = Object.keys({ ...known, ...now }).flatMap((key) => {
    const [is = 0, was = 0] = [now[key as keyof Above], known[key as keyof Above]]
    // A day that is written longer, or another plan: only what is gone or clearly less is taken out.
    const slack = key === 'kB' ? 1 : 0
    if (is > was + slack) return [`${label}: ${key} ${is}, may be ${was || 'none above'}`]
    if (key === 'reading' ? is === 0 : is < was - slack)
      return [`${label}: ${key} only ${is}, no longer ${was}`]
    return []
  })
  for (const { sql } of page.asked.filter(({ name }) => name === null))
    said.push(`${label}: unnamed: ${short(sql)}`)
  if ((now.reading ?? 0) > (known.reading ?? 0))
    for (const { sql, read, given } of page.read.filter(readsTooMuch))
      said.push(`${label}: reads ${read} for ${given}: ${short(sql)}`)
  return said
}

const readsTooMuch = ({ read, most }: Read) => read > most

/** By how much the page is above, in the form of the table. */
function aboveNow({ list }: Row, { asked, read, bytes }: Seen): Above {
  const reading = read.filter(readsTooMuch).length
  return {
    ...(asked.length > mostStatements && { statements: asked.length }),
    ...(reading > 0 && { reading }),
    ...(list && bytes > mostBytes && { kB: Math.ceil(bytes / 1_000) }),
  }
}

/** What was written into the file behind its first `from` bytes. */
async function writtenSince(file: string, from: number): Promise<string> {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    const { buffer } = await handle.read({ buffer: Buffer.alloc(size - from), position: from })
    return buffer.toString()
  } finally {
    await handle.close()
  }
}

const short = (sql: string) => sql.replace(/\s+/g, ' ').slice(0, 300)

/** Runs a statement again, with its parameters, for what it reads and gives; each only once. */
function plansOf(owner: pg.Client): (asked: AskedStatement) => Promise<Read> {
  const known = new Map<string, Read>()
  return async ({ sql, parameters }) => {
    const key = JSON.stringify([sql, parameters])
    const before = known.get(key)
    if (before) return before
    await owner.query('BEGIN')
    const { rows } = await owner.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(
      `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${sql}`,
      parameters,
    )
    await owner.query('ROLLBACK')
    const plan = rows[0]!['QUERY PLAN'][0]!.Plan
    const given = Math.round(plan['Actual Rows'])
    const read = { sql, read: rowsRead(plan), given, most: Math.max(readPerRow * given, alwaysRead) }
    known.set(key, read)
    return read
  }
}

function addressOf(page: string, { about, query = '' }: Row, subjects: AllSubjects) {
  const subject = about && subjects[about]
  const id = typeof subject === 'object' ? subject.id : (subject ?? '')
  const { row, warning } = subjects.repair
  return `${page.replace('[topic]', helpTopics('et')[0]!.slug)}${query}`
    .replace(/\[(id|code)\]/, id)
    .replace('[refreshId]', subjects.refresh)
    .replace('[registrantId]', subjects.registrantOff)
    .replace('[row]', row)
    .replace('[warning]', warning)
}
