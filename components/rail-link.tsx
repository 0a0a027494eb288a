import { usePathname } from 'next/navigation'
import { Link } from './ui/link'
import { Mark, type MarkName } from './ui/mark'

export interface Area {
  href: string
  label: string
  icon: MarkName
  /** How many things wait there. */
  count?: number
  /** Addresses inside it that are areas of their own. */
  apart?: readonly string[]
}

/** One area of the rail; marked while one is anywhere inside it. */
export function RailLink({ href, label, icon, count, apart = [] }: Area) {
  const path = usePathname()
  const inside = (place: string) => path === place || path.startsWith(`${place}/`)
  const here = href === '/' ? path === '/' : inside(href) && !apart.some(inside)
  return (
    <Link href={href} aria-current={here ? (path === href ? 'page' : 'true') : undefined} title={label}>
      <Mark name={icon} />
      <span className="word">{label}</span>
      {count ? <b>{count}</b> : null}
    </Link>
  )
}
