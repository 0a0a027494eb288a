import type { Page } from '@playwright/test'
import { addDays, dayInTallinn, showDay } from '@/lib/shared/dates'
import { reaches } from './support/directives'
import { expect, test } from './support/journey'
import { aLinkedRun, fullName } from './support/runs'
import { changeInJuhan, decideInDhis, inJuhan } from './support/sandbox'
import { fileOf } from './support/over-http'
import { checkOver, idIn, save, send, signIn } from './support/steps'

const today = dayInTallinn(new Date())

test('a run goes from Juhan’s list through admission to certificates, one person leaves, and Juhan is told the outcomes', async ({
  page,
  office,
}) => {
  test.setTimeout(180_000)
  const { id, people } = await aLinkedRun(office, '30410', {
    people: 3,
    startsOn: addDays(today, -20),
    endsOn: addDays(today, -2),
  })
  const [leaving, ...staying] = people
  const run = `/continuing-education/runs/${id}`
  const tab = (name: string) =>
    page.getByRole('navigation', { name: 'Toimumise lehed' }).getByRole('link', { name }).click()
  await signIn(page, 'maarja', run)
  await expect(page.getByText('Registreerumine ainult täienduskoolituste infosüsteemis Juhan')).toBeVisible()

  // First nobody is ticked, then everybody.
  await refresh(page)
  await expect(page.getByText('Lisatud 3, muudetud 0, eemaldatud 0')).toBeVisible()
  await page.goto(run)
  await page.getByRole('checkbox', { name: 'Vali kõik' }).first().check()
  await page.getByRole('button', { name: 'Tekita korraldus' }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Korralduse tekitamine')
  const boxes = page.getByRole('row').getByRole('checkbox', { name: /^Vali (?!kõik)/ })
  await expect(boxes).toHaveCount(3)
  for (const box of await boxes.all()) await box.uncheck()
  await page.getByRole('main').getByRole('button', { name: 'Tekita korraldus' }).click()
  await expect(page.getByText('Isikud on määramata.')).toBeVisible()
  for (const box of (await boxes.all()).slice(1)) await box.check()
  await page.getByRole('main').getByRole('button', { name: 'Tekita korraldus' }).click()
  await expect(page).toHaveURL(/\/documents\/[0-9a-f-]{36}/)

  // The one who was left out is added to the same directive.
  await page.getByRole('button', { name: 'Lisa isikuid' }).click()
  await expect(page.getByRole('combobox', { name: 'Korraldus' })).toContainText('2 isikut')
  await expect(boxes).toHaveCount(1)
  await boxes.check()
  await page.getByRole('button', { name: 'Pane korraldusele' }).click()
  await expect(page).toHaveURL(/\/documents\/[0-9a-f-]{36}$/)
  await expect(page.getByText('1–3 / 3 isikut')).toBeVisible()
  await register()

  // One person leaves in Juhan after being admitted: the person is kept, and one click leads to the directive that
  // ends the studies.
  await changeInJuhan(leaving.id, { status: 'Tühistatud' })
  await page.goto(run)
  await refresh(page)
  const kept = page.getByRole('row').filter({ hasText: fullName(leaving) })
  await expect(kept).toContainText(
    'jäeti alles: vormistage õpingute katkestamine või õppijaks arvamise tühistamine',
  )
  await kept.getByRole('link', { name: 'Vormista õpingute katkestamine' }).click()
  await expect(boxes).toHaveCount(1)
  await page.getByRole('main').getByRole('button', { name: 'Tekita korraldus' }).click()
  await expect(page).toHaveURL(/\/documents\/[0-9a-f-]{36}/)
  await page
    .getByRole('textbox', { name: new RegExp(`${fullName(leaving)}$`) })
    .first()
    .fill(showDay(today))
  await page.getByRole('textbox', { name: new RegExp(`^Põhjus.*${fullName(leaving)}$`) }).fill('Loobus')
  await save(page)
  await expect(page.getByRole('region', { name: 'Ajalugu' })).toContainText('Loobus')
  await register()

  // The others get results and papers.
  await page.goto(run)
  await tab('Õppetulemuste protokoll')
  await expect(page.getByText('Kas registreerunute arv Olekus ja Juhanis läheb kokku?')).toBeVisible()
  await page.getByRole('button', { name: 'Koosta protokoll' }).click()
  await expect(page.getByText(/Koostas Maarja Ilves/)).toBeVisible()
  for (const person of staying) await page.getByRole('checkbox', { name: `Vali ${fullName(person)}` }).check()
  await page.getByRole('button', { name: 'Positiivne' }).click()
  await expect(page.getByRole('row').getByText('positiivne')).toHaveCount(2)
  for (const person of staying) await page.getByRole('checkbox', { name: `Vali ${fullName(person)}` }).check()
  await page.getByRole('button', { name: 'Anna tunnistus või tõend' }).click()
  const papers = page.getByRole('row').getByRole('link', { name: /^tunnistus/ })
  await expect(papers).toHaveCount(2)
  const pdf = await fileOf(page, (await papers.first().getAttribute('href'))!)
  expect(pdf.headers()['content-type']).toBe('application/pdf')

  // Juhan is told about all three once.
  await tab('Staatused Juhanis')
  await page.getByRole('button', { name: 'Uuenda registreerunute staatust Juhanis' }).click()
  await expect(async () => {
    await page.reload()
    const log = page.getByRole('main')
    const day = showDay(today).replaceAll('.', '\\.')
    for (const person of staying)
      await expect(log).toContainText(
        new RegExp(`${fullName(person)} - uuendamine õnnestus \\(Lõpetatud, \\d+-\\d\\d, ${day}\\)`),
        { timeout: 1_000 },
      )
    await expect(log).toContainText(`${fullName(leaving)} - uuendamine õnnestus (Mitte-lõpetatud)`, {
      timeout: 1_000,
    })
  }).toPass({ timeout: 60_000 })
  const statuses = (await inJuhan('30410')).map(({ status }) => status).toSorted()
  expect(statuses).toEqual(['Lõpetatud', 'Lõpetatud', 'Mitte-lõpetatud'])

  /** Takes the draft to its registration by the signer in DHIS. */
  async function register() {
    const document = idIn(page)
    await checkOver(page)
    await send(page)
    await reaches(office, document, 'ISSUED')
    await decideInDhis(document, 'confirm')
    await reaches(office, document, 'REGISTERED')
  }
})

async function refresh(page: Page) {
  await page
    .getByRole('main')
    .getByRole('button', { name: 'Uuenda registreerunute nimekirja Juhanist' })
    .click()
  await expect(page).toHaveURL(/\/refreshes\//)
}
