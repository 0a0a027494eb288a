import { createElement, type ComponentProps } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { firstOf, listAddress, sortBy } from '@/app/(office)/list-address'
import type { AskedField } from '@/components/list-asked'
import { ListPage } from '@/components/list-page'
import { sayIn } from '@/lib/messages/say'

const say = sayIn('et')
type Filter = { q?: string; house?: string; class?: string; state: string; sort: string; page: number }
const of = (asked: Partial<Filter> = {}): Filter => ({
  q: undefined,
  house: undefined,
  class: undefined,
  state: 'OPEN',
  sort: 'name',
  page: 1,
  ...asked,
})
const usual = { state: 'OPEN', sort: 'name' }

const choices = [
  { value: 'mae', text: 'Mäe maja' },
  { value: 'joe', text: 'Jõe maja' },
]
const fields = (filter: Filter): AskedField[] => [
  { as: 'text', name: 'q', label: 'Nimi', value: filter.q },
  { as: 'choice', name: 'house', label: 'Maja', value: filter.house, choices, with: ['class'] },
]

/** The list of a filter, with `shown` of its `count` rows on the page. */
function page(
  filter: Filter,
  {
    count = 2,
    shown = count,
    ...props
  }: Partial<ComponentProps<typeof ListPage>> & { count?: number; shown?: number } = {},
) {
  const frame: ComponentProps<typeof ListPage> = {
    say,
    address: listAddress('/list', filter, usual),
    asked: fields(filter),
    rows: { page: filter.page, perPage: 50, shown, count },
    counted: `${count} rida`,
    file: '/api/exports/schools?list=houses',
    printed: { at: '21.11.2026 kell 14.05' },
    none: { found: { title: 'Selliseid ei ole' }, yet: { title: 'Veel ei ole' } },
    children: 'TABEL',
    ...props,
  }
  const html = renderToStaticMarkup(createElement(ListPage, frame))
  return html.replaceAll('&amp;', '&')
}
const linksIn = (html: string) => [...html.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => href)

