'use client'

import { useId, type ReactNode } from 'react'
import type { OfficeAction } from '@/lib/access/action'
import { Menu, MenuButton, MenuTitle } from './ui/menu'
import { useAct } from './use-act'

interface Option {
  value: string
  text: string
}

/**
 * The person's name with the person's own choices: theme, language, other `links`, signing out. Each choice is a button
 * of one plain form that sends `theme` or `lang`, so it works without script.
 */
export function PersonMenu({
  name,
  label,
  role,
  choose,
  theme,
  language,
  links,
  signOut,
}: {
  name: string
  /** "Kasutaja menüü" */
  label: string
  role?: string
  /** Takes the chosen theme or language. */
  choose: OfficeAction
  theme: { title: string; now: string; options: readonly Option[] }
  /** One press to the other language: `text` "EN", `label` "In English". */
  language: { value: string; text: string; label: string }
  links?: ReactNode
  /** `hidden`: hidden fields of the form. */
  signOut: { action: string; text: string; hidden: Readonly<Record<string, string>> }
}) {
  const choices = useId()
  const [answer, chose] = useAct(choose)
  return (
    <>
      <Menu label={label} text={<span>{name}</span>} variant="bare">
        {role ? <MenuTitle>{role}</MenuTitle> : null}
        {links}
        <MenuTitle>{theme.title}</MenuTitle>
        <form id={choices} action={chose}>
          {theme.options.map(({ value, text }) => (
            <MenuButton key={value} name="theme" value={value} aria-pressed={value === theme.now}>
              {text}
            </MenuButton>
          ))}
        </form>
        <hr />
        <form action={signOut.action} method="post">
          {Object.entries(signOut.hidden).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <MenuButton>{signOut.text}</MenuButton>
        </form>
      </Menu>
      <button
        className="btn btn-bare"
        form={choices}
        name="lang"
        value={language.value}
        lang={language.value}
        aria-label={language.label}
      >
        {language.text}
      </button>
      {answer.outcome === 'refused' ? (
        <div className="error" role="alert">
          {answer.errors[0]?.text}
        </div>
      ) : null}
    </>
  )
}
