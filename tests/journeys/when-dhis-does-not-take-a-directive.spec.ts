import { aDirective, documentOf, reaches, stateOf } from './support/directives'
import { expect, test } from './support/journey'
import { aDoctorand } from './support/learners'
import { breakNeighbour, inDhis } from './support/sandbox'
import { send, signIn, stateNow } from './support/steps'

test.afterEach(() => breakNeighbour('dhis', { mode: 'ok' }))

test('when DHIS is down, the page says why and when it tries again, and “Saada uuesti” sends the directive', async ({
  page,
  office,
}) => {
  const id = await aDirective(office, { state: 'CHECKED', persons: [await aDoctorand(office.db)] })
  await breakNeighbour('dhis', { mode: 'down' })
  await signIn(page, 'liis', `/documents/${id}/send`)
  await send(page)

  await expect(page.getByText('Dokument ei ole veel DHISi jõudnud.')).toBeVisible({ timeout: 60_000 })
  await expect(
    page.getByText(/Põhjus: DHIS katkestas ühenduse enne vastamist|Põhjus: DHIS ei vasta/),
  ).toBeVisible()
  await expect(page.getByText(/Järgmine katse/)).toBeVisible()
  await expect(stateNow(page, 'Korraldus loomisel')).toBeVisible()
  await page.goto('/')
  await expect(
    page
      .getByRole('listitem')
      .filter({ has: page.locator(`a[href="/documents/${id}"]`) })
      .first(),
  ).toContainText('DHISi saatmine ebaõnnestus')

  // After the first quick tries, the next one is late enough for a person to send it before.
  await expect
    .poll(async () => (await office.db.delivery.findFirstOrThrow({ where: { documentId: id } })).attempts, {
      timeout: 60_000,
    })
    .toBeGreaterThanOrEqual(3)
  await page.goto(`/documents/${id}`)
  await expect(page.getByRole('button', { name: 'Saada uuesti' })).toBeVisible()
  await breakNeighbour('dhis', { mode: 'ok' })
  await page.getByRole('button', { name: 'Saada uuesti' }).click()
  await expect(stateNow(page, 'Korraldus väljastatud')).toBeVisible({ timeout: 60_000 })
  expect((await inDhis(id))!.versions).toHaveLength(1)
})

test('when DHIS refuses, its words are shown, and calling off the sending frees the draft', async ({
  page,
  office,
}) => {
  const id = await aDirective(office, { state: 'CHECKED', persons: [await aDoctorand(office.db)] })
  await breakNeighbour('dhis', { mode: 'refuse', words: 'Sari 2.1-17 on suletud', times: 1 })
  await signIn(page, 'liis', `/documents/${id}/send`)
  await send(page)

  await expect(page.getByText('DHIS ei võtnud dokumenti vastu.')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText('Põhjus: DHIS keeldus: Sari 2.1-17 on suletud.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Salvesta' })).toHaveCount(0)

  await page.getByRole('button', { name: 'Katkesta saatmine' }).click()
  await reaches(office, id, 'DRAFT')
  await page.reload()
  await expect(page.getByRole('button', { name: 'Salvesta' }).last()).toBeVisible()
  expect(await inDhis(id)).toBeUndefined()
})

test('a refused directive is issued when it is sent again', async ({ page, office }) => {
  const id = await aDirective(office, { state: 'CHECKED', persons: [await aDoctorand(office.db)] })
  await breakNeighbour('dhis', { mode: 'refuse', words: 'Sari on suletud', times: 1 })
  await signIn(page, 'liis', `/documents/${id}/send`)
  await send(page)
  await expect(page.getByText('DHIS ei võtnud dokumenti vastu.')).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Saada uuesti' }).click()
  await expect(stateNow(page, 'Korraldus väljastatud')).toBeVisible({ timeout: 60_000 })
})

test('a sending that is called off although DHIS took it leaves nothing there to confirm', async ({
  page,
  office,
}) => {
  const id = await aDirective(office, { state: 'CHECKED', persons: [await aDoctorand(office.db)] })
  await breakNeighbour('dhis', { mode: 'forget' })
  await signIn(page, 'liis', `/documents/${id}/send`)
  await send(page)
  await expect(page.getByText('Dokument ei ole veel DHISi jõudnud.')).toBeVisible({ timeout: 60_000 })
  expect((await inDhis(id))!.state).toBe('waiting')

  await page.getByRole('button', { name: 'Katkesta saatmine' }).click()
  await expect.poll(() => stateOf(office, id)).toBe('CALLING_OFF')
  await breakNeighbour('dhis', { mode: 'ok' })
  await reaches(office, id, 'DRAFT')
  expect((await inDhis(id))!.state).toBe('cancelled')
  expect((await documentOf(office, id)).number).toMatch(/^2\.1-17\//)
})
