import pg from 'pg'
import { programmes } from '@/prisma/cast-runs'
import { users } from '@/prisma/cast'

type Reader = keyof typeof users
/** A page, who reads it, and whether it is one of the ten that an office has open most. */
export type Page = { path: string; address: string; reader: Reader; busy?: true }

/** Rows of the register that pages are about, the same ones whatever else there is: those of a load are numbered. */
export async function subjectsOf(ownerUrl: string) {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const one = async (sql: string) => {
    const { rows } = await client.query<{ id: string }>(sql)
    if (!rows[0]) throw new Error(`Nothing to look at: ${sql}`)
    return rows[0].id
  }
  const subjects = {
    learner: await one(
      `SELECT l.id FROM learner l JOIN study_grant g ON g.learner_id = l.id WHERE l.id >= '10000000-0000-4000-8000-000000000000' ORDER BY l.id LIMIT 1`,
    ),
    registered: await one(
      `SELECT id FROM document WHERE state = 'REGISTERED' AND kind = 'GRANT' ORDER BY id LIMIT 1`,
    ),
    issued: await one(`SELECT id FROM document WHERE state = 'ISSUED' ORDER BY id LIMIT 1`),
    draft: await one(`SELECT id FROM document WHERE state = 'DRAFT' ORDER BY id LIMIT 1`),
    proposal: await one(
      `SELECT id FROM document WHERE type = 'PROPOSAL' AND state = 'REGISTERED' ORDER BY id LIMIT 1`,
    ),
    delivery: await one(`SELECT id FROM delivery WHERE topic = 'mail.letter' ORDER BY id LIMIT 1`),
    pupilMessage: await one(`SELECT id FROM delivery WHERE topic = 'ehis.pupil' ORDER BY id LIMIT 1`),
    news: await one(`SELECT id FROM news ORDER BY id LIMIT 1`),
    house: await one(
      `SELECT id FROM house WHERE id >= '30000000-0000-4000-8000-000000000000' AND municipality_id IN (SELECT municipality_id FROM role_municipality r JOIN user_role o ON o.id = r.role_id WHERE o.user_id = '${users.piret.id}') ORDER BY id LIMIT 1`,
    ),
  }
  const class_ = await one(
    `SELECT id FROM school_class WHERE house_id = '${subjects.house}' AND year = 2026 ORDER BY id LIMIT 1`,
  )
  const pupil = await one(
    `SELECT pupil_id AS id FROM placement WHERE class_id = '${class_}' ORDER BY pupil_id LIMIT 1`,
  )
  const group = await one(`SELECT id FROM school_group WHERE house_id = '${subjects.house}' LIMIT 1`)
  const transfer = await one(`SELECT id FROM transfer ORDER BY id LIMIT 1`)
  const run = await one(
    `SELECT r.id FROM run r JOIN programme p ON p.id = r.programme_id WHERE r.code LIKE 'LT-%' AND r.juhan_id IS NOT NULL ORDER BY r.id LIMIT 1`,
  )
  const registrant = await one(`SELECT id FROM registrant WHERE run_id = '${run}' ORDER BY id LIMIT 1`)
  await client.end()
  return { ...subjects, class: class_, pupil, group, transfer, run, registrant }
}

type Subjects = Awaited<ReturnType<typeof subjectsOf>>

