import { aDirective } from './support/directives'
import { expect, test } from './support/journey'
import { aDoctorand } from './support/learners'
import { checkOver, field, save, signIn } from './support/steps'

test('a period is shortened to end before a leave, and the new sum is shown first', async ({
  page,
  office,
}) => {
  const person = await aDoctorand(office.db, { leave: { from: '2027-02-01', to: '2027-06-30' } })
  const id = await aDirective(office, { persons: [person] })
  await signIn(page, 'liis', `/documents/${id}`)
  await page.getByRole('link', { name: 'Lühenda perioodi (kuni 31.01.2027)' }).click()
  await expect(page.getByText('Praegu makstaks kokku 7920,00 €.')).toBeVisible()
  await expect(page.getByText('01.09.2026–31.01.2027 · kokku 3300,00 €')).toBeVisible()
  await page.getByRole('button', { name: 'Lühenda perioodi (kuni 31.01.2027)' }).click()
  await expect(page.getByRole('textbox', { name: `Maksmise lõpukuupäev ${person.name}` })).toHaveValue(
    '31.01.2027',
  )
  await expect(page.getByText('on akadeemilisel puhkusel')).toHaveCount(0)
})

test('a row is split in two around a leave', async ({ page, office }) => {
  const person = await aDoctorand(office.db, { leave: { from: '2027-02-01', to: '2027-06-30' } })
  const id = await aDirective(office, { persons: [person] })
  await signIn(page, 'liis', `/documents/${id}`)
  await page.getByRole('link', { name: 'Lühenda perioodi (kuni 31.01.2027)' }).click()
  await page.getByRole('button', { name: 'Jaga kaheks reaks' }).click()
  await expect(page.getByRole('textbox', { name: `Maksmise alguskuupäev ${person.name}` })).toHaveCount(2)
  await save(page)
  await checkOver(page)
  await expect(page.getByText('Ühegi isiku nime juures hoiatusi ei ole.')).toBeVisible()
})

test('a warning is kept with a reason, which goes into the check-over and the history', async ({
  page,
  office,
}) => {
  const person = await aDoctorand(office.db, { leave: { from: '2027-02-01', to: '2027-06-30' } })
  const id = await aDirective(office, { persons: [person] })
  await signIn(page, 'liis', `/documents/${id}`)
  await page.getByRole('link', { name: 'Lühenda perioodi (kuni 31.01.2027)' }).click()
  await page.getByRole('button', { name: 'Jäta põhjendusega alles' }).click()
  await expect(page.getByText('Kirjutage põhjus.')).toBeVisible()
  await field(page, 'Põhjus').fill('Puhkus katkestatakse')
  await page.getByRole('button', { name: 'Jäta põhjendusega alles' }).click()
  await expect(page.getByText('jäetud alles: Puhkus katkestatakse (Liis Tamm)')).toBeVisible()
  await save(page)
  await checkOver(page)
  await expect(page.getByText('jäetud alles: Puhkus katkestatakse (Liis Tamm)')).toBeVisible()
  await page.goto(`/documents/${id}`)
  await expect(page.getByText('jättis hoiatuse alles: Puhkus katkestatakse')).toBeVisible()
})

test('the red warning offers ways to mend it and none to keep it', async ({ page, office }) => {
  const grant = { type: 'DOCTORAL_ALLOWANCE', from: '2026-09-01', to: '2026-12-31', source: 'LTFYS' } as const
  const id = await aDirective(office, { persons: [await aDoctorand(office.db, { grant })] })
  await signIn(page, 'liis', `/documents/${id}`)
  await page.getByRole('link', { name: 'Eemalda või muuda kuupäevi' }).click()
  const ways = page.getByRole('region', { name: 'Võimalused' })
  await expect(ways.getByRole('button', { name: 'Eemalda isik korralduselt' })).toBeVisible()
  await expect(ways.getByRole('button', { name: 'Jäta põhjendusega alles' })).toHaveCount(0)
  await expect(ways.getByRole('textbox')).toHaveCount(0)
})
