import { usePathname } from 'next/navigation'
import { Link } from './ui/link'
import { Mark, type MarkName } from './ui/mark'

export interface Area {
  href: string
  label: string
  icon: MarkName
  /** How many things wait there, as it is shown. */
  count?: string
  /** Addresses inside it that are areas of their own. */
  apart?: readonly string[]
}

/** An area as bare values, because every page has ten of them. */
export type AreaSent = readonly [
  href: string,
  label: string,
  icon: MarkName,
  count?: string,
  apart?: readonly string[],
]

/** One area of the rail; marked while one is anywhere inside it. */
export function RailLink({ area: [href, label, icon, count, apart = []] }: { area: AreaSent }) {
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
