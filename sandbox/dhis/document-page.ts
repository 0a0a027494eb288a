import { html, moment, type Html } from '../page'
import type { Person } from '../persons'
import type { Store } from '../store'
import type { Decision, DhisState, VersionRow } from './contract'
import { eventsOf, type EventRow } from './events'
import { get, newestOf, versionsOf } from './register'

const stateWords: Record<DhisState, string> = {
  waiting: 'Ootab kinnitamist',
  locked: 'Muutmiseks lukus',
  confirmed: 'Kinnitatud',
  rejected: 'Tagasi lükatud',
  cancelled: 'Tühistatud',
}
const eventWords: Record<Decision['type'], string> = {
  confirmed: 'Kinnitatud',
  rejected: 'Tagasi lükatud',
  routed: 'Suunatud',
}
/** One document: its state, what can be decided, the news sent about it and all its versions. */
export function documentPage(store: Store, persons: Person[], id: string): Html {
  const row = get(store, id)
  const { body } = newestOf(store, id)
  const events = eventsOf(store, id)
  return html`<p>${badge(row.state)} ${row.reason === null ? null : html`<span>${row.reason}</span>`}</p>
    <dl>
      <dt>Üksus</dt>
      <dd>${body.unit.name} (${body.unit.code})</dd>
      <dt>Allakirjutaja</dt>
      <dd>${body.signer.name}, ${body.signer.personalCode}</dd>
      <dt>Koostaja</dt>
      <dd>${body.drafter.name}</dd>
      <dt>Teavitatavad üksused</dt>
      <dd>${body.notifyUnits.join(', ') || '–'}</dd>
      <dt>Versioon</dt>
      <dd>${row.version} <a href="/dhis/${id}/pdf?version=${row.version}">Ava PDF</a></dd>
    </dl>
    ${row.state === 'waiting' ? decisionForms(id, choices(persons, body.signer)) : null}
    <h2>Olekule saadetud teated</h2>
    ${events.length === 0 ? html`<p class="quiet">Teateid veel ei ole.</p>` : eventTable(id, events)}
    <h2>Versioonid</h2>
    ${versionsOf(store, id).map((version) => versionBox(id, version))}`
}

function decisionForms(id: string, persons: Decision['by'][]): Html {
  const who = html`<label
    >Kellena
    <select name="by">
      ${persons.map((person) => html`<option value="${person.personalCode}">${person.name}</option>`)}
    </select></label
  >`
  const comment = html`<label
    >Kommentaar <textarea name="comment" rows="2" maxlength="2000"></textarea>
  </label>`
  return html`<h2>Otsus</h2>
    <form class="box" method="post" action="/dhis/${id}/confirm" aria-label="Otsus">
      ${who} ${comment}
      <button class="main">Kinnita</button>
      <button formaction="/dhis/${id}/reject">Lükka tagasi</button>
    </form>
    <h2>Suunamine</h2>
    <form class="box" method="post" action="/dhis/${id}/route" aria-label="Suunamine">
      ${who}
      <label>Kellele <input name="to" required maxlength="200" /></label>
      ${comment}
      <button>Lisa uus suunamine</button>
    </form>`
}

function eventTable(id: string, events: EventRow[]): Html {
  return html`<table>
    <thead>
      <tr>
        <th>Aeg</th>
        <th>Teade</th>
        <th>Kellena</th>
        <th>Vastus</th>
        <th>Tegevus</th>
      </tr>
    </thead>
    <tbody>
      ${events.map(
        ({ event, state, attempts, answerStatus, answer }) =>
          html`<tr>
            <td>${moment(event.at)}</td>
            <td>
              ${eventWords[event.type]}${event.to ? `: ${event.to}` : null} (versioon ${event.version})
              ${event.comment ? html`<br /><span class="quiet">${event.comment}</span>` : null}
            </td>
            <td data-label="Kellena">${event.by.name}</td>
            <td data-label="Vastus">
              ${state === 'unsent' ? 'saatmata' : attempts === 0 ? 'saatmisel' : (answerStatus ?? 'vastuseta')}
              ${attempts > 1 ? `(${attempts}. katse)` : null}
              ${answer ? html`<br /><span class="quiet">${answer.slice(0, 300)}</span>` : null}
            </td>
            <td>
              <form method="post" action="/dhis/${id}/events/${event.eventId}/again">
                <button>Saada uuesti</button>
              </form>
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

function versionBox(id: string, version: VersionRow): Html {
  return html`<details>
    <summary>Versioon ${version.version}, saadud ${moment(version.receivedAt)}</summary>
    <p>
      <a href="/dhis/${id}/pdf?version=${version.version}">PDF</a> (${Math.ceil(version.pdfBytes / 1024)} kB)
    </p>
    <pre>${JSON.stringify(version.body, null, 2)}</pre>
  </details>`
}

/** Persons to act as: the signer first, because that is the usual choice. */
export function choices(persons: Person[], signer: Decision['by']): Decision['by'][] {
  return [signer, ...persons.filter((person) => person.personalCode !== signer.personalCode)].map(
    ({ name, personalCode }) => ({ name, personalCode }),
  )
}

export function badge(state: DhisState): Html {
  return html`<span class="badge ${state}">${stateWords[state]}</span>`
}