/** Every page that reads data, by its path in `app/(office)`; with filters where a list has some, and as who has the narrowest scope. */
export const pages = (s: Subjects): Page[] => {
  const read = (reader: Reader, path: string, addresses: string[] = [path], busy?: true): Page[] =>
    addresses.map((address) => ({ path, address, reader, busy }))
  const run = `/continuing-education/runs/${s.run}`
  return [
    ...read('tiina', '/', ['/'], true),
    ...read('tiina', '/search', ['/search?q=tamm'], true),
    ...read('tiina', '/documents', ['/documents'], true),
    ...read('tiina', '/documents', ['/documents?state=REGISTERED', '/documents?q=tamm']),
    ...read('liis', '/documents'),
    ...read('tiina', '/documents/[id]', [`/documents/${s.registered}`], true),
    ...read('tiina', '/documents/[id]', [`/documents/${s.issued}`, `/documents/${s.draft}`]),
    ...read('tiina', '/documents/[id]/persons', [`/documents/${s.draft}/persons?level=DOCTORAL`]),
    ...read('tiina', '/documents/[id]/basis', [`/documents/${s.draft}/basis`]),
    ...read('tiina', '/documents/[id]/signers', [`/documents/${s.draft}/signers`]),
    ...read('tiina', '/documents/[id]/cancel', [`/documents/${s.registered}/cancel`]),
    ...read('tiina', '/documents/[id]/directive', [`/documents/${s.proposal}/directive`]),
    ...read('tiina', '/documents/[id]/amend', [`/documents/${s.registered}/amend`]),
    ...read('tiina', '/documents/[id]/versions', [`/documents/${s.issued}/versions`]),
    ...read('tiina', '/learners', ['/learners'], true),
    ...read('tiina', '/learners', [
      '/learners?sort=-name',
      '/learners?unit=LT',
      '/learners?level=DOCTORAL&load=PART',
      '/learners?q=tamm',
      '/learners?q=qqqq',
    ]),
    ...read('liis', '/learners'),
    ...read('tiina', '/learners/[id]', [`/learners/${s.learner}`], true),
    ...read('tiina', '/learners/[id]/dossier', [`/learners/${s.learner}/dossier`]),
    ...read('tiina', '/grants', ['/grants'], true),
    ...read('tiina', '/grants', ['/grants?state=ALL', '/grants?type=PERFORMANCE', '/grants?q=tamm']),
    ...read('liis', '/grants'),
    ...read('rein', '/grants/payments', ['/grants/payments'], true),
    ...read('tiina', '/continuing-education', [
      '/continuing-education',
      '/continuing-education?view=programmes',
    ]),
    ...read('tiina', '/continuing-education/programmes/[id]', [
      `/continuing-education/programmes/${programmes.inquiry.id}`,
    ]),
    ...read('tiina', '/continuing-education/runs/[id]', [run]),
    ...read('tiina', '/continuing-education/runs/[id]/registrants/[registrantId]', [
      `${run}/registrants/${s.registrant}`,
    ]),
    ...read('tiina', '/continuing-education/runs/[id]/refreshes', [`${run}/refreshes`]),
    ...read('piret', '/schools'),
    ...read('piret', '/schools/classes'),
    ...read('piret', '/schools/classes/[id]', [`/schools/classes/${s.class}`]),
    ...read('piret', '/schools/transfers/new', [`/schools/transfers/new?class=${s.class}`]),
    ...read('piret', '/schools/transfers/[id]', [`/schools/transfers/${s.transfer}`]),
    ...read('piret', '/schools/arrivals'),
    ...read('piret', '/schools/placement-log'),
    ...read('piret', '/schools/pupils', ['/schools/pupils'], true),
    ...read('piret', '/schools/pupils', ['/schools/pupils?q=tamm']),
    ...read('piret', '/schools/pupils/[id]', [`/schools/pupils/${s.pupil}`], true),
    ...read('piret', '/schools/groups'),
    ...read('piret', '/schools/groups/[id]', [`/schools/groups/${s.group}`]),
    ...read('piret', '/schools/houses/[id]', [`/schools/houses/${s.house}`]),
    ...read('piret', '/schools/ehis-log', ['/schools/ehis-log', '/schools/ehis-log?state=HELD']),
    ...read('piret', '/schools/ehis-log/[id]', [`/schools/ehis-log/${s.pupilMessage}`]),
    ...read('toomas', '/deliveries', ['/deliveries', '/deliveries?state=DONE']),
    ...read('toomas', '/deliveries/[id]', [`/deliveries/${s.delivery}`]),
    ...read('tiina', '/deliveries/news'),
    ...read('tiina', '/deliveries/news/[id]', [`/deliveries/news/${s.news}`]),
    ...read('toomas', '/settings/users'),
    ...read('toomas', '/settings/units'),
    ...read('toomas', '/settings/history'),
    ...read('tiina', '/settings/signers', ['/settings/signers?all=1']),
    ...read('toomas', '/settings/collisions'),
    ...read('tiina', '/import'),
  ]
}
