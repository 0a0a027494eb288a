import { createElement, type ComponentProps } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { ListTable } from '@/components/ui/list-table'

type Table = ComponentProps<typeof ListTable>
const id = (at: number) => `00000000-0000-4000-8001-${String(at).padStart(12, '0')}`
const columns: Table['columns'] = [
  { head: 'Number', kind: 'name', href: '/documents/{id}' },
  { head: 'Olek', words: { SENT: { label: 'Korraldus väljastatud', state: 'ISSUED' } } },
  { head: 'Õppija', href: '/learners/{to}', leads: [id(8), ''] },
  { head: 'Isikuid', kind: 'number' },
]
const rows: Table['rows'] = [
  [id(1), '2.1-17/1', 'SENT', ['Kadri Oja', 'kadri@näidis.ee'], 3],
  [id(2), '2.1-17/2', 'DRAFT', 'Mihkel Saar', null],
]
const body = (table: Partial<Table> = {}) => {
  const html = renderToString(createElement(ListTable, { caption: 'Dokumendid', columns, rows, ...table }))
  return html.slice(html.indexOf('<tbody>') + 7, html.indexOf('</tbody>'))
}

describe('the rows of a list', () => {
  test('are links, states, second texts and numbers, without the end tags that HTML needs not', () => {
    expect(body()).toBe(
      `<tr><th><a href="/documents/${id(1)}">2.1-17/1</a><td><b class=issued>Korraldus väljastatud</b>` +
        `<td><a href="/learners/${id(8)}">Kadri Oja</a> <span class=sub>kadri@näidis.ee</span><td>3` +
        `<tr><th><a href="/documents/${id(2)}">2.1-17/2</a><td>DRAFT<td>Mihkel Saar<td>`,
    )
  })

  test('show typed HTML as text, in cells, addresses and the names of boxes', () => {
    const typed = `<img src=x onerror="alert('1')">&amp;`
    const shown = "&lt;img src=x onerror=&quot;alert('1')&quot;&gt;&amp;amp;"
    const html = body({
      columns: [{ head: 'Nimi', kind: 'name', href: '/learners?q="{id}' }, { head: 'Märkus' }],
      rows: [[typed, typed, [typed, typed]]],
      pick: { name: 'places', all: 'Vali kõik', one: 'Vali {name}', sent: true },
    })
    expect(html).toBe(
      `<tr><td><input type=checkbox class=box data-pick aria-label="Vali ${shown}" name="places" value="${shown}">` +
        `<th><a href="/learners?q=&quot;${shown}">${shown}</a><td>${shown} <span class=sub>${shown}</span>`,
    )
  })

  test('have boxes only when those are sent, and none where a row can’t be chosen', () => {
    const pick = { name: 'documents', all: 'Vali kõik', one: 'Vali {name}', not: [id(2)] }
    expect(body({ pick: { ...pick, sent: false } })).toBe(body())
    const sent = body({ pick: { ...pick, sent: true } })
    expect(sent.match(/<input [^>]*>/g)).toEqual([
      `<input type=checkbox class=box data-pick aria-label="Vali 2.1-17/1" name="documents" value="${id(1)}">`,
    ])
    expect(sent).toContain(`<tr><td><th><a href="/documents/${id(2)}">`)
  })
})
