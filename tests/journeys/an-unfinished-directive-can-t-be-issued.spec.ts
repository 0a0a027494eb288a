import { aDirective } from './support/directives'
import { expect, test } from './support/journey'
import { aDoctorand } from './support/learners'
import { field, save, signIn, stateNow } from './support/steps'

test('a directive without persons can’t be issued, and says so', async ({ page, office }) => {
  const id = await aDirective(office)
  await signIn(page, 'liis', `/documents/${id}`)
  const issue = page.getByRole('button', { name: 'Väljasta korraldus' })
  await expect(issue).toBeDisabled()
  await expect(issue).toHaveAccessibleDescription('Dokumendil ei ole ühtegi isikut. Lisage isikuid.')
  await expect(page.getByText('Korraldusel ei ole veel isikuid')).toBeVisible()
})

test('a directive with unfinished rows can’t be issued, and each reason leads to its field', async ({
  page,
  office,
}) => {
  const person = await aDoctorand(office.db, { bankAccount: '' })
  const id = await aDirective(office, { persons: [person], head: { monthlyAmount: '' } })
  await signIn(page, 'liis', `/documents/${id}`)

  await expect(page.getByRole('button', { name: 'Väljasta korraldus' })).toBeDisabled()
  const account = page.getByRole('textbox', { name: `Arveldusarve nr ${person.name}` })
  const reason = (text: string) => page.getByRole('listitem').filter({ hasText: `${person.name}: ${text}` })
  await expect(reason('kuu summa puudub.')).toBeVisible()
  await reason('arveldusarve number puudub.').getByRole('link').click()
  await expect(account).toBeInViewport()

  await account.fill('EE471000001020145685')
  await page.getByRole('textbox', { name: `Kuu summa ${person.name}` }).fill('700')
  await save(page)
  await page.getByRole('button', { name: 'Väljasta korraldus' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kontrolli üle ja saada')
})

test('a wrong account, day and amount are named at their fields and at the top, and stay as typed', async ({
  page,
  office,
}) => {
  const person = await aDoctorand(office.db)
  const id = await aDirective(office, { persons: [person] })
  await signIn(page, 'liis', `/documents/${id}`)
  const cell = (label: string) => page.getByRole('textbox', { name: `${label} ${person.name}` })

  await cell('Arveldusarve nr').fill('EE000000000000000000')
  await cell('Maksmise lõpukuupäev').fill('31.02.2027')
  await cell('Kuu summa').fill('kuussada')
  await page.getByRole('button', { name: 'Salvesta' }).last().click()

  const wrong = {
    'Arveldusarve nr': 'Arveldusarve number ei ole õige. Kontrollige IBANi.',
    'Maksmise lõpukuupäev': 'Sellist kuupäeva ei ole. Kirjutage näiteks 21.11.2026.',
    'Kuu summa': 'Kirjutage summa eurodes kuni kahe komakohaga, näiteks 660,50.',
  }
  const summary = page.getByRole('alert').filter({ hasText: 'Seda ei saanud teha' })
  for (const [label, text] of Object.entries(wrong)) {
    await expect(cell(label)).toHaveAccessibleDescription(text)
    await expect(summary.getByRole('link', { name: text })).toBeVisible()
  }
  await expect(page).toHaveTitle(/^Viga:/)
  await summary.getByRole('link', { name: wrong['Kuu summa'] }).click()
  await expect(cell('Kuu summa')).toBeFocused()
  // The page saves the typing meanwhile and renders again; the cursor stays where it was.
  await cell('Kuu summa').press('End')
  await page.keyboard.type(' eurot', { delay: 400 })
  await expect(cell('Kuu summa')).toBeFocused()
  await expect(cell('Kuu summa')).toHaveValue('kuussada eurot')
  await expect(cell('Arveldusarve nr')).toHaveValue('EE000000000000000000')
  const { monthlyAmount } = await office.db.documentRow.findFirstOrThrow({ where: { documentId: id } })
  expect(monthlyAmount?.toString()).toBe('660')
})

test('a period that ends before it begins is refused', async ({ page, office }) => {
  const id = await aDirective(office)
  await signIn(page, 'liis', `/documents/${id}`)
  await field(page, 'Maksmise lõpukuupäev').fill('31.08.2026')
  await page.getByRole('button', { name: 'Salvesta' }).last().click()
  await expect(page.getByText('Lõpukuupäev on varasem kui alguskuupäev.').first()).toBeVisible()
  await expect(stateNow(page, 'Korraldus loomisel')).toBeVisible()
})
