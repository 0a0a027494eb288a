import { randomInt } from 'node:crypto'
import type { Page } from '@playwright/test'
import { users } from '@/prisma/cast'
import { expect, test } from './support/journey'
import { field, signIn } from './support/steps'

/** The summary at the top of a refused form. */
const told = (page: Page) => page.getByRole('alert').filter({ hasText: 'Seda ei saa salvestada' })

test('a user gets a role, has its rights at the next click, and loses it again', async ({
  page,
  browser,
  office,
}) => {
  const lastName = `Uustulnuk${randomInt(1e6)}`
  await signIn(page, 'toomas', '/settings/users')
  const form = page.getByRole('form', { name: 'Lisa kasutaja' })
  await field(form, 'Eesnimi').fill('Aita')
  await field(form, 'Perekonnanimi').fill(lastName)
  await field(form, 'E-post').fill('aita@ylikool.example')
  await form.getByRole('checkbox', { name: 'struktuuriüksuse töötaja' }).check()
  await form.getByRole('button', { name: 'Lisa kasutaja' }).click()
  await expect(told(page)).toContainText('Rollil „struktuuriüksuse töötaja“ ei ole ühtegi struktuuriüksust.')
  await expect(field(form, 'Perekonnanimi')).toHaveValue(lastName)
  await form.getByRole('checkbox', { name: 'Keemia instituut' }).first().check()
  await form.getByRole('button', { name: 'Lisa kasutaja' }).click()
  await expect(page.getByText('Muudatused on salvestatud.')).toBeVisible()

  const { id } = await office.db.user.findFirstOrThrow({ where: { lastName } })
  const other = await (await browser.newContext()).newPage()
  await other.goto(`${process.env.OLEK_URL}/sign-in?next=/documents`)
  await other.getByRole('button', { name: `Aita ${lastName}` }).click()
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Dokumendid')

  await page.goto(`/settings/users?id=${id}`)
  await page.getByRole('checkbox', { name: 'struktuuriüksuse töötaja' }).uncheck()
  await page.getByRole('button', { name: 'Salvesta' }).click()
  await expect(page.getByText('struktuuriüksuse töötaja: LTKT → puudub')).toBeVisible()
  expect((await other.goto('/documents'))?.status()).toBe(404)

  await page.getByRole('button', { name: 'Sulge konto' }).click()
  await expect(page.getByRole('button', { name: 'Ava konto' })).toBeVisible()
  await other.goto('/')
  await expect(other).toHaveURL(/sign-in/)
  await other.context().close()

  await page.goto(`/settings/users?id=${users.toomas.id}`)
  await page.getByRole('button', { name: 'Sulge konto' }).click()
  await expect(told(page)).toContainText('See on viimane avatud administraator.')
})

