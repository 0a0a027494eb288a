'use client'

import { useRef } from 'react'
import { Mark } from './mark'

/** Opens the browser's own calendar and writes the chosen day into the input whose id is `into`. */
export function DatePick({ label, into }: { label: string; into: string }) {
  const calendar = useRef<HTMLInputElement>(null)
  const typed = () => document.getElementById(into) as HTMLInputElement

  function open() {
    const [day, month, year] = typed().value.split('.')
    calendar.current!.value = year ? `${year}-${month}-${day}` : ''
    calendar.current!.showPicker()
  }

  function write(iso: string) {
    // Through the input's own setter, so that React and self-saving forms notice it as typing.
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!
    setValue.call(typed(), iso.split('-').reverse().join('.'))
    typed().dispatchEvent(new Event('input', { bubbles: true }))
    typed().focus()
  }

  return (
    <span className="relative inline-flex">
      <button type="button" className="btn btn-bare btn-icon" aria-label={label} onClick={open}>
        <Mark name="calendar" />
      </button>
      <input
        ref={calendar}
        type="date"
        tabIndex={-1}
        aria-hidden
        className="pointer-events-none absolute inset-0 opacity-0"
        onChange={(event) => event.target.value && write(event.target.value)}
      />
    </span>
  )
}
