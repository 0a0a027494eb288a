import { users } from '@/prisma/cast'
import { aDirective, documentOf, reaches, stateOf } from './support/directives'
import { expect, test } from './support/journey'
import { aDoctorand } from './support/learners'
import { decideInDhis, inDhis, lettersTo } from './support/sandbox'
import { checkOver, chooseInMenu, field, fillHeader, save, send, signIn, stateNow } from './support/steps'

test('a rejection in DHIS cancels the directive and keeps the comment', async ({ page, office }) => {
  const id = await aDirective(office, { state: 'ISSUED', persons: [await aDoctorand(office.db)] })
  await decideInDhis(id, 'reject', { comment: 'Finantsallikas on vale' })
  await reaches(office, id, 'CANCELLED')
  await signIn(page, 'liis', `/documents/${id}`)
  await expect(stateNow(page, 'Korraldus tühistatud')).toBeVisible()
  await expect(page.getByText('Dokument on tühistatud. Põhjus: Finantsallikas on vale')).toBeVisible()
  await expect(page.getByText('Mari Mets lükkas tagasi')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Salvesta' })).toHaveCount(0)
})

test('a directive taken back for changing is locked in DHIS, and keeps its number when it is sent again', async ({
  page,
  office,
}) => {
  const id = await aDirective(office, { state: 'ISSUED', persons: [await aDoctorand(office.db)] })
  const { number } = await documentOf(office, id)
  await signIn(page, 'liis', `/documents/${id}`)
  await page.getByRole('button', { name: 'Muuda korraldust' }).click()
  const dialog = page.getByRole('dialog', { name: 'Muuda korraldust' })
  await expect(dialog).toContainText(`Korraldus ${number} võetakse muutmiseks tagasi`)
  await dialog.getByRole('button', { name: 'Muuda korraldust' }).click()
  await expect(stateNow(page, 'Korraldus loomisel')).toBeVisible()
  await expect.poll(async () => (await inDhis(id))!.state, { timeout: 60_000 }).toBe('locked')

  await page.getByRole('button', { name: 'Muud toimingud' }).click()
  await expect(page.getByRole('button', { name: 'Kustuta' })).toContainText(
    'Väljastatud dokumenti ei saa enam kustutada.',
  )
  await page.keyboard.press('Escape')

  await fillHeader(page, { source: 'LTKT' })
  await page.getByRole('button', { name: 'Rakenda kõigile ridadele' }).click()
  await expect(page.getByRole('textbox', { name: /^Finantsallikas .*Näidis/ })).toHaveValue('LTKT')
  await save(page)
  await checkOver(page)
  await send(page)
  await expect(stateNow(page, 'Korraldus väljastatud')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('heading', { level: 1 })).toContainText(number!)
  const held = (await inDhis(id))!
  expect(held).toMatchObject({ number, state: 'waiting' })
  expect(held.versions).toHaveLength(2)
})

test('an issued directive is cancelled with a reason, and DHIS is told', async ({ page, office }) => {
  const id = await aDirective(office, { state: 'ISSUED', persons: [await aDoctorand(office.db)] })
  await signIn(page, 'liis', `/documents/${id}`)
  await chooseInMenu(page, 'Tühista')
  const dialog = page.getByRole('dialog', { name: 'Tühista korraldus' })
  await dialog.getByRole('button', { name: 'Tühista' }).click()
  await expect(dialog.getByText('Kirjutage põhjus.')).toBeVisible()
  expect(await stateOf(office, id)).toBe('ISSUED')
  await field(dialog, 'Põhjus').fill('Koostatud topelt')
  await dialog.getByRole('button', { name: 'Tühista' }).click()
  await expect(page.getByText('Dokument on tühistatud. Põhjus: Koostatud topelt')).toBeVisible()
  await expect.poll(async () => (await inDhis(id))!.state, { timeout: 60_000 }).toBe('cancelled')
})

test('a registered directive is cancelled by the study office, and every effect is undone', async ({
  page,
  office,
}) => {
  const person = await aDoctorand(office.db)
  const id = await aDirective(office, { state: 'REGISTERED', persons: [person] })

  await signIn(page, 'liis', `/documents/${id}`)
  await expect(stateNow(page, 'Korraldus registreeritud')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Muuda korraldust' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Tühista' })).toHaveCount(0)

  await signIn(page, 'tiina', `/documents/${id}`)
  await page.getByRole('button', { name: 'Muud toimingud' }).click()
  await page.getByRole('link', { name: 'Tühista …' }).click()
  await field(page, 'Põhjus').fill('Vale õppur')
  await page.getByRole('button', { name: 'Tühista korraldus' }).click()
  await expect(stateNow(page, 'Korraldus tühistatud')).toBeVisible()

  await page.goto(`/learners/${person.id}`)
  await expect(page.getByRole('table', { name: 'Toetused' })).toContainText('tühistatud')
  await expect(page.getByText('Õppetoetusel või riiklikul stipendiumil')).toHaveCount(0)
  await expect
    .poll(async () => (await lettersTo(person.email)).map(({ subject }) => subject), { timeout: 60_000 })
    .toContain('Teile määratud doktoranditoetus on tühistatud')
  const undone = (await lettersTo(person.email)).find(({ subject }) => subject.includes('tühistatud'))
  expect(undone!.text).toContain('Põhjus: Vale õppur')
})

test('a confirmation by somebody other than the signer is parked, and can only be voided with a reason', async ({
  page,
  office,
}) => {
  const id = await aDirective(office, { state: 'ISSUED', persons: [await aDoctorand(office.db)] })
  const { personalCode } = users.peeter
  await decideInDhis(id, 'confirm', { by: { name: 'Peeter Vaher', personalCode } })
  await expect
    .poll(() => office.db.news.count({ where: { documentId: id, state: 'PARKED' } }), { timeout: 60_000 })
    .toBe(1)
  expect(await stateOf(office, id)).toBe('ISSUED')

  const { id: news } = await office.db.news.findFirstOrThrow({ where: { documentId: id } })
  await signIn(page, 'tiina', '/deliveries/news')
  await page.locator(`a[href="/deliveries/news/${news}"]`).first().click()
  await expect(
    page.getByText('Kinnitas Peeter Vaher, kes ei ole selle dokumendi allakirjutaja.').first(),
  ).toBeVisible()
  await expect(page.getByRole('radio')).toHaveCount(1)
  await page.getByRole('button', { name: 'Kinnita otsus' }).click()
  await expect(page.getByText('Kirjutage põhjus.').first()).toBeVisible()
  await field(page, 'Põhjus').fill('Vale isik kinnitas')
  await page.getByRole('button', { name: 'Kinnita otsus' }).click()
  // DHIS first drops the decision, so that the right signer can confirm.
  await expect
    .poll(async () => (await office.db.news.findUniqueOrThrow({ where: { id: news } })).state, {
      timeout: 60_000,
    })
    .toBe('VOID')
  await page.reload()
  await expect(page.getByText(/^kehtetu .*Põhjus: Vale isik kinnitas$/)).toBeVisible()
  expect(await stateOf(office, id)).toBe('ISSUED')
})
