import type { APIResponse } from '@playwright/test'
import { helpTopics } from '@/app/(office)/help/topics'
import { doors } from '@/lib/access/rights'
import { programmes } from '@/prisma/cast-runs'
import { sources } from '../support/source'
import { expect, test, type CastName, type Office } from './support/journey'
import { castNames, clientOf, inLanes, leadsTo, seenOf } from './support/over-http'
import { someSubjects, type Subjects } from './support/subjects'

type Who = readonly CastName[]
/** The name of a page's subject, and who sees the page about it; all others get the answer for what does not exist. */
type Row = { about: Exclude<keyof Subjects, 'revisions'> | null; who: Who; query?: string }

const everyone = castNames
const drafters: Who = ['liis', 'kaire', 'krista', 'tiina']
const documentReaders: Who = [...drafters, 'maarja', 'mari', 'peeter', 'ants', 'jaan', 'heli']
const grantReaders: Who = [...drafters, 'mari', 'peeter', 'ants', 'rein']
// A coordinator sees learners of continuing education; the grid's learner isn't one.
const learnerReaders: Who = [...grantReaders, 'maarja']
const courseReaders: Who = ['maarja', 'tiina', 'mari', 'peeter', 'ants']
const schoolPeople: Who = ['piret', 'sirje', 'urve', 'madis']
const universityPeople: Who = [...documentReaders, 'rein', 'toomas']
const deliveryReaders: Who = [...drafters, 'maarja', 'toomas']

// The drafter, the one with the special right for the unit, and the study office.
const ofDraft: Who = ['liis', 'kaire', 'tiina']
const ofForeignDraft: Who = ['krista', 'tiina']
// The unit, its signer, the study office and the chancellery.
const ofIssued: Who = ['liis', 'kaire', 'mari', 'tiina', 'heli']
const ofForeignIssued: Who = ['krista', 'peeter', 'tiina', 'heli']

// The municipality's official and the representative of the house.
const classPage: Row[] = [
  { about: 'class', who: ['piret', 'urve'] },
  { about: 'foreignClass', who: ['sirje'] },
]

const draftPage: Row[] = [
  { about: 'draft', who: ofDraft },
  { about: 'foreignDraft', who: ofForeignDraft },
]
const documentPage: Row[] = [
  ...draftPage,
  { about: 'issued', who: ofIssued },
  { about: 'foreignIssued', who: ofForeignIssued },
]

// The coordinator of the unit, its vice-dean and the study office.
const runPage: Row[] = [
  { about: 'run', who: ['maarja', 'tiina', 'mari'] },
  { about: 'linkedRun', who: ['maarja', 'tiina', 'mari'] },
  { about: 'foreignRun', who: ['tiina', 'peeter'] },
]
const keptRunPage: Row[] = [
  { about: 'run', who: ['maarja', 'tiina'] },
  { about: 'foreignRun', who: ['tiina'] },
]

