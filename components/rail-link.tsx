import { usePathname } from 'next/navigation'
import { Link } from './ui/link'
import { Mark, type MarkName } from './ui/mark'

export interface Area {
  href: string
  label: string
  icon: MarkName
  /** How many things wait there. */
  count?: number
}

/** One area of the rail; marked while one is anywhere inside it. */
export function RailLink({ href, label, icon, count }: Area) {
  const path = usePathname()
  const here = href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`)
  return (
    <Link href={href} aria-current={here ? (path === href ? 'page' : 'true') : undefined} title={label}>
      <Mark name={icon} />
      <span className="word">{label}</span>
      {count ? <b>{count}</b> : null}
    </Link>
  )
}
