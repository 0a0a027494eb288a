import { cpus } from 'node:os'
import { gzipSync } from 'node:zlib'
import { users } from '@/prisma/cast'
import { fetchPage, pagesASecond, signIn, startBeside } from './http'
import { atLeast, bound, type Bench, type Measured } from './support'
import { someDraft } from './some-draft'

/**
 * S0: the signed-in list of 50 documents against a page of nothing in the same build, four connections, one process; and what
 * pages may weigh.
 */
export async function listPage({ olek }: Bench): Promise<Measured[]> {
  const cookie = await signIn(olek.address, users.tiina.id)
  const page = (path: string) => () => fetchPage(olek.address + path, cookie)
  const html = await page('/documents')()
  const draft = await someDraft(olek.ownerUrl, 200)
  const script = await scriptOf(olek.address, `/documents/${draft}`, cookie)
  const rates = await pagesASecond({ floor: page('/bare'), ours: page('/documents') })
  return [
    atLeast('S0 list of 50 documents', 'pages/s', 0.45, rates),
    {
      name: 'S0 its HTML',
      ours: bound(html / 1000),
      floor: bound(40),
      unit: 'kB',
      reach: '≤ 40 kB',
      good: html <= 40_000,
    },
    {
      name: 'S0 script of a directive’s page',
      ours: bound(script / 1000),
      floor: bound(150),
      unit: 'kB',
      reach: '≤ 150 kB',
      good: script <= 150_000,
    },
  ]
}

/** S0b: the same list from as many processes as the machine has cores, against one process. */
export async function listPageOfAll({ olek }: Bench): Promise<Measured[] | string> {
  const cores = cpus().length
  if (olek.env.OLEK_PROCESSES === undefined) return 'the application is one process yet'
  if (cores === 1) return 'the machine has one core'
  const all = await startBeside(olek, olek.ownerUrl, { OLEK_PROCESSES: `${cores}` })
  try {
    await all.worker.stop()
    const [one, many] = [
      await signIn(olek.address, users.tiina.id),
      await signIn(all.address, users.tiina.id),
    ]
    const rates = await pagesASecond({
      floor: () => fetchPage(`${olek.address}/documents`, one),
      ours: () => fetchPage(`${all.address}/documents`, many),
    })
    return [atLeast(`S0b the same by ${cores} processes`, 'pages/s', 0.8 * cores, rates)]
  } finally {
    await all.stop()
  }
}

/** S8: the page of a directive with 200 persons and their warnings, against the page of nothing. */
export async function directivePage({ olek }: Bench): Promise<Measured[]> {
  const cookie = await signIn(olek.address, users.liis.id)
  const draft = await someDraft(olek.ownerUrl, 200)
  const rates = await pagesASecond({
    floor: () => fetchPage(`${olek.address}/bare`, cookie),
    ours: () => fetchPage(`${olek.address}/documents/${draft}`, cookie),
  })
  return [atLeast('S8 directive with 200 persons', 'pages/s', 0.2, rates)]
}

/** Bytes of compressed script that a first visit of the page brings; `noModule` is for browsers that ours aren't. */
async function scriptOf(address: string, path: string, cookie: string): Promise<number> {
  const html = await (await fetch(address + path, { headers: { cookie } })).text()
  const sources = new Set(
    [...html.matchAll(/<script(?![^>]*noModule)[^>]+src="([^"]+)"/gi)].map(([, source]) => source!),
  )
  const sizes = [...sources].map(async (source) => {
    const script = await (await fetch(new URL(source, address))).arrayBuffer()
    return gzipSync(new Uint8Array(script)).length
  })
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}
