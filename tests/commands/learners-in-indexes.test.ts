import { beforeAll, expect, test } from 'vitest'
import { searchLearners } from '@/lib/register/queries/list'
import { LearnerFilter } from '@/lib/register/schema/learners'
import { load } from '@/scripts/load'
import { noon, withOffice } from '../support/office'
import { plansOf, type Step } from '../support/plans'

const office = withOffice()
beforeAll(() => load(office().database.ownerUrl, { learners: 6_000, documents: 600 }), 60_000)

/** How the search reads the named table: of its count and of its page. */
async function readings(who: 'tiina' | 'liis', asked: object, table: string) {
  const person = await office().person(who)
  const carried = await plansOf(office().database.ownerUrl, (client) =>
    searchLearners(client, person, LearnerFilter.parse(asked), noon),
  )
  const steps = (step: Step): Step[] => [step, ...(step.Plans ?? []).flatMap(steps)]
  const read = (plan: Step) => steps(plan).filter((step) => step['Relation Name'] === table)
  const named = (step: Step) => `${step['Node Type']} ${step['Index Name'] ?? ''}`
  const [counted, page] = carried.map(({ plan }) => [...new Set(read(plan).map(named))])
  return { counted, page }
}

test('learners of a unit or level are counted in an index alone', async () => {
  for (const [asked, index] of [
    [{ unit: 'LT' }, 'study_place_of_unit_idx'],
    [{ level: 'DOCTORAL' }, 'study_place_of_level_idx'],
  ] as const)
    expect((await readings('tiina', asked, 'study_place')).counted).toEqual([`Index Only Scan ${index}`])
})

test('a unit’s learners of other units are read in the order of the list', async () => {
  const { page } = await readings('liis', {}, 'document_row')
  expect(page).toContain('Index Scan document_row_elsewhere_idx')
})
