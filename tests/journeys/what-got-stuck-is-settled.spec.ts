import { randomUUID } from 'node:crypto'
import { aDirective, documentOf, reaches, stateOf } from './support/directives'
import { expect, test } from './support/journey'
import { aDoctorand } from './support/learners'
import { breakNeighbour, inDhis } from './support/sandbox'
import { chooseInMenu, field, signIn, stateNow } from './support/steps'

test.afterEach(() => breakNeighbour('dhis', { mode: 'ok' }))

test('a document that DHIS refuses to cancel can be kept issued, or marked as cancelled there', async ({
  page,
  office,
}) => {
  const id = await aDirective(office, { state: 'ISSUED', persons: [await aDoctorand(office.db)] })
  const cancel = async () => {
    await breakNeighbour('dhis', { mode: 'refuse', words: 'Toimik on suletud', times: 1 })
    await chooseInMenu(page, 'Tühista')
    const dialog = page.getByRole('dialog', { name: 'Tühista korraldus' })
    await field(dialog, 'Põhjus').fill('Koostatud topelt')
    await dialog.getByRole('button', { name: 'Tühista' }).click()
    await expect(page.getByText('DHIS ei ole dokumenti tühistanud.')).toBeVisible({ timeout: 60_000 })
    await expect(page.getByText('Põhjus: DHIS keeldus: Toimik on suletud.')).toBeVisible()
  }
  const press = async (name: string) => {
    await page.getByRole('button', { name }).click()
    const dialog = page.getByRole('dialog', { name })
    await field(dialog, 'Põhjus').fill('Leppisime kantseleiga kokku')
    await dialog.getByRole('button', { name }).click()
  }
  await signIn(page, 'liis', `/documents/${id}`)
  await cancel()
  await page.goto('/')
  await expect(
    page
      .getByRole('listitem')
      .filter({ has: page.locator(`a[href="/documents/${id}"]`) })
      .first(),
  ).toContainText('Tühistamine DHISis ebaõnnestus')
  await page.goto(`/documents/${id}`)
  await press('Jäta väljastatuks')
  await expect(stateNow(page, 'Korraldus väljastatud')).toBeVisible()
  expect((await inDhis(id))!.state).toBe('waiting')
  await cancel()
  await press('Märgi DHISis tühistatuks')
  await expect(page.getByText('DHIS ei ole dokumenti tühistanud.')).toHaveCount(0)
  expect(await stateOf(office, id)).toBe('CANCELLED')
})

test('a letter without an address is left out with a reason, which is kept', async ({ page, office }) => {
  const person = await aDoctorand(office.db)
  await office.db.learner.update({ where: { id: person.id }, data: { email: '' } })
  const id = await aDirective(office, { state: 'REGISTERED', persons: [person] })
  const letter = () =>
    office.db.delivery.findFirstOrThrow({ where: { documentId: id, topic: 'mail.letter' } })
  await expect.poll(async () => (await letter()).state, { timeout: 60_000 }).toBe('NEEDS_PERSON')
  await signIn(page, 'liis', `/deliveries?state=NEEDS_PERSON&document=${id}`)
  await page
    .locator(`a[href="/deliveries/${(await letter()).id}"]`)
    .first()
    .click()
  await expect(page.getByText('õppijal puudub e-posti aadress, kirja ei saadetud')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Saada uuesti' })).toBeEnabled()
  await page.getByRole('button', { name: 'Jäta ära' }).click()
  const dialog = page.getByRole('dialog', { name: 'Jäta saadetis ära?' })
  await field(dialog, 'Põhjus').fill('Anti paberil')
  await dialog.getByRole('button', { name: 'Jäta ära' }).click()
  await expect(page.getByText(/Saadetise jättis ära Liis .*Põhjus: Anti paberil/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Saada uuesti' })).toHaveCount(0)
})

test('a document that can no longer be confirmed in DHIS says so, and the signer is asked again', async ({
  page,
  office,
}) => {
  const id = await aDirective(office, { state: 'ISSUED', persons: [await aDoctorand(office.db)] })
  const { dhisId, sendNo } = await documentOf(office, id)
  const eventId = randomUUID()
  await office.db.news.create({
    data: {
      neighbour: 'DHIS',
      eventId,
      receivedAt: new Date(),
      documentId: id,
      state: 'PARKED',
      reasons: [{ code: 'cancelledThere' }],
      body: {
        eventId,
        type: 'withdrawn',
        how: 'cancelled',
        id: dhisId,
        ourId: id,
        version: sendNo,
        by: { name: 'DHIS', personalCode: '' },
        at: new Date().toISOString(),
      },
    },
  })
  await signIn(page, 'liis', `/documents/${id}`)
  await expect(page.getByText('DHISis ei saa dokumenti enam kinnitada:')).toBeVisible()
  await expect(page.getByText('DHIS on selle versiooni tühistanud.').first()).toBeVisible()
  await page.getByRole('button', { name: 'Küsi kinnitust uuesti' }).click()
  const dialog = page.getByRole('dialog', { name: 'Küsi kinnitust uuesti' })
  await field(dialog, 'Põhjus').fill('Tühistati DHISis kogemata')
  await dialog.getByRole('button', { name: 'Küsi kinnitust uuesti' }).click()
  await expect(page.getByText('DHISis ei saa dokumenti enam kinnitada:')).toHaveCount(0, { timeout: 60_000 })
  await reaches(office, id, 'ISSUED')
  await expect.poll(async () => (await inDhis(id))!.versions.length, { timeout: 60_000 }).toBe(2)
})
