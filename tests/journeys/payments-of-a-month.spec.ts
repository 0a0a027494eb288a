import { randomInt } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { readSheet } from '../support/first-sheet'
import { expect, test } from './support/journey'
import { aDoctorand, giveGrant } from './support/learners'
import { field, signIn } from './support/steps'

test('the finance office sees whom to pay for a month, and downloads exactly that list', async ({
  page,
  office,
}) => {
  const { db } = office
  // A source from which nobody else is paid, not even in an earlier run of this journey.
  const source = `MAKSE-${randomInt(1e6)}`
  const whole = await aDoctorand(db)
  const part = await aDoctorand(db, { bankAccount: '' })
  const over = await aDoctorand(db)
  const grant = { type: 'DOCTORAL_ALLOWANCE', source } as const
  await giveGrant(db, whole, { ...grant, from: '2040-09-01', to: '2041-08-31' })
  await giveGrant(db, part, { ...grant, from: '2041-02-15', to: '2041-08-31' })
  await giveGrant(db, over, { ...grant, from: '2040-09-01', to: '2041-01-31' })

  await signIn(page, 'rein')
  await page.getByRole('navigation').getByRole('link', { name: 'Toetused' }).click()
  await page.getByRole('link', { name: 'Maksenimekiri' }).click()
  await field(page, 'Kuu').fill('13.2041')
  await page.getByRole('button', { name: 'Näita' }).click()
  const alert = page.getByRole('alert').filter({ hasText: 'Seda ei saa näidata' })
  await expect(alert).toContainText('Sellist kuud ei ole. Kirjutage näiteks 11.2026.')
  await expect(alert).toBeFocused()
  await field(page, 'Kuu').fill('02.2041')
  await field(page, 'Finantsallikas').selectOption(source)
  await page.getByRole('button', { name: 'Näita' }).click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Maksenimekiri veebruar 2041')
  const table = page.getByRole('table', { name: 'Maksed isikute kaupa' })
  const line = (name: string) => table.getByRole('row').filter({ hasText: name })
  await expect(table.getByRole('row')).toHaveCount(3)
  await expect(line(whole.name)).toContainText('28 / 28')
  await expect(line(part.name)).toContainText('14 / 28')
  await expect(line(part.name)).toContainText('arveldusarve puudub')
  await expect(page.getByText('1 maksel puudub arveldusarve.')).toBeVisible()
  const sums = page.getByRole('table', { name: 'Kokku finantsallikate järgi' })
  await expect(sums.getByRole('row', { name: 'Kokku' })).toContainText('1320,00')

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Nimekiri failina' }).click(),
  ])
  const sheet = await readSheet(new Uint8Array(await readFile(await file.path())))
  const rows = 'rows' in sheet ? sheet.rows.slice(1) : []
  expect(file.suggestedFilename()).toBe('maksed-2041-02.xlsx')
  expect(rows.map((row) => row[0]).toSorted()).toEqual([whole.name, part.name].toSorted())
  const paid = rows.find(([name]) => name === whole.name)!
  expect([paid[1], paid.at(-2), paid.at(-1)]).toEqual(['EE382200221020145685', '28 / 28', '660,00'])

  await page.getByRole('link', { name: 'märts 2041' }).click()
  await expect(line(part.name)).toContainText('31 / 31')
})

test('the study office finds the grants that end soon, and their learners', async ({ page, office }) => {
  const source = `LOPEB-${randomInt(1e6)}`
  const person = await aDoctorand(office.db)
  const other = await aDoctorand(office.db)
  await giveGrant(office.db, person, {
    type: 'BASIC_ALLOWANCE',
    source,
    from: '2041-09-01',
    to: '2042-01-31',
  })
  await giveGrant(office.db, other, { type: 'BASIC_ALLOWANCE', source, from: '2041-09-01', to: '2042-06-30' })

  await signIn(page, 'tiina', '/grants')
  await field(page, 'Finantsallikas').selectOption(source)
  await field(page, 'Seis kuupäeval').fill('15.01.2042')
  await page.getByRole('button', { name: 'Näita' }).click()
  const states = page.getByRole('navigation', { name: 'Toetused oleku järgi' })
  await expect(states.getByRole('link', { name: 'Kehtivad 2' })).toBeVisible()
  await states.getByRole('link', { name: 'Lõpevad 30 päeva jooksul 1' }).click()
  await expect(page.getByText('Näidatakse seisu 15.01.2042.')).toBeVisible()
  const line = page.getByRole('table', { name: 'Toetused' }).getByRole('row').filter({ hasText: person.name })
  await expect(line).toContainText('lõpeb peagi')
  await line.getByRole('link', { name: person.name }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(person.name)
  await expect(page.getByText('Näidatakse seisu 15.01.2042.')).toBeVisible()
})
