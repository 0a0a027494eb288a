import type { Route } from './http'
import { html, page, stylesheet } from './page'
import type { Person } from './persons'
import type { Store } from './store'

/** What there is in the sandbox, a line a neighbour. */
export function indexPage(store: Store, persons: Person[], olek: string): Route[] {
  const count = (sql: string) => Number(Object.values(store.prepare(sql).get() ?? {})[0])
  const front = () =>
    html`<p>
        Liivakast teeskleb süsteeme, millega Olek suhtleb. Siin tehtu ei jõua ühtegi päris süsteemi.
        <a href="${olek}">Ava Olek</a>
      </p>
      <table>
        <tbody>
          <tr>
            <td><a href="/dhis">DHIS</a></td>
            <td>dokumendihaldussüsteem: kinnitamine, tagasilükkamine, suunamine</td>
            <td>dokumente: ${count('SELECT count(*) FROM documents')}</td>
          </tr>
          <tr>
            <td><a href="/mailbox">Postkast</a></td>
            <td>kõik kirjad, mille Olek on saatnud</td>
            <td>kirju: ${count('SELECT count(*) FROM letters')}</td>
          </tr>
          <tr>
            <td>Sisselogimine</td>
            <td>OpenID Connect, isik valitakse ühe vajutusega</td>
            <td>isikuid: ${persons.length}</td>
          </tr>
          <tr>
            <td><a href="/juhan">Juhan</a></td>
            <td>täienduskoolituste infosüsteem: toimumised ja registreerunud</td>
            <td>registreerunuid: ${count('SELECT count(*) FROM juhan_registrations')}</td>
          </tr>
          <tr>
            <td><a href="/ehis">EHIS</a></td>
            <td>hariduse infosüsteem: stipendiumid, õpilaste muudatused ja saabunud päringud</td>
            <td>päringuid: ${count('SELECT count(*) FROM ehis_messages')}</td>
          </tr>
        </tbody>
      </table>`
  return [
    { method: 'GET', path: '/', answer: () => page('Liivakast', front()) },
    {
      method: 'GET',
      path: '/sandbox.css',
      answer: () => ({
        status: 200,
        headers: { 'Content-Type': 'text/css; charset=utf-8' },
        body: stylesheet,
      }),
    },
  ]
}
