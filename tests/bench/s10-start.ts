import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { fetchPage, startBeside } from './http'
import { spread, timed, type Bench, type Measured } from './support'

const rounds = 3

/** S10: from starting to the first page, when everything is built and up to date, against the same with an empty application. */
export async function starting({ olek }: Bench): Promise<Measured[]> {
  const client = new pg.Client({ connectionString: olek.ownerUrl })
  await client.connect()
  const name = `bench_${randomUUID().slice(0, 8)}`
  await client.query(`CREATE DATABASE ${name}`)
  const empty = Object.assign(new URL(olek.ownerUrl), { pathname: `/${name}` }).href
  const start = (ownerUrl: string) =>
    timed(async () => {
      const started = await startBeside(olek, ownerUrl)
      await fetchPage(`${started.address}/sign-in`, '')
      stop = started.stop
    })
  let stop = async () => undefined as void
  const times = { ours: [] as number[], floor: [] as number[] }
  try {
    for (let round = 0; round <= rounds; round++)
      for (const [side, url] of [['ours', olek.ownerUrl] as const, ['floor', empty] as const]) {
        const took = (await start(url)) / 1000
        await stop()
        // The first one of the empty application brings its database up to date.
        if (round > 0) times[side].push(took)
      }
  } finally {
    await client.query(`DROP DATABASE ${name} WITH (FORCE)`)
    await client.end()
  }
  const [ours, floor] = [spread(times.ours), spread(times.floor)]
  return [
    {
      name: 'S10 second start',
      ours,
      floor,
      unit: 's',
      reach: '< 5 s more',
      good: ours.median < floor.median + 5,
    },
  ]
}
