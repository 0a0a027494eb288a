import { beforeEach, expect, test, vi } from 'vitest'
import { PreferencesInput, rememberPreferences } from '@/lib/access/commands/preferences'
import { users } from '@/prisma/cast'
import { withOffice } from '../support/office'

/** The cookies of the answer, which Next.js has only while it answers a request. */
const { set } = vi.hoisted(() => ({ set: vi.fn() }))
vi.mock('next/headers', () => ({ cookies: async () => ({ set }) }))

const office = withOffice()
const localeOf = async () =>
  (await office().db.user.findUniqueOrThrow({ where: { id: users.liis.id } })).locale
const choose = async (input: object) =>
  rememberPreferences(await office().as('liis'), PreferencesInput.parse(input))
const kept = () => set.mock.calls.map(([name, value]) => [name, value])

beforeEach(() => set.mockClear())

test('the language is kept for this person alone, and for a year in the browser', async () => {
  await choose({ lang: 'en' })
  expect(await localeOf()).toBe('en')
  expect(await office().db.user.count({ where: { locale: 'en' } })).toBe(1)
  expect(set.mock.calls).toEqual([
    ['lang', 'en', { path: '/', maxAge: 31_536_000, sameSite: 'lax', httpOnly: true }],
  ])
  await choose({ lang: 'et' })
  expect(await localeOf()).toBe('et')
})

test('the theme is kept in the browser alone and leaves the language as it is', async () => {
  await choose({ theme: 'dark' })
  expect(kept()).toEqual([['theme', 'dark']])
  expect(await localeOf()).toBe('et')
})

test('an unknown language or theme is refused, and choosing nothing changes nothing', async () => {
  for (const input of [{ lang: 'ru' }, { theme: 'black' }, { lang: '' }])
    expect(PreferencesInput.safeParse(input).success).toBe(false)
  await choose({})
  expect(kept()).toEqual([])
  expect(await localeOf()).toBe('et')
})