/** The rights of spec 1, written by hand, forbidden cells included: every page and GET route with its subjects. */
const grid: Record<string, Row[]> = {
  '/': [{ about: null, who: everyone }],
  '/search': [{ about: null, who: everyone, query: '?q=Tamm' }],
  '/help': [{ about: null, who: everyone }],
  '/help/[topic]': [{ about: null, who: everyone }],
  '/documents': [{ about: null, who: documentReaders }],
  '/documents/many/[id]': [{ about: 'many', who: ['liis'] }],
  '/documents/many/[id]/pdf': [{ about: 'many', who: ['liis'] }],
  '/documents/[id]': documentPage,
  '/documents/[id]/persons': draftPage,
  '/documents/[id]/basis': draftPage,
  '/documents/[id]/signers': draftPage,
  '/documents/[id]/send': [{ about: 'checked', who: ofDraft }],
  '/documents/[id]/versions': [
    { about: 'issued', who: ofIssued },
    { about: 'foreignIssued', who: ofForeignIssued },
  ],
  '/documents/[id]/repair': draftPage,
  '/documents/[id]/cancel': [{ about: 'registered', who: ['tiina'] }],
  '/documents/[id]/directive': [{ about: 'proposal', who: ['tiina'] }],
  '/documents/[id]/amend': [{ about: 'registered', who: ofDraft }],
  '/documents/[id]/pdf': documentPage,
  '/learners': [{ about: null, who: learnerReaders }],
  '/learners/[id]': [
    { about: 'learner', who: ['liis', 'kaire', 'mari', 'tiina', 'rein'] },
    { about: 'foreignLearner', who: ['krista', 'peeter', 'tiina', 'rein'] },
  ],
  '/learners/[id]/dossier': [
    { about: 'learner', who: ['liis', 'kaire', 'mari', 'tiina'] },
    { about: 'foreignLearner', who: ['krista', 'peeter', 'tiina'] },
  ],
  '/grants': [{ about: null, who: grantReaders }],
  '/grants/payments': [{ about: null, who: ['tiina', 'rein'] }],
  '/continuing-education': [{ about: null, who: courseReaders }],
  '/continuing-education/programmes/[id]': [
    { about: 'programme', who: ['maarja', 'tiina', 'mari'] },
    { about: 'foreignProgramme', who: ['tiina', 'peeter'] },
  ],
  '/continuing-education/programmes/new': [{ about: null, who: ['maarja', 'tiina'] }],
  '/continuing-education/runs/new': [
    { about: 'programme', who: ['maarja', 'tiina'], query: '?programme=[id]' },
  ],
  '/continuing-education/runs/[id]': runPage,
  '/continuing-education/runs/[id]/change': keptRunPage,
  '/continuing-education/runs/[id]/juhan': [
    { about: 'linkedRun', who: ['maarja', 'tiina', 'mari'] },
    { about: 'run', who: [] },
  ],
  '/continuing-education/runs/[id]/identity': keptRunPage,
  '/continuing-education/runs/[id]/import': keptRunPage,
  '/continuing-education/runs/[id]/import/template': keptRunPage,
  '/continuing-education/runs/[id]/protocol': runPage,
  // Nobody has a paper yet.
  '/continuing-education/runs/[id]/protocol/pdf': [{ about: 'run', who: [] }],
  '/continuing-education/runs/[id]/directive': keptRunPage,
  '/continuing-education/runs/[id]/registrants/new': [{ about: 'run', who: ['maarja', 'tiina'] }],
  '/continuing-education/runs/[id]/registrants/[registrantId]/off': [
    { about: 'linkedRun', who: ['maarja', 'tiina'] },
  ],
  '/continuing-education/runs/[id]/registrants/[registrantId]': [
    { about: 'run', who: ['maarja', 'tiina', 'mari'] },
    { about: 'foreignRun', who: ['tiina', 'peeter'] },
  ],
  '/continuing-education/runs/[id]/refreshes': runPage.filter(({ about }) => about !== 'run'),
  '/continuing-education/runs/[id]/refreshes/[refreshId]': [
    { about: 'linkedRun', who: ['maarja', 'tiina', 'mari'] },
  ],
  '/continuing-education/runs/[id]/comparison': [{ about: 'linkedRun', who: ['maarja', 'tiina', 'mari'] }],
  '/schools/pupils': [{ about: null, who: schoolPeople }],
  '/schools/pupils/[id]': [
    { about: 'pupil', who: ['piret', 'urve'] },
    { about: 'foreignPupil', who: ['sirje'] },
  ],
  '/schools/groups': [{ about: null, who: schoolPeople }],
  '/schools/groups/[id]': [{ about: 'group', who: ['piret', 'urve'] }],
  '/schools/houses/[id]': [
    { about: 'house', who: ['piret', 'urve', 'madis'] },
    { about: 'foreignHouse', who: ['sirje'] },
  ],
  '/schools': [{ about: null, who: schoolPeople }],
  '/schools/classes': [{ about: null, who: schoolPeople }],
  '/schools/classes/[id]': classPage,
  '/schools/classes/[id]/next-year': classPage,
  '/schools/transfers/new': [{ about: null, who: schoolPeople }],
  '/schools/transfers/[id]': [{ about: 'transfer', who: ['piret', 'urve', 'madis'] }],
  '/schools/arrivals': [{ about: null, who: schoolPeople }],
  '/schools/placement-log': [{ about: null, who: schoolPeople }],
  '/deliveries': [{ about: null, who: deliveryReaders }],
  '/deliveries/[id]': [
    { about: 'delivery', who: ['liis', 'kaire', 'tiina', 'toomas'] },
    { about: 'foreignDelivery', who: ['krista', 'tiina', 'toomas'] },
  ],
  '/deliveries/news': [{ about: null, who: ['tiina'] }],
  '/deliveries/news/[id]': [{ about: 'news', who: ['tiina'] }],
  '/schools/ehis-log': [{ about: null, who: schoolPeople }],
  '/schools/ehis-log/[id]': [{ about: 'pupilMessage', who: ['piret', 'urve'] }],
  '/settings': [{ about: null, who: ['tiina', 'toomas', 'piret', 'sirje'] }],
  '/settings/users': [
    { about: null, who: ['toomas'] },
    { about: 'user', who: ['toomas'], query: '?id=[id]' },
  ],
  '/settings/units': [
    { about: null, who: ['tiina', 'toomas'] },
    { about: 'unit', who: ['toomas'], query: '?id=[id]' },
  ],
  '/settings/grants': [{ about: null, who: ['tiina'] }],
  '/settings/grants/[code]': [{ about: 'grantType', who: ['tiina'] }],
  '/settings/clashes': [{ about: null, who: ['tiina'] }],
  '/settings/series': [{ about: null, who: ['tiina'] }],
  '/settings/bases': [
    { about: null, who: ['tiina'] },
    { about: 'basis', who: ['tiina'], query: '?id=[id]' },
  ],
  '/settings/signers': [
    { about: null, who: ['tiina'] },
    { about: 'signing', who: ['tiina'], query: '?id=[id]' },
  ],
  '/settings/footers': [{ about: null, who: ['tiina'] }],
  '/settings/collisions': [{ about: null, who: ['tiina', 'toomas', 'piret', 'sirje'] }],
  '/settings/years': [{ about: null, who: ['tiina'] }],
  '/settings/technical': [{ about: null, who: ['toomas'] }],
  '/settings/history': [{ about: null, who: ['tiina', 'toomas'] }],
  '/settings/office': [{ about: null, who: ['tiina'] }],
  '/settings/letters': [{ about: null, who: ['tiina'] }],
  '/settings/municipality': [{ about: null, who: ['piret', 'sirje'] }],
  '/import': [{ about: null, who: [...drafters, 'piret', 'sirje'] }],
  '/import/[id]': [
    { about: 'schoolImport', who: ['piret'] },
    { about: 'import', who: ['liis'] },
    { about: 'foreignImport', who: ['tiina'] },
  ],
  '/import/[id]/columns': [
    { about: 'schoolImport', who: ['piret'] },
    { about: 'import', who: ['liis'] },
    { about: 'foreignImport', who: ['tiina'] },
  ],
  '/api/exports/documents': [{ about: null, who: documentReaders }],
  '/api/exports/learners': [{ about: null, who: learnerReaders }],
  '/api/exports/dossier': [
    { about: 'learner', who: ['liis', 'kaire', 'mari', 'tiina'], query: '?learner=[id]' },
  ],
  '/api/exports/grants': [{ about: null, who: grantReaders }],
  '/api/exports/payments': [{ about: null, who: ['tiina', 'rein'] }],
  '/api/exports/pupils': [{ about: null, who: schoolPeople }],
  '/api/exports/schools': [
    { about: null, who: schoolPeople, query: '?list=houses' },
    { about: 'class', who: ['piret', 'urve'], query: '?list=pupils&class=[id]' },
  ],
  '/api/exports/deliveries': [{ about: null, who: deliveryReaders }],
  '/api/exports/pupil-messages': [{ about: null, who: schoolPeople }],
  '/api/exports/registrants': [{ about: 'run', who: ['maarja', 'tiina', 'mari'], query: '?run=[id]' }],
  '/api/choices/houses': [{ about: null, who: schoolPeople, query: '?q=maja' }],
  '/api/choices/units': [{ about: null, who: universityPeople, query: '?q=instituut' }],
  '/api/choices/curricula': [{ about: null, who: learnerReaders, query: '?q=a' }],
  '/api/choices/signers': [{ about: null, who: ['tiina'], query: '?q=a' }],
  '/api/import/template': [
    { about: null, who: drafters, query: '?kind=DOCTORANDS&format=csv' },
    { about: null, who: ['piret', 'sirje'], query: '?kind=PUPILS&format=csv' },
    { about: 'import', who: ['liis'], query: '?refused=[id]' },
  ],
}

