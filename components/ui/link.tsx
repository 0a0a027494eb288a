import NextLink from 'next/link'
import type { ComponentProps } from 'react'

/** A link inside Olek. Nothing is fetched ahead: a page of fifty names must not ask the server for fifty pages. */
export function Link(props: ComponentProps<typeof NextLink>) {
  return <NextLink prefetch={false} {...props} />
}