describe('a list page', () => {
  test('shows each filter that is set as a chip, which leads to the list without it', () => {
    const html = page(of({ q: 'oja', house: 'joe', class: '3a', state: 'ALL' }))
    expect(linksIn(html)).toContain('/list?house=joe&class=3a&state=ALL')
    // A class means nothing without its house.
    expect(linksIn(html)).toContain('/list?q=oja&state=ALL')
    expect(html).toContain('Maja<b>Jõe maja</b>')
    expect(html).toContain('<a href="/list" class="py-1">Tühista filtrid</a>')
  })

  test('sends along in its form what the address holds beyond the filters', () => {
    const html = page(of({ q: 'oja', class: '3a', sort: '-name' }))
    const hidden = [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)]
    expect(hidden.map(([, name, value]) => [name, value])).toEqual([
      ['class', '3a'],
      ['sort', '-name'],
    ])
  })

  test('links to a file of the rows it shows, but not for an empty list', () => {
    const links = linksIn(page(of({ q: 'oja' })))
    expect(links).toContain('/api/exports/schools?list=houses&q=oja')
    expect(links).toContain('/api/exports/schools?list=houses&q=oja&format=csv')
    expect(page(of({ q: 'oja' }), { count: 0 })).not.toContain('/api/exports')
  })

  test('distinguishes between nothing found and nothing there yet', () => {
    const found = page(of({ q: 'qqqq' }), { count: 0 })
    expect(found).toContain('<b>Selliseid ei ole</b>')
    expect(found).toContain('<a href="/list" class="btn">Tühista filtrid</a>')
    const yet = page(of(), { count: 0 })
    expect(yet).toContain('<b>Veel ei ole</b>')
    expect(yet).not.toContain('Tühista filtrid')
    // Another order doesn't filter anything.
    expect(page(of({ sort: '-name' }), { count: 0 })).toContain('<b>Veel ei ole</b>')
  })

  test('says of a page that is not there how many rows there are, and leads to the first page', () => {
    const behind = page(of({ q: 'oja', page: 9 }), { count: 60, shown: 0 })
    expect(behind).toContain('<b>Sellist lehte nimekirjas ei ole</b><p>Nimekirjas on 60 rida.</p>')
    expect(behind).toContain('<a href="/list?q=oja" class="btn">Esimene leht</a>')
    const far = page(of({ page: 1e9 }), { count: 10_001, shown: 0, counted: 'üle 10 000 rea' })
    expect(far).toContain('Numbri järgi saab avada esimesed 200 lehte')
  })

  test('of more than 10,000 rows offers to count all, and leads from page to page', () => {
    const rows = {
      page: 7,
      perPage: 50,
      shown: 50,
      count: 10_001,
      ends: { first: 'a', last: 'z', more: true },
    }
    const html = page(of({ q: 'oja', page: 7 }), { rows, counted: 'üle 10 000 rea' })
    expect(linksIn(html)).toContain('/list?q=oja&count=all')
    expect(html).toContain('301–350 / üle 10 000 rea')
    const pages = linksIn(html.slice(html.indexOf('class="pages"')))
    expect(pages).toEqual([
      '/list?q=oja&page=6&before=a',
      '/list?q=oja&page=1',
      '/list?q=oja&page=6&before=a',
      '/list?q=oja&page=7',
      '/list?q=oja&page=8&after=z',
      '/list?q=oja&page=8&after=z',
    ])
    expect(linksIn(page(of(), { rows: { ...rows, count: 10_002 } }))).not.toContain('/list?count=all')
  })

  test('says on paper when it was printed, how many rows there are and which filters are set', () => {
    expect(page(of({ house: 'mae' }))).toContain(
      'Välja trükitud 21.11.2026 kell 14.05: 2 rida. Maja: Mäe maja.',
    )
    expect(page(of())).toContain('Välja trükitud 21.11.2026 kell 14.05: 2 rida. Filtriteta.')
  })

  test('leads to its other pages with the same filters', () => {
    const html = page(of({ q: 'oja', page: 2 }), { count: 120, shown: 50 })
    expect(linksIn(html)).toEqual(expect.arrayContaining(['/list?q=oja&page=1', '/list?q=oja&page=3']))
    expect(html).toContain('51–100 / 120 rida')
  })

  test('makes no chip for a usual value, nor for what the page shows in another way', () => {
    const asked: AskedField[] = [
      { as: 'choice', name: 'state', label: 'Olek', value: 'OPEN', usual: 'OPEN', any: false, choices },
      { as: 'text', name: 'month', label: 'Kuu', value: '11.2026', untold: true },
      { as: 'elsewhere', name: 'house', label: 'Ainult üks maja', value: 'mae', told: '' },
      { as: 'tick', name: 'mine', label: 'ainult minu', value: '1' },
    ]
    const html = page(of({ house: 'mae' }), { asked })
    expect([...html.matchAll(/class="chip"/g)]).toHaveLength(2)
    expect(html).toContain('Ainult üks maja')
    expect(html).not.toContain('<b></b>')
    expect(html).toContain('<input type="hidden" name="house" value="mae"')
  })
})

describe('the address of a list', () => {
  test('leads to the first page and leaves out what is usual or empty', () => {
    const address = listAddress('/list', of({ q: 'õun & pirn', page: 7 }), usual)
    expect(address()).toBe('/list?q=%C3%B5un+%26+pirn')
    expect(address({ q: '', sort: '-name' })).toBe('/list?sort=-name')
    expect(address({ page: '{page}' })).toBe('/list?q=%C3%B5un+%26+pirn&page={page}')
    expect(address({ q: '' })).toBe('/list')
  })

  test('takes the first value of a repeated parameter', () => {
    expect(firstOf({ q: ['oja', 'saar'], page: '2' })).toEqual({ q: 'oja', page: '2' })
  })

  test('sorts a column upwards, then downwards', () => {
    const address = listAddress('/list', of(), usual)
    expect(sortBy('-name', 'name', address)).toEqual({ href: '/list', now: 'descending' })
    expect(sortBy('name', 'name', address)).toEqual({ href: '/list?sort=-name', now: 'ascending' })
    expect(sortBy('name', 'pupils', address)).toEqual({ href: '/list?sort=pupils', now: undefined })
  })
})
