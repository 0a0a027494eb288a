import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { load } from '@/scripts/load'
import { startOlek, type Olek } from '@/scripts/olek'
import { directivePage, listPage, listPageOfAll } from './s0-list'
import { searching } from './s1-search'
import { warnings } from './s2-warnings'
import { registering } from './s3-registering'
import { refreshing } from './s4-refresh'
import { moving } from './s5-moving'
import { draining } from './s6-draining'
import { steadyMemory } from './memory'
import { growing, measurePages } from './s7-growth'
import { exporting } from './s9-exports'
import { starting } from './s10-start'
import { noStatistics, randomly, type Bench, type Measured, type Statistics } from './support'

/** A line gives what it measured, or why it didn't. */
type Line = {
  name: string
  measure: (bench: Bench) => Promise<Measured[] | string>
  statistics?: 'fresh' | 'none'
  /** takes half an hour: only in a long run, or when it is asked for by name */
  long?: true
}

const bulk: [name: string, measure: (url: string, statistics: Statistics) => Promise<Measured[]>][] = [
  ['S2', warnings],
  ['S3', registering],
  ['S4', refreshing],
  ['S5', moving],
]

const lines: Line[] = [
  { name: 'S0', measure: listPage },
  { name: 'S0b', measure: listPageOfAll },
  { name: 'S1', measure: searching },
  // Acts on many rows keep their ratio on the statistics of this moment and on none, as right after an import.
  ...bulk.flatMap(([name, measure]): Line[] =>
    (['fresh', 'none'] as const).map((statistics) => ({
      name,
      statistics,
      measure: async ({ olek }) =>
        (await measure(olek.ownerUrl, statistics)).map((line) => ({
          ...line,
          name: statistics === 'none' ? `${line.name}, no statistics` : line.name,
        })),
    })),
  ),
  { name: 'S6', measure: ({ olek }) => draining(olek.ownerUrl) },
  { name: 'S7', measure: growing },
  { name: 'S8', measure: directivePage },
  { name: 'S9', measure: exporting },
  { name: 'S10', measure: starting },
  { name: 'memory', measure: steadyMemory, long: true },
]

type Asked = {
  /** learners of the register, step by step; the pages are looked at on each */
  sizes: readonly number[]
  /** if empty, all that a run of this size has */
  only: readonly string[]
  seed: number
  /** where the figures are kept */
  out: string
}

/** Measures the lines in an order that the seed draws, prints and keeps the figures; whether all are reached. */
export async function bench({ sizes, only, seed, out }: Asked): Promise<boolean> {
  const unknown = only.filter((name) => !lines.some((line) => line.name === name))
  if (unknown.length > 0)
    throw new Error(`No line ${unknown.join(', ')}: there are ${lines.map(({ name }) => name).join(', ')}`)
  const chosen = shuffled(
    lines.filter(({ name, long }) => (only.length === 0 ? !long || sizes.length > 1 : only.includes(name))),
    seed,
  )
  const say = (line: string) => console.log(line)
  say(
    `Seed ${seed}: ${chosen.map(({ name, statistics }) => (statistics === 'none' ? `${name} without statistics` : name)).join(', ')}`,
  )
  const olek = await startOlek({ name: 'bench', port: 0, throwaway: true, say })
  const measured: Measured[] = []
  const skipped: string[] = []
  const growth: Bench['growth'] = []
  const memory: Bench['memory'] = []
  // After each step: a later one may fail, and a long run is not to be lost with it.
  const keep = () => keepFigures(out, { seed, sizes, measured, skipped, growth, memory })
  try {
    Object.assign(process.env, olek.env, { LOG_LEVEL: 'silent' })
    // The worker would send the letters meanwhile and take from both sides unevenly; so would gathering statistics.
    await olek.worker.stop()
    await withOwner(olek, 'ALTER SYSTEM SET autovacuum = off', 'SELECT pg_reload_conf()')
    let learners = 0
    for (const size of sizes) {
      const more = size - learners
      await load(olek.ownerUrl, {
        learners: more,
        pupils: more * 0.16,
        documents: more * 0.05,
        runs: more * 0.002,
        seed,
        say,
      })
      learners = size
      if (chosen.some(({ name }) => name === 'S7') && sizes.length > 1)
        growth.push(...(await measurePages(olek, size, growth.length === 0, say)))
      keep()
    }
    for (const { name, measure, statistics } of chosen) {
      if (statistics) await withOwner(olek, ...(statistics === 'fresh' ? ['ANALYZE'] : [noStatistics]))
      const found = await measure({ olek, sizes, growth, memory })
      if (typeof found === 'string') {
        skipped.push(`${name} is left out: ${found}.`)
        continue
      }
      measured.push(...found)
      for (const line of found) say(told(line))
      keep()
    }
  } catch (error) {
    // Told before everything stops, which may throw something of its own.
    console.error(error)
    throw error
  } finally {
    await olek.stop()
  }
  keep()
  print(measured)
  for (const line of skipped) say(line)
  say(`The figures stand in ${out}`)
  return measured.every(({ good }) => good)
}

/** The figures with the machine and the moment, for `--draw` and for the pages that quote them. */
function keepFigures(out: string, figures: object) {
  const { model } = cpus()[0]!
  const machine = {
    cores: cpus().length,
    model,
    memoryGB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  }
  mkdirSync(path.dirname(out), { recursive: true })
  writeFileSync(out, JSON.stringify({ at: new Date(), machine, ...figures }, null, 2))
}

async function withOwner(olek: Olek, ...statements: string[]) {
  const client = new pg.Client({ connectionString: olek.ownerUrl })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

function shuffled<T>(all: readonly T[], seed: number): T[] {
  const next = randomly(seed)
  return all
    .map((one) => ({ one, place: next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one)
}

const shown = ({ median, least, most }: Measured['ours']) =>
  least === most ? median.toFixed(1) : `${median.toFixed(1)} (${least.toFixed(1)}–${most.toFixed(1)})`
const told = ({ name, ours, floor, unit, good }: Measured) =>
  `${name}: ${shown(ours)} / ${shown(floor)} ${unit} = ${(ours.median / floor.median).toFixed(2)}${good ? '' : ', NOT REACHED'}`

function print(measured: readonly Measured[]) {
  console.table(
    measured.map(({ name, ours, floor, unit, reach, good }) => ({
      name,
      ours: shown(ours),
      floor: shown(floor),
      unit,
      ratio: (ours.median / floor.median).toFixed(2),
      'to reach': reach,
      '': good ? 'reached' : 'NOT REACHED',
    })),
  )
}
