import { castClass, houses } from '@/prisma/cast-schools'
import type { Page } from '@playwright/test'
import { expect, test } from './support/journey'
import { newPerson } from './support/learners'
import { signIn, spreadsheet } from './support/steps'

const { registryCode } = houses.mae

/** Uploads the file and opens its preview. */
async function bring(page: Page, kind: string, name: string, headings: string[], rows: string[][]) {
  await page.goto('/import?room=schools')
  await page.getByLabel('Mida sisse tuua').selectOption({ label: kind })
  await page.getByLabel('Fail', { exact: true }).setInputFiles(await spreadsheet(name, headings, rows))
  await page.getByRole('button', { name: 'Vaata üle' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Import:')
}

async function apply(page: Page) {
  await page.getByRole('button', { name: 'Vii andmed sisse' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Vii andmed sisse' }).click()
}

test('an official imports pupils and their languages, each once, and a wrong row is named with its column', async ({
  page,
  office,
}) => {
  test.slow()
  const [one, other] = [newPerson(), newPerson()]
  const line = (who: typeof one, number = '9') => [
    registryCode,
    who.personalCode,
    who.firstName,
    who.lastName,
    '2026/2027',
    number,
    'a',
    '',
    '',
  ]
  const headings = [
    'Maja registrikood',
    'Isikukood',
    'Eesnimi',
    'Perekonnanimi',
    'Õppeaasta',
    'Klassi number',
    'Paralleel',
    'Alates',
    'Kuni',
  ]
  const pupils = [line(one), line(other, '13')]
  const label = 'Õpilased ja nende paigutused'
  await signIn(page, 'piret', '/schools')

  await test.step('a wrong row says where and why, and the others are imported', async () => {
    await bring(page, label, 'opilased.xlsx', headings, pupils)
    await expect(page.getByRole('row', { name: one.lastName })).toContainText('uus')
    await expect(page.getByRole('row', { name: other.lastName })).toContainText(
      'Klassi number: „13” – Kirjutage täisarv vahemikus 1–12.',
    )
    await apply(page)
    await expect(page.getByText('Andmed viidi registrisse')).toContainText(
      'uusi 1, muudetud 0, samu 0, vigaseid 1',
    )
    await page.goto(`/schools/classes/${castClass('mae', 9, 'a').id}`)
    await expect(page.getByRole('row', { name: one.lastName })).toContainText('alates 01.09.2026')
    await expect(page.getByRole('row', { name: other.lastName })).toHaveCount(0)
  })

  await test.step('the corrected file adds only what was missing', async () => {
    await bring(page, label, 'opilased.xlsx', headings, [line(one), line(other)])
    await apply(page)
    await expect(page.getByText('Andmed viidi registrisse')).toContainText(
      'uusi 1, muudetud 0, samu 1, vigaseid 0',
    )
  })

  await test.step('an imported language is shown on the pupil’s page, and EHIS isn’t told of it', async () => {
    const { personalCode } = one
    await bring(
      page,
      'Võõrkeeled',
      'keeled.xlsx',
      ['Isikukood', 'Maja registrikood', 'Keel', 'Tase', 'Muutuse kuupäev'],
      [[personalCode, registryCode, 'INGLISE', 'A', '01.09.2026']],
    )
    await apply(page)
    await expect(page.getByText('Andmed viidi registrisse')).toContainText('uusi 1')
    const pupil = await office.db.pupil.findFirstOrThrow({ where: { personalCode } })
    await page.goto(`/schools/pupils/${pupil.id}`)
    await expect(page.getByRole('region', { name: 'Võõrkeeled' })).toContainText('inglise keel')
    expect(await office.db.delivery.count({ where: { pupilId: pupil.id } })).toBe(0)
  })
})

test('a representative of a school is offered no import', async ({ page }) => {
  await signIn(page, 'urve', '/schools')
  await expect(page.getByRole('link', { name: 'Andmete import' })).toHaveCount(0)
  const response = await page.goto('/import?room=schools')
  expect(response?.status()).toBe(404)
})