/** Open to machines or before signing in; each checks its caller in its own way. */
const open = ['/sign-in', '/api/auth/[...nextauth]', '/api/dhis/events', '/api/health', '/api/openapi']
/** Answers POST only. */
const posted = ['/api/search']

const addressOf = (path: string) =>
  `/${path
    .split('/')
    .slice(1, -1)
    .filter((part) => !part.startsWith('('))
    .join('/')}`

test('the grid has every page and route of the code, and nothing else', () => {
  const inCode = sources('app/**/page.tsx', 'app/**/route.ts').map(({ path }) => addressOf(path))
  expect([...Object.keys(grid), ...open, ...posted].toSorted()).toEqual(inCode.toSorted())
  const ofDoors = Object.keys(doors).filter((door) => /^page |^route GET /.test(door))
  expect(Object.keys(grid).toSorted()).toEqual(ofDoors.map((door) => door.split(' ').at(-1)!).toSorted())
})

test('a page is seen by those with the right, and all others get the page of what does not exist', async ({
  office,
}) => {
  test.setTimeout(900_000)
  const subjects = await subjectsOf(office)
  const wrong: string[] = []
  await inLanes(castNames, async (name) => {
    const client = await clientOf(name)
    for (const [address, rows] of Object.entries(grid)) {
      let missing: Promise<APIResponse> | undefined
      for (const row of rows) {
        const nothing = () => (missing ??= client.get(pathOf(address, row, subjects, 'missing')))
        const response = await client.get(pathOf(address, row, subjects))
        const problem = await objection(response, row, row.who.includes(name), nothing)
        if (problem) wrong.push(`${name} ${address} ${row.about ?? ''}: ${problem}`)
      }
    }
    await client.dispose()
  })
  expect(wrong).toEqual([])
})

