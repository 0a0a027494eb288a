import type { AddressInfo } from 'node:net'
import { setClock } from './clock'
import { startSending } from './dhis/events'
import { readEnv } from './env'
import { seedJuhan } from './juhan/people'
import { startMail } from './mail/server'
import { readPersons } from './persons'
import { startHttp } from './server'
import { openStore } from './store'

/*
 * The sandbox plays the systems Olek talks to: DHIS, Juhan, EHIS, the mail server and the sign-in provider. One
 * process on the loopback address; Olek can't tell it from the real ones. See env.ts for the settings.
 */

const env = readEnv(process.env)
const persons = readPersons(env.SANDBOX_PERSONS)
const store = openStore(env.SANDBOX_DIR)
seedJuhan(store)
if (env.OLEK_NOW) setClock(store, env.OLEK_NOW)
const mail = await startMail(store, env.SANDBOX_SMTP_PORT)
const http = await startHttp(store, env, persons)
const stopSending = startSending(store, env)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stopSending()
    mail.stop()
    http.close()
    http.closeAllConnections()
    store.close()
    process.exit(0)
  })
}

console.log(
  `sandbox ready http=http://127.0.0.1:${(http.address() as AddressInfo).port} smtp=smtp://127.0.0.1:${mail.port}`,
)
