import type { Page } from '@playwright/test'
import { aDirective, reaches, stateOf } from './support/directives'
import { expect, test, type Office } from './support/journey'
import { aDoctorand } from './support/learners'
import { fileOf } from './support/over-http'
import { field, signIn } from './support/steps'

/** Two checked-over directives and a draft, all about one person, and that person's names. */
async function someDirectives(office: Office) {
  const person = await aDoctorand(office.db)
  const ids: string[] = []
  for (const state of ['CHECKED', 'CHECKED', 'DRAFT'] as const)
    ids.push(await aDirective(office, { state, persons: [person] }))
  return { ids, lastName: person.lastName, name: person.name }
}

const boxes = (page: Page) => page.getByRole('row').getByRole('checkbox', { name: /^Vali (?!kõik)/ })
const title = (page: Page) => page.getByRole('heading', { level: 1 })

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('many documents are sent at once, one says why it can’t be, and a link leads to the outcome again', async ({
    page,
    office,
  }) => {
    const { ids, lastName } = await someDirectives(office)
    await signIn(page, 'liis', `/documents?q=${encodeURIComponent(lastName)}`)
    await page.getByRole('link', { name: 'Vali mitu dokumenti' }).click()
    await expect(boxes(page)).toHaveCount(3)
    for (const box of await boxes(page).all()) await box.check()
    await page.getByRole('button', { name: 'Saada DHISi' }).click()

    await expect(title(page)).toHaveText('Saada DHISi mitu dokumenti')
    await expect(page.getByText('DHISi saadetakse 2 dokumenti. 1 dokument jääb saatmata')).toBeVisible()
    await expect(page.getByText('Saadetakse DHISi, kinnitab Mari Mets.')).toHaveCount(2)
    await expect(page.getByText('Enne saatmist tuleb dokument väljastada ja üle kontrollida.')).toBeVisible()
    expect(await stateOf(office, ids[0]!)).toBe('CHECKED')

    await page.getByRole('main').getByRole('button', { name: 'Saada DHISi' }).click()
    await expect(page.getByText('DHISi läheb 2 dokumenti. 1 dokument jäi saatmata')).toBeVisible()
    const outcome = page.url()
    for (const id of ids.slice(0, 2)) await reaches(office, id, 'ISSUED')
    await page.goto('/documents')
    await page.goto(outcome)
    await expect(page.getByRole('row').getByText('Korraldus väljastatud')).toHaveCount(2)
    await expect(page.getByText('Läheb DHISi.')).toHaveCount(2)
  })
})

test('many documents are printed as one PDF, and one that was never sent can’t be cancelled', async ({
  page,
  office,
}) => {
  const { ids, lastName } = await someDirectives(office)
  await signIn(page, 'liis', `/documents?q=${encodeURIComponent(lastName)}`)
  await page.getByRole('checkbox', { name: 'Vali kõik sellel lehel' }).check()
  await expect(page.getByRole('status').filter({ hasText: '3 valitud' })).toBeAttached()
  await page.getByRole('button', { name: 'Prindi' }).click()
  await expect(page.getByText('Ühes PDFis on 3 dokumenti nimekirja järjekorras.')).toBeVisible()
  const link = page.getByRole('link', { name: 'Ava PDF' })
  const pdf = await fileOf(page, (await link.getAttribute('href'))!)
  expect(pdf.headers()['content-type']).toBe('application/pdf')
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')

  await page.getByRole('link', { name: 'Tagasi dokumentide juurde' }).click()
  await expect(title(page)).toHaveText('Dokumendid')
  await page.goto(`/documents?q=${encodeURIComponent(lastName)}`)
  await boxes(page).last().check()
  await page.getByRole('button', { name: 'Tühista', exact: true }).click()
  await expect(title(page)).toHaveText('Tühista mitu dokumenti')
  await expect(page.getByText('Ühtegi neist ei saa praegu tühistada.')).toBeVisible()
  await expect(page.getByText('kustutatakse dokumendi lehel')).toBeVisible()
  await expect(field(page, 'Põhjus')).toHaveCount(0)
  expect(await stateOf(office, ids[0]!)).toBe('CHECKED')
})

test('of an issued document and a draft chosen together, only the issued one is cancelled, with the reason', async ({
  page,
  office,
}) => {
  const person = await aDoctorand(office.db)
  const id = await aDirective(office, { state: 'ISSUED', persons: [person] })
  const draft = await aDirective(office, { persons: [person] })
  await signIn(page, 'liis', `/documents?q=${encodeURIComponent(person.lastName)}`)
  await page.getByRole('checkbox', { name: 'Vali kõik sellel lehel' }).check()
  await page.getByRole('button', { name: 'Tühista', exact: true }).click()
  await expect(page.getByText('Tühistatakse 1 dokument; seda tagasi võtta ei saa.')).toBeVisible()
  await field(page, 'Põhjus').fill('Ekslik')
  await page.getByRole('main').getByRole('button', { name: 'Tühista' }).click()
  await expect(page.getByText('Tühistati 1 dokument. 1 dokument jäi tühistamata')).toBeVisible()
  await expect(page.getByText('Põhjus: Ekslik')).toBeVisible()
  expect([await stateOf(office, id), await stateOf(office, draft)]).toEqual(['CANCELLED', 'DRAFT'])
})
