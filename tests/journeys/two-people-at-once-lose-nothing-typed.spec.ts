import { reopenDocument, sendToDhis } from '@/lib/documents/sending/commands/issuing'
import { aDirective, documentOf, reaches, revisionOf, stateOf } from './support/directives'
import { expect, test } from './support/journey'
import { aDoctorand } from './support/learners'
import { decideInDhis } from './support/sandbox'
import { chooseInMenu, field, save, scripted, signIn, stateNow } from './support/steps'

test('the second person to save a draft is told who changed what, and keeps what was typed', async ({
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

test('typing just before pressing Salvesta is not taken for somebody else’s change', async ({
  page,
  office,
}) => {
  const id = await aDirective(office)
  await signIn(page, 'liis', `/documents/${id}`)
  // Saving takes longer than the pause after which typing is kept automatically.
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

test('a person who cancels a directive confirmed meanwhile sees it registered, and the reason typed is kept', async ({
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
  await expect(page.getByText('Dokument on vahepeal muutunud: Mari Mets kinnitas').first()).toBeVisible()
  await expect(page.getByText('Põhjus: Vale periood')).toBeVisible()
  await expect(stateNow(page, 'Korraldus registreeritud')).toBeVisible()
  expect(await stateOf(office, id)).toBe('REGISTERED')
})

test('if an act is still possible after a change, its dialog stays open with the reason, and the next press does it', async ({
  page,
  office,
}) => {
  const id = await aDirective(office, { state: 'ISSUED', persons: [await aDoctorand(office.db)] })
  await signIn(page, 'liis', `/documents/${id}`)
  await chooseInMenu(page, 'Tühista')
  const dialog = page.getByRole('dialog', { name: 'Tühista korraldus' })
  await field(dialog, 'Põhjus').fill('Vale periood')
  await reopenDocument(await office.as('kaire'), { id, revision: await revisionOf(office, id) })
  await reaches(office, id, 'DRAFT')

  await dialog.getByRole('button', { name: 'Tühista' }).click()
  await expect(dialog.getByText('Dokument on vahepeal muutunud:')).toBeVisible()
  await expect(field(dialog, 'Põhjus')).toHaveValue('Vale periood')
  await expect(stateNow(page, 'Korraldus loomisel')).toBeVisible()
  await dialog.getByRole('button', { name: 'Tühista' }).click()
  await reaches(office, id, 'CANCELLED')
  await expect(page.getByText('Dokument on tühistatud. Põhjus: Vale periood')).toBeVisible()
  await expect(page.getByText('Dokument on vahepeal muutunud')).toHaveCount(0)
})

test('a person who types in a draft that a colleague has sent sees it sent, with what was typed above it', async ({
  page,
  office,
}) => {
  const id = await aDirective(office, { state: 'CHECKED', persons: [await aDoctorand(office.db)] })
  await signIn(page, 'liis', `/documents/${id}`)
  await scripted(page)
  await sendToDhis(await office.as('kaire'), { id, revision: await revisionOf(office, id) })
  await reaches(office, id, 'ISSUED')
  await field(page, 'Finantsallikas').fill('HILJAKS')
  await expect(
    page.getByText(/^Dokument on vahepeal muutunud: .*Praegune seis: Korraldus väljastatud/),
  ).toBeVisible()
  await expect(page.getByText('Finantsallikas: HILJAKS')).toBeVisible()
  await expect(stateNow(page, 'Korraldus väljastatud')).toBeVisible()
})
