import { z } from 'zod'
import { formBody, Refusal, requireSameOrigin, seeOther, type Asked, type Route } from '../http'
import { html, page, type Html } from '../page'
import type { Person } from '../persons'
import type { Store } from '../store'
import { decision, type Decision } from './contract'
import { decide } from './decide'
import { badge, choices, documentPage } from './document-page'
import { sendAgain } from './events'
import { get, list, newestOf, pdfOf } from './register'

const longestList = 500

/** DHIS as people see it: here one can act as the vice-dean who confirms. */
export function dhisPages(store: Store, persons: Person[]): Route[] {
  const act = (type: Decision['type']) => (asked: Asked) => {
    requireSameOrigin(asked)
    const id = asked.params.id ?? ''
    const form = formBody(asked)
    const by = choices(persons, newestOf(store, id).body.signer).find(
      (person) => person.personalCode === form.get('by'),
    )
    const comment = form.get('comment')?.trim() || undefined
    const to = type === 'routed' ? form.get('to')?.trim() || undefined : undefined
    const made = decision.safeParse({ type, by, comment, to })
    if (!made.success) throw new Refusal(400, 'fields', 'Valige, kellena otsustate')
    decide(store, id, made.data)
    return seeOther(`/dhis/${id}`)
  }
  return [
    { method: 'GET', path: '/dhis', answer: () => page('DHIS: dokumendid', documentList(store)) },
    {
      method: 'GET',
      path: '/dhis/:id',
      answer: (asked) => {
        const row = get(store, asked.params.id ?? '')
        return page(
          `${row.number} ${newestOf(store, row.id).body.title}`,
          documentPage(store, persons, row.id),
        )
      },
    },
    {
      method: 'GET',
      path: '/dhis/:id/pdf',
      answer: (asked) => {
        const version = z.coerce.number().int().safeParse(asked.query.get('version'))
        if (!version.success) throw new Refusal(404, 'not-found', 'Sellist versiooni ei ole')
        return {
          status: 200,
          headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': 'inline' },
          body: pdfOf(store, asked.params.id ?? '', version.data),
        }
      },
    },
    { method: 'POST', path: '/dhis/:id/confirm', answer: act('confirmed') },
    { method: 'POST', path: '/dhis/:id/reject', answer: act('rejected') },
    { method: 'POST', path: '/dhis/:id/route', answer: act('routed') },
    {
      method: 'POST',
      path: '/dhis/:id/events/:eventId/again',
      answer: (asked) => {
        requireSameOrigin(asked)
        sendAgain(store, asked.params.eventId ?? '')
        return seeOther(`/dhis/${asked.params.id}`)
      },
    },
  ]
}

function documentList(store: Store): Html {
  const rows = list(store, longestList)
  if (rows.length === 0) {
    return html`<p class="quiet">
      Dokumente veel ei ole. Siia jõuab dokument siis, kui Olek selle DHISi saadab.
    </p>`
  }
  return html`<table>
    <thead>
      <tr>
        <th>Number</th>
        <th>Pealkiri</th>
        <th>Üksus</th>
        <th>Allakirjutaja</th>
        <th>Olek</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map((row) => {
        const { body } = newestOf(store, row.id)
        return html`<tr>
          <td><a class="number" href="/dhis/${row.id}">${row.number}</a></td>
          <td>${body.title}</td>
          <td data-label="Üksus">${body.unit.name}</td>
          <td data-label="Allakirjutaja">${body.signer.name}</td>
          <td>${badge(row.state)}</td>
        </tr>`
      })}
    </tbody>
  </table>`
}
