/**
 * `npm run ehis-samples -- FOLDER`: one body of every message to the national registry, of invented persons, made by
 * the code that makes the real ones; for holding them against the registry's own schema.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { ehisChange } from '@/lib/deliveries/ehis-change'
import type { GrantRecord, RegistryAct } from '@/lib/grants/registry'
import { stipendBody } from '@/lib/outside/ehis/wire'
import type { Amount } from '@/lib/shared/money'
import { castId, grantTypes } from '@/prisma/cast'
import { learners } from '@/prisma/cast-learners'

const folder = process.argv[2]
if (!folder) {
  console.error('Say where to: npm run ehis-samples -- FOLDER')
  process.exit(1)
}

const persons = {
  'personal-code': learners.find(({ personalCode }) => personalCode !== null)!,
  'birth-day': learners.find(({ personalCode, bornOn }) => personalCode === null && bornOn !== null)!,
}
const types = { doctoral: 'DOCTORAL_ALLOWANCE_OWN_FUNDS', other: 'PERFORMANCE' } as const
const acts: readonly RegistryAct[] = ['GIVE', 'CHANGE', 'DELETE']

await mkdir(folder, { recursive: true })
for (const [how, person] of Object.entries(persons)) {
  for (const [sort, typeCode] of Object.entries(types)) {
    for (const act of acts) {
      const record: GrantRecord = {
        registryId: castId(9, 1),
        grantId: castId(9, 2),
        learnerId: person.id,
        exists: act !== 'DELETE',
        personalCode: person.personalCode,
        bornOn: person.bornOn,
        curriculum: person.places[0]!.terms.CURRICULUM[0]![0],
        typeCode,
        typeName: grantTypes[typeCode],
        ehisCode: '7',
        firstDay: '2026-09-01',
        lastDay: act === 'CHANGE' ? '2026-10-31' : '2027-08-31',
        monthlyAmount: '660.50' as Amount,
      }
      const body = stipendBody(ehisChange(record, act, { koolId: '101', on: '2026-11-21' }))
      const file = path.join(folder, `${act.toLowerCase()}-${sort}-${how}.xml`)
      await writeFile(file, body)
      console.log(file)
    }
  }
}
