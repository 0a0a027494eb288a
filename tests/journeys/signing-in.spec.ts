import { users } from '@/prisma/cast'
import { expect, test } from './support/journey'
import { signIn } from './support/steps'

test('a visitor sees nothing before signing in, and then comes to the page that was asked for', async ({
  page,
}) => {
  await page.goto('/documents?state=ISSUED')
  await expect(page).toHaveURL(/\/sign-in\?next=/)
  await expect(page.getByText('Lehe nägemiseks logige sisse.')).toBeVisible()
  await page.getByRole('button', { name: 'Liis Tamm' }).click()
  await expect(page).toHaveURL(/\/documents\?state=ISSUED$/)
})

test('a person signs in with the institution’s account, and signs out again', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Logi sisse asutuse kontoga' }).click()
  await page.getByRole('button', { name: 'Krista Nurk' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Tere, Krista!')
  await page.getByRole('button', { name: 'Krista Nurk' }).click()
  await page.getByRole('button', { name: 'Logi välja' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Logi sisse')
  await page.goto('/documents')
  await expect(page).toHaveURL(/\/sign-in/)
})

test('a person who breaks off at the institution’s account is told that signing in did not work', async ({
  page,
}) => {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Logi sisse asutuse kontoga' }).click()
  await page.getByRole('button', { name: 'Katkesta' }).click()
  await expect(
    page.getByText('Sisselogimisteenus ei vasta või katkestas sisselogimise. Proovige uuesti.'),
  ).toBeVisible()
})

test('a person without an open account in Olek is not let in', async ({ page, office }) => {
  const { id } = users.ants
  await office.db.user.update({ where: { id }, data: { disabledAt: new Date() } })
  try {
    await page.goto('/sign-in')
    await expect(page.getByRole('button', { name: 'Ants Kivi' })).toHaveCount(0)
    await page.getByRole('button', { name: 'Logi sisse asutuse kontoga' }).click()
    await page.getByRole('button', { name: 'Ants Kivi' }).click()
    await expect(
      page.getByText('Teil ei ole Olekus kasutajat või on see suletud. Kasutaja loob administraator.'),
    ).toBeVisible()
    await page.goto('/')
    await expect(page).toHaveURL(/\/sign-in/)
  } finally {
    await office.db.user.update({ where: { id }, data: { disabledAt: null } })
  }
})

test('a person who signs in can’t be sent on to another site', async ({ page, baseURL }) => {
  for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`)
    await page.getByRole('button', { name: 'Krista Nurk' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Tere, Krista!')
    expect(new URL(page.url()).origin).toBe(baseURL)
  }
})

test('the interface changes to English and back to Estonian', async ({ page }) => {
  await signIn(page, 'maarja')
  await page.getByRole('button', { name: 'EN: in English' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Hello, Maarja!')
  await expect(page.getByRole('navigation', { name: 'Main menu' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Hello, Maarja!')
  await page.getByRole('button', { name: /^ET/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Tere, Maarja!')
})
