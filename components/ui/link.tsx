import type { ComponentProps } from 'react'

/**
 * A link inside Olek: an ordinary one, which `Manners` follows without loading the frame again. With `scroll={false}` the
 * page stays where it is scrolled to. Nothing is fetched ahead: fifty names must not ask the server for fifty pages.
 */
export function Link({ scroll, ...props }: ComponentProps<'a'> & { href: string; scroll?: false }) {
  return <a {...props} {...(scroll === false && { 'data-stay': '' })} />
}