test('a visitor without a session is led to sign in from every page, and gets nothing from any route', async ({
  office,
}) => {
  const subjects = await subjectsOf(office)
  const client = await clientOf(null)
  for (const [address, rows] of Object.entries(grid))
    for (const row of rows) {
      const response = await client.get(pathOf(address, row, subjects))
      if (response.status() === 307) expect(leadsTo(response), address).toBe('/sign-in')
      else expect([401, 404], address).toContain(response.status())
      if (!address.startsWith('/api/')) expect(response.status(), address).toBe(307)
    }
  expect((await client.post('/api/search', { data: { q: 'Tamm' } })).status()).toBe(401)
})

test('the search finds only what the asker may see', async ({ office }) => {
  const { learner, foreignLearner } = await subjectsOf(office)
  const finders = {
    learner: grid['/learners/[id]']![0]!.who,
    foreignLearner: grid['/learners/[id]']![1]!.who,
  }
  for (const name of castNames) {
    const client = await clientOf(name)
    for (const [about, sought] of Object.entries({ learner, foreignLearner })) {
      const palette = await client.post('/api/search', { data: { q: sought.lastName } })
      const page = await client.get(`/search?q=${encodeURIComponent(sought.lastName)}`)
      const found = finders[about as keyof typeof finders].includes(name)
      expect((await palette.text()).includes(sought.id), `palette: ${name}, ${about}`).toBe(found)
      expect((await page.text()).includes(sought.id), `page: ${name}, ${about}`).toBe(found)
    }
    await client.dispose()
  }
})

/** Made once, because reading changes nothing about them. */
let made: Subjects | undefined
const subjectsOf = async (office: Office) => (made ??= await someSubjects(office))

/** What is wrong with the answer; undefined if it is as the grid says. */
async function objection(
  response: APIResponse,
  row: Row,
  may: boolean,
  nothing: () => Promise<APIResponse>,
): Promise<string | undefined> {
  if (may) return response.status() === 200 ? undefined : `may, and gets ${response.status()}`
  if (response.status() !== 404) return `may not, and gets ${response.status()}`
  if (!row.about) return undefined
  return (await same(response, await nothing()))
    ? undefined
    : 'what is not theirs looks other than what does not exist'
}

const same = async (one: APIResponse, other: APIResponse) =>
  one.status() === other.status() && (await seenOf(one)) === (await seenOf(other))

function pathOf(address: string, { about, query = '' }: Row, subjects: Subjects, instead?: 'missing') {
  const subject = about && subjects[instead ?? about]
  const id = typeof subject === 'object' ? (subject?.id ?? '') : subject
  return `${address.replace('[topic]', helpTopics('et')[0]!.slug)}${query}`
    .replace(/\[(id|code)\]/, id)
    .replace('[refreshId]', subjects.refresh)
    .replace('[registrantId]', address.endsWith('/off') ? subjects.registrantOff : registrantOf(id))
}

/** The first registrant on the list of the run. */
const registrantOf = (run: string | undefined) =>
  Object.values(programmes)
    .flatMap(({ runs }) => [...runs])
    .find(({ id }) => id === run)?.registrants[0]?.id ?? 'x'
