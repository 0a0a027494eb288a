import { startOlek, type Olek } from '@/scripts/olek'

/**
 * Starts all of Olek in production form on free ports with a database of its own. Whatever this process starts and
 * tests from now on finds the addresses and tokens in `process.env`, as `.env.example` names them. The caller stops it.
 */
export async function startInstallation(name: string): Promise<Olek> {
  // Two processes draw pages, whatever the machine: nothing may live in one of them alone.
  process.env.OLEK_PROCESSES ??= '2'
  const olek = await startOlek({ name, port: 0, throwaway: true, say: console.log })
  Object.assign(process.env, olek.env, { NODE_ENV: 'test', DATABASE_OWNER_URL: olek.ownerUrl })
  return olek
}
