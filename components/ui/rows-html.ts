import { stateLooks, type BadgeState } from './badge'

/** What a cell of a list shows: its text, a second, grey one, where it leads, and the state that it names. */
export interface CellShown {
  text: string
  second?: string
  /** '' = nowhere */
  href?: string
  /** Of a cell that leads nowhere. */
  state?: BadgeState
  /** The row's own name, and so its head. */
  name?: boolean
}

/**
 * A row of a list as HTML, for the `innerHTML` of a table's body: without the end tags that HTML lets one leave out, which
 * are a twentieth of a page of fifty rows. `box`: the row's box, '' for none.
 */
export const rowHtml = (cells: readonly CellShown[], box?: string) =>
  `<tr>${box === undefined ? '' : `<td>${box}`}${cells.map(cellHtml).join('')}`

function cellHtml({ text, second, href, state, name }: CellShown): string {
  const shown = state
    ? `<b class=${stateLooks[state]}>${escaped(text)}</b>`
    : href
      ? `<a href="${escaped(href)}">${escaped(text)}</a>`
      : escaped(text)
  return `<${name ? 'th' : 'td'}>${shown}${second ? ` <span class=sub>${escaped(second)}</span>` : ''}`
}

/** The box that chooses a row; `label` is read out ("Vali Kadri Oja"). As `PickBox` draws it. */
export const boxHtml = ({ name, value, label }: Record<'name' | 'value' | 'label', string>) =>
  `<input type=checkbox class=box data-pick aria-label="${escaped(label)}" name="${escaped(name)}" value="${escaped(value)}">`

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => signs[sign]!)