test('a series and a basis are set, wrong values are named at the top, and the history shows the change', async ({
  page,
  office,
}) => {
  const text = `Proovialus ${randomInt(1e6)}`
  const before = await office.db.dhisSeries.findMany({ where: { type: 'TRANSCRIPT' } })
  await signIn(page, 'tiina', '/settings/series?type=TRANSCRIPT#set')
  await field(page, 'Sari').fill('7-9/{yksus}')
  await page.getByRole('button', { name: 'Salvesta' }).click()
  await expect(told(page)).toContainText('Kohta {yksus} ei saa täita. Sobivad: {unit}')
  await expect(field(page, 'Sari')).toHaveValue('7-9/{yksus}')
  await field(page, 'Sari').fill('7-9/{unit}')
  await page.getByRole('button', { name: 'Salvesta' }).click()
  await expect(page.getByRole('row', { name: /akadeemiline õiend.*7-9\/\{unit\}/ })).toBeVisible()

  await page.goto('/settings/bases')
  await field(page, 'Aluse tekst').fill('õ'.repeat(100_000))
  await page.getByRole('button', { name: 'Lisa alus' }).click()
  await expect(told(page)).toContainText('Tekst on liiga pikk, kõige rohkem 20000 märki.')
  expect((await field(page, 'Aluse tekst').inputValue()).length).toBe(100_000)
  await field(page, 'Aluse tekst').fill(text)
  await page.getByRole('button', { name: 'Lisa alus' }).click()
  await expect(page.getByRole('link', { name: text })).toBeVisible()

  await page.goto('/settings/history?area=bases')
  await expect(page.getByRole('row').filter({ hasText: text })).toContainText('Tiina Õun')
  // Others send transcripts at the same time, so the type must never be without a series.
  await office.db.$transaction([
    office.db.dhisSeries.deleteMany({ where: { type: 'TRANSCRIPT' } }),
    office.db.dhisSeries.createMany({ data: before }),
  ])
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test('a refused form comes back with what was typed and what is wrong', async ({ page }) => {
    await signIn(page, 'toomas', '/settings/units')
    await field(page, 'Tunnus').fill('vale tunnus')
    await field(page, 'Nimetus').fill('Prooviüksus')
    await field(page, 'Kontakt').fill('Prooviüksuse kontakt')
    await page.getByRole('button', { name: 'Lisa struktuuriüksus' }).click()
    await expect(told(page)).toContainText('Kirjutage 1–20 suurt ladina tähte')
    await expect(field(page, 'Tunnus')).toHaveValue('vale tunnus')
    await expect(field(page, 'Nimetus')).toHaveValue('Prooviüksus')
    await expect(field(page, 'Kontakt')).toHaveValue('Prooviüksuse kontakt')

    await signIn(page, 'tiina', '/settings/grants')
    await field(page, 'Tunnus').fill('vale tunnus')
    await field(page, 'Kehtib alates').fill('31.02.2026')
    await page.getByRole('button', { name: 'Lisa toetuse liik' }).click()
    await expect(told(page)).toContainText('Kirjutage nimetus.')
    await expect(field(page, 'Tunnus')).toHaveValue('vale tunnus')
    await expect(field(page, 'Kehtib alates')).toHaveValue('31.02.2026')
  })

  test('a person who sends a form after the session has ended signs in and comes back', async ({
    page,
    context,
  }) => {
    await signIn(page, 'toomas', '/settings/units')
    const [session] = (await context.cookies()).filter(({ name }) => name.endsWith('session-token'))
    await context.addCookies([{ ...session!, value: 'lapsed' }])
    await page.getByRole('button', { name: 'Lisa struktuuriüksus' }).click()
    await page.getByRole('button', { name: users.toomas.firstName }).click()
    await expect(page).toHaveURL(/\/settings\/units$/)
  })
})

test('records of one code are listed together, until one of them gets another code', async ({
  page,
  office,
}) => {
  const code = `LS-${randomInt(1e6)}`
  await office.db.learner.createMany({
    data: [code, code.toLowerCase()].map((otherCode, twin) => ({
      firstName: 'Lars',
      lastName: `Svensson${twin}`,
      otherCode,
      twin,
    })),
  })
  await signIn(page, 'tiina', '/settings/collisions')
  const together = page.getByRole('region', { name: new RegExp(code, 'i') })
  await expect(together.getByRole('rowheader')).toHaveText(['Lars Svensson0', 'Lars Svensson1'])
  await together.getByRole('link', { name: /Anna teine kood Lars Svensson1/ }).click()
  await field(page, 'Uus kood').fill(code)
  await together.getByRole('button', { name: 'Anna teine kood' }).click()
  await expect(told(page)).toContainText('See tunnus on juba kasutusel')
  await field(page, 'Uus kood').fill(`${code}-2`)
  await together.getByRole('button', { name: 'Anna teine kood' }).click()
  await expect(page.getByText('Koodid on lahku viidud.')).toBeVisible()
  await expect(together).toHaveCount(0)
})
