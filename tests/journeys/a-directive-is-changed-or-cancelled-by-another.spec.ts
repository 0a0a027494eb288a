import { aDirective, documentOf, reaches } from './support/directives'
import { expect, test } from './support/journey'
import { aDoctorand } from './support/learners'
import { decideInDhis } from './support/sandbox'
import { checkOver, field, idIn, save, send, signIn, stateNow } from './support/steps'

test('another directive takes one of two persons off a registered one, after showing what that changes', async ({
  page,
  office,
}) => {
  test.slow()
  const [stays, goes] = [await aDoctorand(office.db), await aDoctorand(office.db)]
  const base = await aDirective(office, { state: 'REGISTERED', persons: [stays, goes] })
  const { number } = await documentOf(office, base)

  await signIn(page, 'liis', `/documents/${base}`)
  await page.getByRole('button', { name: 'Muud toimingud' }).click()
  await page.getByRole('link', { name: 'Muuda või tühista korraldusega' }).click()
  await field(page, 'Dokumendi liik').selectOption('korralduse tühistamine')
  await page.getByRole('checkbox', { name: `Vali ${goes.name}` }).check()
  await page.getByRole('button', { name: 'Lisa dokument' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Korralduse tühistamine')
  await expect(page.getByRole('link', { name: `${number} · doktoranditoetus` })).toBeVisible()
  await expect(page.getByText(stays.name)).toHaveCount(0)
  await field(page, 'Alus').selectOption({ index: 1 })
  await page.getByRole('textbox', { name: 'Põhjus' }).last().fill('Määrati ekslikult')
  await save(page)
  await checkOver(page)
  const changes = page.getByRole('table', { name: 'Mis registreerimisel muutub' })
  await expect(changes.getByRole('row', { name: goes.name })).toContainText(
    /toetus: doktoranditoetus struktuuriüksuse omavahenditest, 01.09.2026–31.08.2027, 660,00 eurot kuus, LTFYS/,
  )
  // One to the person and one to the finance office.
  await expect(page.getByText('Saadetakse 2 e-kirja.')).toBeVisible()
  await send(page)
  const id = idIn(page)
  await reaches(office, id, 'ISSUED')
  await decideInDhis(id, 'confirm')
  await reaches(office, id, 'REGISTERED')

  await page.goto(`/documents/${base}`)
  await expect(stateNow(page, 'Korraldus registreeritud')).toBeVisible()
  await expect(page.getByRole('row', { name: goes.name })).toContainText('selles osas muudetud')
  await page.goto(`/learners/${goes.id}`)
  await expect(page.getByRole('table', { name: 'Toetused' })).toContainText('tühistatud')
  await page.goto(`/learners/${stays.id}`)
  // Once in the general data and once under the study place.
  await expect(page.getByRole('rowheader', { name: 'Õppetoetusel või riiklikul stipendiumil' })).toHaveCount(
    2,
  )
})

test('a page shows what cancelling a registered directive changes for whom, before it is cancelled', async ({
  page,
  office,
}) => {
  test.slow()
  const person = await aDoctorand(office.db)
  const id = await aDirective(office, { state: 'REGISTERED', persons: [person] })
  await signIn(page, 'tiina', `/documents/${id}`)
  await page.getByRole('button', { name: 'Muud toimingud' }).click()
  await page.getByRole('link', { name: 'Tühista …' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Registreeritud korralduse tühistamine')
  const table = page.getByRole('table', { name: 'Õppijate andmed' })
  await expect(table.getByRole('row', { name: person.name })).toContainText('01.09.2026–31.08.2027')
  await expect(page.getByText('Üks veel saatmata EHISe päring võetakse tagasi.')).toBeVisible()
  await page.getByRole('button', { name: 'Tühista korraldus' }).click()
  await expect(page.getByText('Kirjutage põhjus.')).toBeVisible()
  await field(page, 'Põhjus').fill('Koostatud ekslikult')
  await page.getByRole('button', { name: 'Tühista korraldus' }).click()
  await expect(stateNow(page, 'Korraldus tühistatud')).toBeVisible()
})
