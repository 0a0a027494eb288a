'use client'

import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react'

/** Texts of the bar; `{count}` is where the number goes. */
export interface SelectionTexts {
  /** "{count} valitud" */
  chosen: string
  /** "Tühista valik" */
  clear: string
  /** "Vali kõik 4120", when more rows fit the filter than the page shows. */
  all?: string
  /** "Kõik 4120 valitud" */
  allChosen?: string
}

const picks = (root: HTMLElement) => [
  ...root.querySelectorAll<HTMLInputElement>('[data-pick]:not(:disabled)'),
]

/**
 * Choosing rows of the table inside. Rows hold plain named checkboxes (`PickBox`) and the head holds one
 * `PickAllBox`, so a form around all this sends the chosen ones even without script; with script there are
 * ranges (Shift with click or arrow), a count that is read out, and "all that match": then `allName=1` is sent
 * too, and the server takes the filter instead of the boxes. The bar with `acts` stands there while anything
 * is chosen.
 */
export function Selection({
  texts,
  allName = 'all',
  acts,
  children,
}: {
  texts: SelectionTexts
  allName?: string
  acts: ReactNode
  children: ReactNode
}) {
  const root = useRef<HTMLDivElement>(null)
  const last = useRef<HTMLInputElement>(null)
  const [count, setCount] = useState(0)
  const [all, setAll] = useState(false)

  // Other rows may have come, and the browser gives ticked boxes back when one returns to the page.
  useEffect(() => recount(), [children])
  // A form that has been sent is emptied, its boxes too, a moment after it says so.
  useEffect(() => {
    const form = root.current!.closest('form')
    const later = () => setTimeout(recount)
    form?.addEventListener('reset', later)
    return () => form?.removeEventListener('reset', later)
  }, [])

  function recount() {
    if (!root.current) return
    const boxes = picks(root.current)
    const ticked = boxes.filter((box) => box.checked).length
    const head = root.current.querySelector<HTMLInputElement>('[data-pick-all]')
    if (head) {
      head.checked = ticked > 0 && ticked === boxes.length
      head.indeterminate = ticked > 0 && ticked < boxes.length
    }
    if (ticked < boxes.length) setAll(false)
    setCount(ticked)
  }

  function tickTo(box: HTMLInputElement, checked: boolean) {
    const boxes = picks(root.current!)
    const ends = [boxes.indexOf(last.current ?? box), boxes.indexOf(box)].sort((a, b) => a - b)
    for (const between of boxes.slice(Math.max(ends[0]!, 0), ends[1]! + 1)) between.checked = checked
  }

  function clicked(event: MouseEvent) {
    const box = event.target
    if (!(box instanceof HTMLInputElement)) return
    if (box.matches('[data-pick-all]')) for (const each of picks(root.current!)) each.checked = box.checked
    else if (!box.matches('[data-pick]')) return
    else if (event.shiftKey) tickTo(box, box.checked)
    last.current = box.matches('[data-pick]') ? box : null
    recount()
  }

  function keyed(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step || !(event.target instanceof HTMLInputElement) || !event.target.matches('[data-pick]')) return
    const boxes = picks(root.current!)
    const next = boxes[boxes.indexOf(event.target) + step]
    if (!next) return
    event.preventDefault()
    next.focus()
    if (!event.shiftKey) return
    event.target.checked = next.checked = true
    last.current = next
    recount()
  }

  function clear() {
    for (const box of picks(root.current!)) box.checked = false
    recount()
  }

  function chooseAll() {
    for (const box of picks(root.current!)) box.checked = true
    recount()
    setAll(true)
  }

  const told = all && texts.allChosen ? texts.allChosen : texts.chosen.replace('{count}', String(count))
  return (
    <div className="selection" ref={root} onClick={clicked} onKeyDown={keyed}>
      {children}
      <div className="sr-only" role="status">
        {count > 0 ? told : ''}
      </div>
      <div className="selection-bar">
        {count > 0 ? <span aria-hidden>{told}</span> : null}
        {all ? <input type="hidden" name={allName} value="1" /> : null}
        {texts.all && !all && count > 0 ? (
          <button type="button" onClick={chooseAll}>
            {texts.all}
          </button>
        ) : null}
        {count > 0 ? (
          <button type="button" onClick={clear}>
            {texts.clear}
          </button>
        ) : null}
        <div className="selection-acts">{acts}</div>
      </div>
    </div>
  )
}
