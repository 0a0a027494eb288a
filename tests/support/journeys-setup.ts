/** Before the first journey: all of Olek in production form on free ports with a database of its own. */
import { startOlek } from '@/scripts/olek'

/** The journeys find its addresses and tokens in `process.env`, as `.env.example` names them. */
export default async function setup() {
  const olek = await startOlek({ name: 'journeys', port: 0, throwaway: true, say: console.log })
  Object.assign(process.env, olek.env, { NODE_ENV: 'test', DATABASE_OWNER_URL: olek.ownerUrl })
  return () => olek.stop()
}
