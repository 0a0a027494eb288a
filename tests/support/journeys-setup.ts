import { startInstallation } from './installation'

/** Before the first journey: the installation that they share. */
export default function setup() {
  return startInstallation('journeys')
}
