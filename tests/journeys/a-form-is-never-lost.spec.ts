import type { Page } from '@playwright/test'
import { aDirective, documentOf } from './support/directives'
import { expect, test } from './support/journey'
import { aDoctorand } from './support/learners'
import {
  beginDirective,
  chooseInMenu,
  field,
  fillHeader,
  header,
  idIn,
  save,
  scripted,
  signIn,
  stateNow,
} from './support/steps'

test('a form that was never saved is offered again to its author alone, and can be thrown away', async ({
  page,
  office,
}) => {
  await signIn(page, 'liis')
  const id = await beginDirective(page)
  await fillHeader(page)
  await expect(page.getByText(/^Muudatused hoitakse alles/)).toBeVisible()
  expect(await office.db.document.count({ where: { id } })).toBe(0)

  await page.goto('/documents')
  await page.locator(`a[href="/documents/${id}"]`).click()
  await expect(field(page, 'Finantsallikas')).toHaveValue(header.source)
  await expect(field(page, 'Dokumendi allakirjutaja').locator('option:checked')).toHaveText(header.signer)

  await chooseInMenu(page, 'Viska vorm ära')
  await page
    .getByRole('dialog', { name: 'Viska vorm ära' })
    .getByRole('button', { name: 'Viska ära' })
    .click()
  await expect(page).toHaveURL(/\/documents$/)
  await expect(page.locator(`a[href="/documents/${id}"]`)).toHaveCount(0)
})

test('a draft can be deleted, and the audit log keeps that it was', async ({ page, office }) => {
  const id = await aDirective(office)
  await signIn(page, 'liis', `/documents/${id}`)
  await chooseInMenu(page, 'Kustuta')
  const dialog = page.getByRole('dialog', { name: 'Kustuta dokument' })
  await expect(dialog).toContainText('Seda tagasi võtta ei saa.')
  await dialog.getByRole('button', { name: 'Kustuta' }).click()
  await expect(page).toHaveURL(/\/documents$/)
  expect(await office.db.document.count({ where: { id } })).toBe(0)
  expect(await office.db.auditEntry.count({ where: { subject: id, act: 'document.delete' } })).toBe(1)
  await page.goto(`/documents/${id}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sellist lehte ei ole')
})

test('typing is kept automatically, is seen by its author alone, and can be given up', async ({
  page,
  browser,
  office,
}) => {
  const id = await aDirective(office)
  await signIn(page, 'liis', `/documents/${id}`)
  await field(page, 'Finantsallikas').fill('HOIDA')
  await expect(page.getByText(/^Muudatused hoitakse alles/)).toBeVisible()
  await page.reload()
  await expect(field(page, 'Finantsallikas')).toHaveValue('HOIDA')

  const colleague = await browser.newPage()
  await signIn(colleague, 'kaire', `/documents/${id}`)
  await expect(field(colleague, 'Finantsallikas')).toHaveValue('LTFYS')
  await colleague.close()

  await chooseInMenu(page, 'Loobu muudatustest')
  await page
    .getByRole('dialog', { name: 'Loobu muudatustest' })
    .getByRole('button', { name: 'Loobu muudatustest' })
    .click()
  await expect(field(page, 'Finantsallikas')).toHaveValue('LTFYS')
})

test('typing in one field in two windows is shown in the later one, where the person chooses, and nothing else is lost', async ({
  page,
  context,
  office,
}) => {
  const id = await aDirective(office, { persons: [await aDoctorand(office.db)] })
  const kept = (of: Page) => expect(of.getByText(/^Muudatused hoitakse alles/)).toBeVisible()
  await signIn(page, 'liis', `/documents/${id}`)
  const other = await context.newPage()
  await other.goto(`/documents/${id}`)
  await scripted(other)
  const cell = (of: Page) => of.locator('input[name^="rows."][name$=".fundingSource"]')

  await field(page, 'Finantsallikas').fill('ESIMENE')
  await cell(page).fill('RIDA1')
  await kept(page)
  await field(other, 'Kuu summa').fill('123')
  await field(other, 'Finantsallikas').fill('TEINE')
  await cell(other).fill('RIDA2')
  await expect(other.getByText('Teises aknas kirjutasite siia vahepeal „ESIMENE”.')).toBeVisible()
  await expect(other.getByText('Teises aknas kirjutasite siia vahepeal „RIDA1”.')).toBeVisible()
  await expect(field(other, 'Finantsallikas')).toHaveValue('TEINE')
  await expect(cell(other)).toHaveValue('RIDA2')
  const copy = async () =>
    JSON.stringify((await office.db.workingCopy.findFirst({ where: { documentId: id } }))!.content)
  expect(await copy()).toContain('"monthlyAmount":"123"')

  // `Salvesta` doesn't overwrite it unseen either.
  await other.getByRole('button', { name: 'Salvesta', exact: true }).last().click()
  await expect(other.getByRole('alert').getByText(/^Finantsallikas: Teises aknas/)).toBeVisible()
  expect((await documentOf(office, id)).common).not.toHaveProperty('fundingSource', 'TEINE')

  const row = other.getByRole('cell').filter({ has: cell(other) })
  await row.getByRole('button', { name: 'Kasuta seda' }).click()
  await expect(cell(other)).toHaveValue('RIDA1')
  await other.getByRole('button', { name: 'Jäta siinne' }).click()
  await kept(other)
  await save(other)
  expect((await documentOf(office, id)).common).toMatchObject({
    fundingSource: 'TEINE',
    monthlyAmount: '123.00',
  })
  expect(await office.db.documentRow.findFirst({ where: { documentId: id } })).toMatchObject({
    fundingSource: 'RIDA1',
  })
  await other.close()
})

test('a form whose session has ended says so, keeps its typing, and goes on after signing in on another page', async ({
  page,
  context,
  office,
}) => {
  const id = await aDirective(office)
  await signIn(page, 'liis', `/documents/${id}`)
  await scripted(page)
  await context.clearCookies()
  await field(page, 'Finantsallikas').fill('LAPSE')
  await page.getByRole('button', { name: 'Salvesta' }).last().click()
  await expect(page.getByText(/^Seanss on lõppenud\. Logige uuel lehel sisse/)).toBeVisible()
  await expect(field(page, 'Finantsallikas')).toHaveValue('LAPSE')
  expect((await documentOf(office, id)).common).toHaveProperty('fundingSource', 'LTFYS')

  const [other] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('link', { name: 'Logi sisse' }).click(),
  ])
  await expect(
    other.getByText('Seanss on lõppenud. Logige uuesti sisse; pooleli olnud vorm on alles.'),
  ).toBeVisible()
  await other.getByRole('button', { name: 'Liis Tamm' }).click()
  await expect(stateNow(other, 'Korraldus loomisel')).toBeVisible()
  await other.close()

  await save(page)
  expect((await documentOf(office, id)).common).toHaveProperty('fundingSource', 'LAPSE')
  expect(idIn(page)).toBe(id)
})
