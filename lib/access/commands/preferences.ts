import { cookies } from 'next/headers'
import { z } from 'zod'
import type { Act } from '../action'

/** The person's own choices; a form sends the one that was pressed. */
export const PreferencesInput = z.object({
  lang: z.enum(['et', 'en']).optional(),
  theme: z.enum(['light', 'dark', 'system']).optional(),
})

const year = 365 * 24 * 60 * 60

/** Keeps the language with the person and both in cookies, which the frame and the sign-in page read. */
export async function rememberPreferences(
  { db, person }: Act,
  { lang, theme }: z.output<typeof PreferencesInput>,
) {
  if (lang) await db.user.update({ where: { id: person.id }, data: { locale: lang } })
  const kept = await cookies()
  for (const [name, value] of Object.entries({ lang, theme })) {
    if (value) kept.set(name, value, { path: '/', maxAge: year, sameSite: 'lax', httpOnly: true })
  }
}
