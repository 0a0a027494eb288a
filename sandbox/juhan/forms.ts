import { html, moment, type Html } from '../page'
import type { Store } from '../store'
import { payers, statuses, type RegistrationRow, type Status } from './contract'
import { oddities } from './odd'
import { count, registrations, runs, told, type RunRow } from './register'

const longestList = 200

export function runList(store: Store): Html {
  return html`<table>
      <thead>
        <tr>
          <th>Toimumine</th>
          <th>Nimetus</th>
          <th>Registreerunuid</th>
        </tr>
      </thead>
      <tbody>
        ${runs(store).map(
          ({ id, title, people }) =>
            html`<tr>
              <td><a class="number" href="/juhan/runs/${id}">${id}</a></td>
              <td>${title}</td>
              <td data-label="Registreerunuid">${people}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <p><a href="/juhan/told">Mida Olek on teatanud</a></p>`
}

/** A run's registrants, each with a status one can change at once, and a form for one more. */
export function runPage(store: Store, run: string, name: string): Html {
  const all = count(store, run, name)
  const rows = registrations(store, run, { most: longestList, name })
  return html`<form class="row" method="get" action="/juhan/runs/${run}">
      <label>Nimi <input name="name" type="search" value="${name}" /></label>
      <button>Otsi</button>
    </form>
    <p class="quiet">
      Registreerunuid: ${all}${all > rows.length ? `, siin on neist esimesed ${rows.length}` : null}
    </p>
    ${rows.length === 0 ? null : registrantTable(rows)}
    <h2>Uus registreering</h2>
    <form class="box" method="post" action="/juhan/runs/${run}/add" aria-label="Uus registreering">
      ${personFields({})}
      <button class="main">Lisa</button>
    </form>
    <p><a href="/juhan/told">Mida Olek on teatanud</a></p>`
}

function registrantTable(rows: RegistrationRow[]): Html {
  return html`<table>
    <thead>
      <tr>
        <th>Registreering</th>
        <th>Nimi</th>
        <th>Isikukood</th>
        <th>Dokument</th>
        <th>Staatus</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr id="r${row.id}">
            <td data-label="Registreering">${row.id}</td>
            <td><a href="/juhan/registrations/${row.id}">${row.firstName} ${row.lastName}</a></td>
            <td data-label="Isikukood">${row.personalCode ?? '–'}</td>
            <td data-label="Dokument">${paper(row)}</td>
            <td>
              <form class="row" method="post" action="/juhan/registrations/${row.id}/status">
                ${statusSelect(row.status, `${row.firstName} ${row.lastName}: staatus`)}
                <button>Muuda</button>
              </form>
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

/** One registration with everything that can be changed in it. */
export function registrationForm(row: RegistrationRow, all: RunRow[]): Html {
  return html`<p>
      <a href="/juhan/runs/${row.run}">Toimumine ${row.run}</a>, registreering ${row.id}, registreeritud
      ${row.registeredOn}, dokument ${paper(row)}
    </p>
    <form class="box" method="post" action="/juhan/registrations/${row.id}/change" aria-label="Registreering">
      <label>Staatus ${statusSelect(row.status)}</label>
      ${personFields(row)}
      <button class="main">Salvesta</button>
    </form>
    <form class="row" method="post" action="/juhan/registrations/${row.id}/move">
      <label
        >Toimumine
        <select name="run">
          ${all.map(({ id, title }) => option(id, id === row.run, `${id} ${title}`))}
        </select></label
      >
      <button>Vii teisele toimumisele</button>
    </form>
    <form class="row" method="post" action="/juhan/registrations/${row.id}/spoil">
      <label
        >Viga
        <select name="odd">
          ${Object.entries(oddities).map(([name, { words }]) => option(name, false, words))}
        </select></label
      >
      <button>Tee andmetesse viga</button>
    </form>
    <form class="row" method="post" action="/juhan/registrations/${row.id}/again">
      <button>Registreeri teist korda</button>
    </form>
    <form class="row" method="post" action="/juhan/registrations/${row.id}/delete">
      <button>Kustuta registreering</button>
    </form>`
}

function personFields(row: Partial<RegistrationRow>): Html {
  const field = (name: keyof RegistrationRow, label: string, required: Html | null = null) =>
    html`<label
      >${label} <input name="${name}" value="${String(row[name] ?? '')}" maxlength="200" ${required}
    /></label>`
  return html`${field('firstName', 'Eesnimi', html`required`)}
    ${field('lastName', 'Perekonnanimi', html`required`)} ${field('personalCode', 'Eesti isikukood')}
    ${field('email', 'E-post')} ${field('phone', 'Telefon')} ${field('workplace', 'Töökoht')}
    <label
      >Maksja liik
      <select name="payer">
        <option value=""></option>
        ${payers.map((payer) => option(payer, row.payer === payer))}
      </select></label
    >`
}

/** What schools have told, the newest first. */
export function toldList(store: Store): Html {
  const rows = told(store).toReversed().slice(0, longestList)
  if (rows.length === 0) return html`<p class="quiet">Midagi ei ole veel teatatud.</p>`
  return html`<table>
    <thead>
      <tr>
        <th>Aeg</th>
        <th>Registreering</th>
        <th>Staatus</th>
        <th>Dokument</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ id, at, status, documentNumber, documentOn }) =>
          html`<tr>
            <td data-label="Aeg">${moment(at)}</td>
            <td><a href="/juhan/registrations/${id}">${id}</a></td>
            <td>${status}</td>
            <td data-label="Dokument">
              ${paper({ documentNumber: documentNumber ?? null, documentOn: documentOn ?? null })}
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

const paper = ({ documentNumber, documentOn }: Pick<RegistrationRow, 'documentNumber' | 'documentOn'>) =>
  [documentNumber, documentOn].filter(Boolean).join(', ') || '–'

const statusSelect = (now: Status, label = 'Staatus') =>
  html`<select name="status" aria-label="${label}">
    ${statuses.map((status) => option(status, status === now))}
  </select>`

const option = (word: string, chosen: boolean, shown = word) =>
  html`<option value="${word}" ${chosen ? html`selected` : null}>${shown}</option>`
