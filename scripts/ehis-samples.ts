/**
 * `npm run ehis-samples -- FOLDER`: one body of every message to the national registry, of invented persons, made by
 * the code that makes the real ones; for holding them against the registry's own schema.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { learnerSamples, pupilSamples, stipendSamples } from './ehis-sample-bodies'

const folder = process.argv[2]
if (!folder) {
  console.error('Say where to: npm run ehis-samples -- FOLDER')
  process.exit(1)
}

await mkdir(folder, { recursive: true })
for (const { name, body } of [...stipendSamples(), ...learnerSamples(), ...pupilSamples()]) {
  const file = path.join(folder, `${name}.xml`)
  await writeFile(file, body)
  console.log(file)
}
