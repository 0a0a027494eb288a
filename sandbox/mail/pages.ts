import type { Route } from '../http'
import { html, moment, page, type Html } from '../page'
import type { Store } from '../store'
import { letter, letters } from './mailbox'

/** The mailbox of everybody: what was sent to whom. */
export function mailPages(store: Store): Route[] {
  return [
    {
      method: 'GET',
      path: '/mailbox',
      answer: (asked) => page('Postkast', letterList(store, asked.query.get('to')?.trim() ?? '')),
    },
    {
      method: 'GET',
      path: '/mailbox/:id',
      answer: (asked) => {
        const found = letter(store, asked.params.id ?? '')
        return page(
          found.subject || '(teemata)',
          html`<dl>
              <dt>Kellele</dt>
              <dd><a href="/mailbox?to=${encodeURIComponent(found.recipient)}">${found.recipient}</a></dd>
              <dt>Kellelt</dt>
              <dd>${found.sender}</dd>
              <dt>Saadud</dt>
              <dd>${moment(found.received_at)}</dd>
              <dt>Tunnus</dt>
              <dd>${found.message_id}</dd>
              <dt>Saabunud kordi</dt>
              <dd>${found.copies}</dd>
            </dl>
            <h2>Kiri</h2>
            <div class="letter"><pre>${found.text}</pre></div>
            <details>
              <summary>Kiri sellisena, nagu see saabus</summary>
              <pre>${found.raw}</pre>
            </details>`,
        )
      },
    },
  ]
}

function letterList(store: Store, to: string): Html {
  const found = letters(store, to)
  return html`<form class="row" method="get" action="/mailbox">
      <label>Saaja <input name="to" type="search" value="${to}" /></label>
      <button>Otsi</button>
    </form>
    ${
      found.length === 0
        ? html`<p class="quiet">${to === '' ? 'Kirju veel ei ole.' : 'Sellele saajale kirju ei ole.'}</p>`
        : html`<table>
            <thead>
              <tr>
                <th>Saadud</th>
                <th>Kellele</th>
                <th>Teema</th>
              </tr>
            </thead>
            <tbody>
              ${found.map(
                (each) =>
                  html`<tr>
                    <td>${moment(each.received_at)}</td>
                    <td>${each.recipient}</td>
                    <td><a href="/mailbox/${each.id}">${each.subject || '(teemata)'}</a></td>
                  </tr>`,
              )}
            </tbody>
          </table>`
    }`
}
