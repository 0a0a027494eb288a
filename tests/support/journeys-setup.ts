import { startInstallation } from './installation'

/** Before the first journey: the installation that they share. */
export default async function setup() {
  const olek = await startInstallation('journeys')
  return () => olek.stop()
}
