import { startInstallation } from './installation'

/** Starts the installation that all journeys share, before the first of them. */
export default async function setup() {
  const olek = await startInstallation('journeys')
  return () => olek.stop()
}
