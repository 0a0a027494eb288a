import { cookies } from 'next/headers'
import { missing } from './missing'

/** An address that no page has. */
export default async function NotFound() {
  const locale = (await cookies()).get('lang')?.value === 'en' ? 'en' : 'et'
  return (
    <main id="main" lang={locale} className="mx-auto max-w-[560px] px-4 py-16">
      {missing(locale)}
    </main>
  )
}
