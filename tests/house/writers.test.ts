import { expect, test } from 'vitest'
import { callsOf, sources } from '../support/source'

const ours = sources('lib/**/*.ts', 'app/**/*.{ts,tsx}', 'components/**/*.tsx')
const where = (matches: (text: string) => boolean) =>
  ours.filter(({ text }) => matches(text)).map(({ path }) => path)

test('one file alone writes the state of a document', () => {
  expect(stateWriters('document')).toEqual(['lib/documents/move.ts'])
  expect(where((text) => /\b(UPDATE|INSERT\s+INTO|MERGE\s+INTO)\s+"?document"?\s/i.test(text))).toEqual([])
})

test('one file alone writes the state of a delivery, and one alone inserts deliveries', () => {
  const stated = /\bUPDATE\s+delivery\b[^`]*\bSET\b(?:(?!\bWHERE\b)[^`])*\bstate\s*=/i
  expect(stateWriters('delivery')).toEqual([])
  expect(where((text) => stated.test(text))).toEqual(['lib/deliveries/move.ts'])
  expect(where((text) => /INSERT\s+INTO\s+delivery\b/i.test(text))).toEqual(['lib/deliveries/post.ts'])
})

test('what a neighbour has heard is written only when a delivery is settled, or taken from a worker that died', () => {
  expect(where((text) => /(?<!const )\bheard\s*=(?!=)/.test(text))).toEqual([
    'lib/deliveries/claim.ts',
    'lib/deliveries/move.ts',
  ])
  expect(where((text) => /\bproblem\s*(~|LIKE|IN\b)/i.test(text))).toEqual([])
})

