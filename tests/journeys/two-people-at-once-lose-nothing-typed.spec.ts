import { aDirective, documentOf, reaches, stateOf } from './support/directives'
import { expect, test } from './support/journey'
import { aDoctorand } from './support/learners'
import { decideInDhis } from './support/sandbox'
import { chooseInMenu, field, save, signIn } from './support/steps'

test('of two who save the same draft the second is told who changed what, and keeps what was typed', async ({
  page,
  browser,
  office,
}) => {
  const id = await aDirective(office)
  await signIn(page, 'liis', `/documents/${id}`)
  await field(page, 'Finantsallikas').fill('LIIS1')
  await expect(page.getByText(/^Muudatused hoitakse alles/)).toBeVisible()

  const colleague = await browser.newPage()
  await signIn(colleague, 'kaire', `/documents/${id}`)
  await expect(field(colleague, 'Finantsallikas')).toHaveValue('LTFYS')
  await field(colleague, 'Kuu summa').fill('700')
  await save(colleague)
  await colleague.close()

  await page.getByRole('button', { name: 'Salvesta', exact: true }).last().click()
  await expect(page.getByText(/Dokument on vahepeal muutunud/).first()).toBeVisible()
  await expect(page.getByText(/Kaire Sepp salvestas selle/)).toContainText('Muudeti: Kuu summa.')
  await expect(field(page, 'Finantsallikas')).toHaveValue('LIIS1')
  expect((await documentOf(office, id)).common).toHaveProperty('fundingSource', 'LTFYS')

  await page.getByRole('button', { name: 'Salvesta minu muudatused selle peale' }).click()
  await expect(page.getByText(/^Salvestatud kell/)).toBeVisible()
  await expect
    .poll(async () => {
      const common = (await documentOf(office, id)).common as Record<string, string>
      return [common.fundingSource, common.monthlyAmount]
    })
    .toEqual(['LIIS1', '700.00'])
})

test('what was typed on the way to Salvesta is no change of somebody else’s', async ({ page, office }) => {
  const id = await aDirective(office)
  await signIn(page, 'liis', `/documents/${id}`)
  // The saving takes longer than the pause after which typing keeps itself.
  await page.route(`**/documents/${id}`, async (route) => {
    if (route.request().method() === 'POST') await new Promise((resolve) => setTimeout(resolve, 1_500))
    await route.continue()
  })
  await field(page, 'Finantsallikas').fill('KIIRE')
  await save(page)
  await expect(page.getByText(/^Salvestatud kell/)).toBeVisible()
  await page.reload()
  await expect(page.getByText(/^Salvestatud kell/)).toBeVisible()
  await expect(page.getByText(/Dokument on vahepeal muutunud/)).toHaveCount(0)
  expect(await office.db.workingCopy.count({ where: { documentId: id } })).toBe(0)
})

test('who cancels what has been confirmed meanwhile is told so; it stays registered and the reason stays typed', async ({
  page,
  office,
}) => {
  const id = await aDirective(office, { state: 'ISSUED', persons: [await aDoctorand(office.db)] })
  await signIn(page, 'liis', `/documents/${id}`)
  await chooseInMenu(page, 'Tühista')
  const dialog = page.getByRole('dialog', { name: 'Tühista korraldus' })
  await field(dialog, 'Põhjus').fill('Vale periood')
  await decideInDhis(id, 'confirm')
  await reaches(office, id, 'REGISTERED')

  await dialog.getByRole('button', { name: 'Tühista' }).click()
  await expect(dialog.getByText('Dokument on vahepeal muutunud: Mari Mets kinnitas')).toBeVisible()
  await expect(field(dialog, 'Põhjus')).toHaveValue('Vale periood')
  expect(await stateOf(office, id)).toBe('REGISTERED')
})
