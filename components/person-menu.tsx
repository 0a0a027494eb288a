'use client'

import type { ReactNode } from 'react'
import { Menu, MenuButton, MenuTitle } from './ui/menu'

type FormTarget = string | ((form: FormData) => void | Promise<void>)

interface Option {
  value: string
  text: string
}

/**
 * The person's name with what is the person's own: theme, language, other `links`, signing out. Each choice is a
 * plain form that sends `theme` or `lang`, so it works without script.
 */
export function PersonMenu({
  name,
  label,
  role,
  theme,
  language,
  links,
  signOut,
}: {
  name: string
  /** "Kasutaja menüü" */
  label: string
  role?: string
  theme: { action: FormTarget; title: string; now: string; options: readonly Option[] }
  /** One press to the other language: `text` "EN", `label` "In English". */
  language: { action: FormTarget; value: string; text: string; label: string }
  links?: ReactNode
  signOut: { action: FormTarget; text: string; hidden?: ReactNode }
}) {
  return (
    <>
      <Menu label={label} text={<span>{name}</span>} variant="bare">
        {role ? <MenuTitle>{role}</MenuTitle> : null}
        {links}
        <MenuTitle>{theme.title}</MenuTitle>
        <form action={theme.action} {...post(theme.action)}>
          {theme.options.map(({ value, text }) => (
            <MenuButton key={value} name="theme" value={value} aria-pressed={value === theme.now}>
              {text}
            </MenuButton>
          ))}
        </form>
        <hr />
        <form action={signOut.action} {...post(signOut.action)}>
          {signOut.hidden}
          <MenuButton>{signOut.text}</MenuButton>
        </form>
      </Menu>
      <form action={language.action} {...post(language.action)}>
        <button
          className="btn btn-bare"
          name="lang"
          value={language.value}
          lang={language.value}
          aria-label={language.label}
        >
          {language.text}
        </button>
      </form>
    </>
  )
}

/** React sets the method itself when the target is an action. */
function post(target: FormTarget) {
  return typeof target === 'string' ? { method: 'post' as const } : {}
}
