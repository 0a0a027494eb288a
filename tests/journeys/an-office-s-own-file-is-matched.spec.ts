import { expect, test } from './support/journey'
import { newPerson } from './support/learners'
import { field, signIn } from './support/steps'

test('an office’s own file is matched once and imported, and leads to a directive', async ({ page }) => {
  test.slow()
  const [first, second] = [newPerson(), newPerson()]
  const upload = async (name: string, person: typeof first) => {
    await page.goto('/import')
    await page.getByLabel('Mida sisse tuua').selectOption({ index: 0 })
    await page
      .getByLabel('Fail', { exact: true })
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(fileOf(person)) })
    await page.getByRole('button', { name: 'Vaata üle' }).click()
  }
  await signIn(page, 'liis')

  await test.step('the office is asked about the columns, with the first values of each', async () => {
    await upload('doktorandid.csv', first)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Veergude vastavus')
    await expect(page.getByText('Puudu on: Struktuuriüksuse kood.')).toBeVisible()
    await expect(page.getByRole('combobox', { name: 'Veerg „Perenimi”' })).toHaveValue('lastName')
    await expect(page.getByRole('combobox', { name: 'Veerg „Konto nr”' })).toHaveValue('bankAccount')
    await expect(page.getByRole('row', { name: 'Juhendaja' })).toContainText('Jaan Tamm')
    await expect(page.getByRole('combobox', { name: 'Veerg „Juhendaja”' })).toHaveValue('')
  })

  await test.step('one value stands for the missing column, and the preview says how a day was read', async () => {
    await field(page, 'Struktuuriüksuse kood (kohustuslik)').fill('LT')
    await page.getByRole('button', { name: 'Vaata üle' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import: doktorandid')
    await expect(page.getByText('Juhendaja')).toBeVisible()
    await expect(page.getByRole('row', { name: first.lastName })).toContainText(
      'Õpingute algus: „01/09/2025” loeti järjekorras päev, kuu, aasta: 01.09.2025',
    )
  })

  await test.step('a directive is begun with the imported persons', async () => {
    await page.getByRole('button', { name: 'Vii andmed sisse' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Vii andmed sisse' }).click()
    await expect(page.getByText('Andmed viidi registrisse')).toContainText('uusi 1')
    await field(page, 'Dokumendi liik').selectOption('doktoranditoetus struktuuriüksuse omavahenditest')
    await page.getByRole('button', { name: 'Vormista korraldus nende isikutega' }).click()
    await expect(page).toHaveURL(/\/documents\/[0-9a-f-]{36}$/)
    await expect(page.getByRole('link', { name: first.name, exact: true })).toBeVisible()
  })

  await test.step('the next file of that shape is not asked about', async () => {
    await upload('doktorandid-2.csv', second)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import: doktorandid')
    await expect(page.getByRole('row', { name: second.lastName })).toContainText('uus')
  })
})

const fileOf = ({ firstName, lastName, personalCode, email }: ReturnType<typeof newPerson>) =>
  [
    'Füüsika instituudi doktorandid',
    '',
    'Eesnimi;Perenimi;ID-kood;E-post;Konto nr;Õppekoha kood;Õppekava kood;Õppekoormus;Õppekoha liik;Õpingute algus;' +
      'Põhiolek;Korralduse number;Korralduse kuupäev;Juhendaja',
    `${firstName};${lastName};${personalCode};${email};EE231010022087891158;2025-${lastName};80132;täiskoormus;RE;` +
      '01/09/2025;õpib;2.1-1/587;18.08.2025;Jaan Tamm',
  ].join('\r\n')
