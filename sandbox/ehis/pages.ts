import type { Route } from '../http'
import { html, moment, page, type Html } from '../page'
import type { Store } from '../store'
import { pupilChanges } from './pupils'
import { message, messages, stipends, type MessageRow } from './register'

const longestList = 500

/** The registry as people see it: its stipends, the changes of pupils, and every message that came. */
export function ehisPages(store: Store): Route[] {
  return [
    {
      method: 'GET',
      path: '/ehis',
      answer: () =>
        page(
          'EHIS: stipendiumid, õpilased ja saabunud päringud',
          html`<h2>Stipendiumid</h2>
            ${stipendList(store)}
            <h2>Õpilaste muudatused</h2>
            ${pupilList(store)}
            <h2>Saabunud päringud</h2>
            ${messageList(store)}`,
        ),
    },
    {
      method: 'GET',
      path: '/ehis/messages/:seq',
      answer: (asked) => {
        const found = message(store, asked.params.seq ?? '')
        return page(
          found.messageId,
          html`<dl>
              <dt>Saabus</dt>
              <dd>${moment(found.receivedAt)}</dd>
              <dt>Kasutaja</dt>
              <dd>${found.userId}</dd>
              <dt>Tulemus</dt>
              <dd>${outcome(found)}</dd>
            </dl>
            <h2>Päring</h2>
            <pre>${found.xml}</pre>
            <h2>Vastus</h2>
            <pre>${found.answer}</pre>`,
        )
      },
    },
  ]
}

function stipendList(store: Store): Html {
  const rows = stipends(store).toReversed().slice(0, longestList)
  if (rows.length === 0) {
    return html`<p class="quiet">
      Stipendiume veel ei ole. Siia jõuab toetus siis, kui õppeosakond on selle saatmist lubanud.
    </p>`
  }
  return html`<table>
    <thead>
      <tr>
        <th>Kirje</th>
        <th>Isik</th>
        <th>Liik</th>
        <th>Algus</th>
        <th>Lõpp</th>
        <th>Summa</th>
        <th>Olek</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ id, person, country, body, deleted }) =>
          html`<tr>
            <td data-label="Kirje">${id}</td>
            <td data-label="Isik">${country === 'EE' ? person : `${person} (${country})`}</td>
            <td data-label="Liik">${body.klStipendiumLiik ?? ''}</td>
            <td data-label="Algus"><span class="number">${body.stipendiumAlgusKp ?? ''}</span></td>
            <td data-label="Lõpp"><span class="number">${body.stipendiumLoppKp ?? ''}</span></td>
            <td data-label="Summa">${body.doktoranditoetusSumma ?? ''}</td>
            <td>
              ${
                deleted
                  ? html`<span class="badge cancelled">Kustutatud</span>`
                  : html`<span class="badge confirmed">Kehtiv</span>`
              }
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

function pupilList(store: Store): Html {
  const rows = pupilChanges(store, longestList).toReversed()
  if (rows.length === 0) return html`<p class="quiet">Koolid ei ole veel midagi saatnud.</p>`
  return html`<table>
    <thead>
      <tr>
        <th>Kool</th>
        <th>Esindatav</th>
        <th>Õpilane</th>
        <th>Muutus</th>
        <th>Alates</th>
        <th>Sisu</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ school, party, person, what, changedOn, body }) =>
          html`<tr>
            <td data-label="Kool">${school}</td>
            <td data-label="Esindatav">${party}</td>
            <td data-label="Õpilane">${person}</td>
            <td data-label="Muutus">${what}</td>
            <td data-label="Alates"><span class="number">${changedOn ?? ''}</span></td>
            <td data-label="Sisu">${body}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

function messageList(store: Store): Html {
  const rows = messages(store, longestList)
  if (rows.length === 0) return html`<p class="quiet">Päringuid veel ei ole.</p>`
  return html`<table>
    <thead>
      <tr>
        <th>Saabus</th>
        <th>Tunnus</th>
        <th>Kasutaja</th>
        <th>Tulemus</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            <td data-label="Saabus">${moment(row.receivedAt)}</td>
            <td><a href="/ehis/messages/${row.seq}">${row.messageId}</a></td>
            <td data-label="Kasutaja">${row.userId}</td>
            <td>${outcome(row)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

const outcome = ({ taken }: MessageRow) =>
  taken
    ? html`<span class="badge confirmed">Laetud</span>`
    : html`<span class="badge rejected">Keeldutud</span>`
