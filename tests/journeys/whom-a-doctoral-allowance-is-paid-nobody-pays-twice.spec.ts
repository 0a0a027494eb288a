import { aDirective, reaches, stateOf } from './support/directives'
import { expect, test, type Office } from './support/journey'
import { aDoctorand, endGrant, giveGrant, type Doctorand } from './support/learners'
import { decideInDhis } from './support/sandbox'
import { signIn, stateNow } from './support/steps'

const allowance = { type: 'DOCTORAL_ALLOWANCE', from: '2026-09-01', to: '2027-08-31', source: 'HTM' } as const
const blockOf = ({ name }: Doctorand) =>
  `${name}: samaks perioodiks on määratud doktoranditoetus tegevustoetuse vahenditest ` +
  '(01.09.2026 - 31.08.2027, finantsallikas HTM, korraldus 2.1-17/102). Eemaldage isik korralduselt.'

test('at issuing, the disabled button says who has which grant by which document', async ({
  page,
  office,
}) => {
  const person = await aDoctorand(office.db, { grant: allowance })
  const id = await aDirective(office, { persons: [person] })
  await signIn(page, 'liis', `/documents/${id}`)
  const issue = page.getByRole('button', { name: 'Väljasta korraldus' })
  await expect(issue).toBeDisabled()
  await expect(issue).toHaveAccessibleDescription(blockOf(person))
  await expect(page.getByText('isik saab õppetoetust (HTM)')).toBeVisible()
})

test('at sending, a grant given after the check-over is found, and nothing is sent', async ({
  page,
  office,
}) => {
  const person = await aDoctorand(office.db)
  const id = await aDirective(office, { state: 'CHECKED', persons: [person] })
  await signIn(page, 'liis', `/documents/${id}/send`)
  await expect(page.getByRole('button', { name: 'Saada DHISi' })).toBeEnabled()

  await giveGrant(office.db, person, allowance)
  await page.getByRole('button', { name: 'Saada DHISi' }).click()
  await expect(page.getByText(blockOf(person)).first()).toBeVisible()
  expect(await stateOf(office, id)).toBe('CHECKED')
  expect(await office.db.delivery.count({ where: { documentId: id } })).toBe(0)

  await page.reload()
  await expect(page.getByRole('button', { name: 'Saada DHISi' })).toHaveCount(0)
  await expect(page.getByText(blockOf(person)).first()).toBeVisible()
})

test.describe('at the confirmation', () => {
  test('the news is parked, the document says what to do, and a new check registers it', async ({
    page,
    office,
  }) => {
    const { id, person, grantId } = await aParkedDirective(office)
    const { number } = await office.db.document.findUniqueOrThrow({ where: { id } })

    await signIn(page, 'tiina')
    await page
      .getByRole('link', { name: new RegExp(`^${number} · `) })
      .first()
      .click()
    await expect(stateNow(page, 'Korraldus väljastatud')).toBeVisible()
    const notice = page
      .getByText('Kinnitust ei saanud rakendada:')
      .locator('xpath=ancestor::*[contains(., "Kui takistus")][1]')
    await expect(notice).toContainText(blockOf(person))
    await expect(
      page.getByText('Kui takistus on kõrvaldatud, vajutage nupule Kontrolli uuesti.'),
    ).toBeVisible()

    const again = page.getByRole('button', { name: 'Kontrolli uuesti' })
    await again.click()
    // The notice and the person's row say this before the act too; only under its button is it the act's answer.
    await expect(page.locator('form', { has: again }).getByRole('alert')).toHaveText(blockOf(person))
    expect(await stateOf(office, id)).toBe('ISSUED')

    await endGrant(office.db, grantId, allowance.from)
    await again.click()
    await expect(stateNow(page, 'Korraldus registreeritud')).toBeVisible()
    await expect.poll(() => office.db.grant.count({ where: { documentId: id } })).toBe(1)
  })

  test('the drafter sees why and can take the directive back, which voids the news', async ({
    page,
    office,
  }) => {
    const { id, person } = await aParkedDirective(office)
    await signIn(page, 'liis', `/documents/${id}`)
    await expect(page.getByText(blockOf(person)).first()).toBeVisible()
    await expect(page.getByText(/võtke dokument muutmiseks tagasi või tühistage see/)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Kontrolli uuesti' })).toHaveCount(0)
    await page.getByRole('button', { name: 'Muuda korraldust' }).click()
    const dialog = page.getByRole('dialog', { name: 'Muuda korraldust' })
    await dialog.getByRole('textbox').fill('Toetus on juba mujalt määratud')
    await dialog.getByRole('button', { name: 'Muuda korraldust' }).click()
    await expect(stateNow(page, 'Korraldus loomisel')).toBeVisible()
    await expect
      .poll(async () => (await office.db.news.findFirstOrThrow({ where: { documentId: id } })).state)
      .toBe('VOID')
  })
})

/** A directive is issued, then its person gets the grant elsewhere, and then the signer confirms it in DHIS. */
async function aParkedDirective(office: Office) {
  const person = await aDoctorand(office.db)
  const id = await aDirective(office, { state: 'ISSUED', persons: [person] })
  const grantId = await giveGrant(office.db, person, allowance)
  await decideInDhis(id, 'confirm')
  await expect
    .poll(() => office.db.news.count({ where: { documentId: id, state: 'PARKED' } }), { timeout: 60_000 })
    .toBe(1)
  await reaches(office, id, 'ISSUED')
  return { id, person, grantId }
}