test('one file alone writes the state of a refresh, and one alone creates refreshes', () => {
  expect(stateWriters('refresh')).toEqual(['lib/registrants/refreshing/move.ts'])
  expect(where((text) => /\brefresh\.(create|upsert)/.test(text))).toEqual([
    'lib/registrants/commands/refresh.ts',
  ])
  // The other file writes only how far the asking has come.
  expect(where((text) => /\brefresh\.update/.test(text))).toEqual([
    'lib/registrants/commands/refresh-heard.ts',
    'lib/registrants/refreshing/move.ts',
  ])
  expect(where((text) => /\brefreshes\s*:\s*\{\s*(create|update|upsert|set)/.test(text))).toEqual([])
  expect(where((text) => /\b(UPDATE|INSERT\s+INTO|MERGE\s+INTO)\s+"?refresh"?\s/i.test(text))).toEqual([])
})

test('one file alone writes the states of a transfer and of its rows, and each of them is created in one file', () => {
  const move = 'lib/schools/transfers/move.ts'
  const asking = 'lib/schools/transfers/commands/transfers.ts'
  expect(stateWriters('transfer')).toEqual([move])
  expect(where((text) => /\btransfer\.(create|upsert)/.test(text))).toEqual([asking])
  // The other file writes only how far the work has come.
  expect(where((text) => /\btransfer\.update/.test(text))).toEqual([asking, move])
  expect(where((text) => /\bUPDATE\s+"?transfer\b[^`]*\b(state|ended_at)\s*=/i.test(text))).toEqual([])
  expect(where((text) => /\btransferRow\.(create|update|upsert)/.test(text))).toEqual([])
  expect(where((text) => /\b(INSERT|MERGE)\s+INTO\s+"?transfer_row\b/i.test(text))).toEqual([move])
  const rows = ours.flatMap(({ path, text }) =>
    [...text.matchAll(/\bUPDATE\s+"?transfer_row\b[^`]*?\bSET\b([^`]*?)(\bFROM\b|\bWHERE\b)/gi)].map(
      ([, set]) => `${path} ${set!.trim()}`,
    ),
  )
  expect(rows).toEqual([
    `${move} \${set}`,
    'lib/schools/transfers/undo.ts day = ${day}::date',
    'lib/schools/transfers/undo.ts new_class_id = x."newClassId"',
  ])
})

test('a learner’s official data is written only by effects and imports, and by the one file that reserves places', () => {
  const models = /\.(studyTerm|academicLeave|grant|grantEnd|studyPlace)\s*\.\s*(create|update|upsert|delete)/
  const tables =
    /\b(INSERT\s+INTO|UPDATE|DELETE\s+FROM|MERGE\s+INTO)\s+"?(study_term|academic_leave|study_grant|grant_end|study_place)\b/i
  const writers = where((text) => models.test(text) || tables.test(text))
  expect(writers).toEqual([
    'lib/grants/commands/giving.ts',
    'lib/grants/commands/imported.ts',
    'lib/learners/commands/imported.ts',
    'lib/learners/commands/official.ts',
    'lib/learners/commands/reserved.ts',
  ])
})

test('only the files named here write transfers, placements, the placement log and the houses of cards', () => {
  const writersOf = (models: string, tables: string) => {
    const calls = new RegExp(`\\.(${models})\\s*\\.\\s*(create|update|upsert|delete)`)
    const statements = new RegExp(
      `\\b(INSERT\\s+INTO|UPDATE|DELETE\\s+FROM|MERGE\\s+INTO)\\s+"?(${tables})\\b`,
      'i',
    )
    return where((text) => calls.test(text) || statements.test(text))
  }
  expect(writersOf('transfer|transferRow', 'transfer|transfer_row')).toEqual([
    'lib/schools/transfers/commands/transfers.ts',
    'lib/schools/transfers/move.ts',
    'lib/schools/transfers/undo.ts',
  ])
  const others = (writers: string[], ...known: string[]) =>
    writers.filter((path) => !known.some((name) => path === `lib/schools/${name}.ts`))
  const placing = [
    'pupils/commands/next-year',
    'pupils/commands/leaving',
    'import/store',
    'transfers/store',
    'transfers/undo',
  ]
  expect(others(writersOf('placement', 'placement'), ...placing)).toEqual([])
  expect(writersOf('placementLog', 'placement_log')).toEqual(['lib/schools/pupils/placement-log.ts'])
  const giving = ['pupils/commands/cards', 'import/store', 'transfers/store', 'transfers/undo']
  expect(others(writersOf('cardHouse', 'card_house'), ...giving)).toEqual([])
})

test('only the effects of documents change grants, leaves and terms', () => {
  const callers = where((text) =>
    /\b(giveGrants|annulGrants|restoreGrants|endGrants|liftEnds|grantLeaves|changeTerms|revertTerms)\(/.test(
      text,
    ),
  )
  expect(callers).toEqual([
    'lib/documents/registering/effects.ts',
    'lib/grants/commands/giving.ts',
    'lib/learners/commands/official.ts',
  ])
})

test('history is written only with a move or by an act that moves nothing, and is never changed', () => {
  expect(where((text) => /\bhistoryEntry\.(create|createMany|upsert)\b/.test(text))).toEqual([
    'lib/documents/drafting/commands/drafting.ts',
    'lib/documents/move.ts',
    'lib/documents/sending/commands/issuing.ts',
    'lib/documents/sending/commands/news.ts',
  ])
  expect(where((text) => /\b(historyEntry|auditEntry)\.(update|delete|upsert)/.test(text))).toEqual([])
})

test('one file alone reads the clock, except for what is about real time', () => {
  const readers = where((text) => /\bnew Date\(\)|\bDate\.now\(\)/.test(text))
  // How long an exchange took, whether a signature or a session is fresh, and when a page was answered.
  const real =
    /^(lib\/outside\/|app\/api\/dhis\/events\/route\.ts$|lib\/access\/(action|session)\.ts$|lib\/shared\/clock\.ts$)/
  expect(
    readers
      .filter((path) => path.startsWith('lib/') || path.startsWith('app/api/'))
      .filter((path) => !real.test(path)),
  ).toEqual([])
})

/** What a Prisma call writes: the call without its `where`. */
const dataOf = (call: string) => call.slice(Math.max(0, call.search(/\b(data|create|update)\s*:/)))

/** The files that write the column `state` of a model by a call of Prisma. */
const stateWriters = (model: string) =>
  ours
    .filter((file) =>
      callsOf(
        file,
        new RegExp(
          `\\b${model}\\.(update|updateMany|updateManyAndReturn|upsert|create|createMany|createManyAndReturn)`,
        ),
      ).some((call) => /\bstate\b\s*[,:}]/.test(dataOf(call))),
    )
    .map(({ path }) => path)
