import { expect, test } from 'vitest'
import { grantRecords } from '@/lib/grants/queries/registry'
import { load } from '@/scripts/load'
import { withOffice } from '../support/office'
import { plansOf, type Step } from '../support/plans'

const office = withOffice()

/** Rows that a step and those below it read of a table. */
const read = (step: Step): number =>
  (step['Relation Name']
    ? (step['Actual Rows'] + (step['Rows Removed by Filter'] ?? 0)) * step['Actual Loops']
    : 0) + (step.Plans ?? []).reduce((sum, each) => sum + read(each), 0)

test('a grant’s record is found without reading the other grants and messages, statistics or none', async () => {
  await load(office().database.ownerUrl, { learners: 6_000, documents: 300, analyze: false })
  const [grant] = await office().db.$queryRaw<[{ registryId: string }]>`
    SELECT registry_id AS "registryId" FROM study_grant ORDER BY id LIMIT 1`
  const carried = await plansOf(office().database.ownerUrl, async (client) => {
    await grantRecords(client, [grant.registryId])
    await client.$executeRaw`ANALYZE`
    await grantRecords(client, [grant.registryId])
  })
  const rows = carried
    .filter(({ statement }) => statement.includes('registryId'))
    .map(({ plan }) => read(plan))
  expect(rows).toHaveLength(2)
  for (const each of rows) expect(each).toBeLessThan(40)
})
