'use client'

import type { ReactNode } from 'react'
import { Manners } from './manners'
import { PaletteField } from './palette-field'
import type { PaletteTexts } from './palette-texts'
import { RailLink, type AreaSent } from './rail-link'
import { RailSlim } from './rail-slim'
import { Link } from './ui/link'
import { Mark } from './ui/mark'

export interface ShellTexts {
  /** "Olek" */
  product: string
  /** "Liigu sisu juurde" */
  skip: string
  /** "Peamenüü" */
  nav: string
  /** "Veel" */
  more: string
  /** "Kitsas menüü" */
  slim: string
}

/**
 * The frame around every page behind sign-in. `areas` are the daily ones, at most five: on a phone they are the
 * bar at the bottom, and `moreAreas` wait behind "Veel". Everything works without script; it is a client part only so
 * that Next sends its few texts and not all of it a second time.
 */
export function Shell({
  texts,
  areas,
  moreAreas,
  institution,
  scope,
  search,
  slim,
  person,
  children,
}: {
  texts: ShellTexts
  areas: readonly AreaSent[]
  moreAreas: readonly AreaSent[]
  institution: string
  /** Where the person works now ("Loodus- ja täppisteaduste valdkond"). */
  scope?: ReactNode
  search: PaletteTexts
  /** The cookie `rail` says `slim`. */
  slim?: boolean
  /** The person's menu and the language: `PersonMenu`. */
  person: ReactNode
  children: ReactNode
}) {
  return (
    <div className="frame">
      <a href="#main" className="skip btn btn-main">
        {texts.skip}
      </a>
      <nav className="rail" aria-label={texts.nav}>
        <Link href="/" className="brand">
          <span className="brand-mark" />
          <span className="word">{texts.product}</span>
        </Link>
        <RailList areas={areas} />
        {moreAreas.length > 0 ? (
          <>
            <button type="button" className="rail-more-button" popoverTarget="rail-more">
              <Mark name="more" />
              <span className="word">{texts.more}</span>
            </button>
            <RailList areas={moreAreas} fifth={areas[4]} more />
          </>
        ) : null}
        <div className="institution">{institution}</div>
        <label className="rail-slim" title={texts.slim}>
          <RailSlim slim={slim} />
          <Mark name="rail" />
          <span className="word">{texts.slim}</span>
        </label>
      </nav>
      <div className="min-w-0">
        <header className="top">
          <PaletteField texts={search} />
          <div className="who">
            {scope ? <span className="scope">{scope}</span> : null}
            {person}
          </div>
        </header>
        <main className="page" id="main" tabIndex={-1}>
          {children}
        </main>
      </div>
      <Manners />
    </div>
  )
}

/** A narrow phone has room for four areas and "Veel": there the fifth waits with the rest. */
function RailList({ areas, fifth, more }: { areas: readonly AreaSent[]; fifth?: AreaSent; more?: boolean }) {
  return (
    <ul {...(more ? { id: 'rail-more', className: 'rail-more', popover: 'auto' as const } : {})}>
      {fifth ? (
        <li className="rail-fifth">
          <RailLink area={fifth} />
        </li>
      ) : null}
      {areas.map((area) => (
        <li key={area[0]}>
          <RailLink area={area} />
        </li>
      ))}
    </ul>
  )
}
