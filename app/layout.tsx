import './globals.css'
import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'

export const metadata: Metadata = { title: { default: 'Olek', template: '%s · Olek' } }

export const viewport: Viewport = { colorScheme: 'light dark' }

/**
 * The document around every page: language and theme come from the person's own cookies, so they hold for signed-out
 * readers too.
 */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const kept = await cookies()
  const theme = kept.get('theme')?.value
  return (
    <html
      lang={kept.get('lang')?.value === 'en' ? 'en' : 'et'}
      data-theme={theme === 'light' || theme === 'dark' ? theme : undefined}
    >
      <body>{children}</body>
    </html>
  )
}
