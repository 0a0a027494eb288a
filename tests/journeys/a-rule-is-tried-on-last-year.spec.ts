import { randomInt } from 'node:crypto'
import { expect, test } from './support/journey'
import { brokenRules } from './support/axe'
import { aDirective } from './support/directives'
import { aDoctorand } from './support/learners'
import { field, signIn } from './support/steps'

test('a clash is tried on last year’s documents before it is put into force from a day on', async ({
  page,
  office,
}) => {
  test.setTimeout(180_000)
  // A grant type for this journey alone, so that its rules concern no other.
  const code = `PROOV_${randomInt(1e6)}`
  const name = `proovistipendium ${code.slice(6)}`
  await signIn(page, 'tiina')
  await page.getByRole('navigation').getByRole('link', { name: 'Seaded' }).click()
  await page.getByRole('link', { name: 'Toetuse liigid' }).click()
  const form = page.getByRole('form', { name: 'Lisa toetuse liik' })
  await field(form, 'Tunnus').fill(code)
  await field(form, 'Kehtib alates').fill('31.02.2026')
  await form.getByRole('button', { name: 'Lisa toetuse liik' }).click()
  const wrong = page.getByRole('alert').filter({ hasText: 'Seda ei saa salvestada' })
  await expect(wrong).toContainText('Kirjutage nimetus.')
  await expect(wrong).toContainText('Sellist kuupäeva ei ole. Kirjutage näiteks 21.11.2026.')
  await expect(field(form, 'Tunnus')).toHaveValue(code)
  await field(form, 'Nimetus').fill(name)
  await field(form, 'Kehtib alates').fill('01.01.2026')
  await form.getByRole('button', { name: 'Lisa toetuse liik' }).click()
  await expect(page.getByText(`Liik ${code} on lisatud.`)).toBeVisible()

  const source = `PROOV-${code.slice(6)}`
  const clashing = await aDoctorand(office.db, {
    grant: { type: 'BASIC_ALLOWANCE', from: '2026-09-01', to: '2027-06-30', source },
  })
  const other = await aDoctorand(office.db)
  const id = await aDirective(office, { state: 'REGISTERED', persons: [clashing, other], grantType: code })

  await page.goto('/settings')
  await page.getByRole('link', { name: 'Vastuolude maatriks' }).click()
  const cell = page.getByRole('checkbox', { name: `Määratakse ${name}, isikul on põhitoetus` })
  await cell.check()
  await page.getByRole('button', { name: 'Proovi möödunud aasta dokumentidel' }).click()
  const trial = page.getByRole('region', { name: 'Proov möödunud aasta dokumentidel' })
  await expect(trial).toContainText(`Hoiatab: ${name} × põhitoetus`)
  await expect(trial).toContainText('Vaadati läbi 2 rida 1 dokumendilt')
  await expect(trial).toContainText('Hoiatusi lisandub: 1 rida')
  const line = trial.getByRole('row').filter({ hasText: clashing.name })
  await expect(line).toContainText(
    'isikule on samaks perioodiks määratud põhitoetus (01.09.2026 - 30.06.2027)',
  )
  await expect(trial.getByRole('row').filter({ hasText: other.name })).toHaveCount(0)
  await expect(line.getByRole('link', { name: /^2\.1-17\// })).toHaveAttribute('href', `/documents/${id}`)
  expect(await brokenRules(page, {}, '#trial')).toEqual([])
  expect(await office.db.grantRule.count({ where: { given: code } })).toBe(0)

  await expect(cell).toBeChecked()
  await page.getByRole('button', { name: 'Kehtesta' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Kirjutage kuupäev.' })).toBeVisible()
  await field(page, 'Muudatus kehtib alates').fill('01.01.2025')
  await page.getByRole('button', { name: 'Kehtesta' }).click()
  await expect(page.getByText('Muudatus ei saa kehtida tagasiulatuvalt.').first()).toBeVisible()
  await field(page, 'Muudatus kehtib alates').fill('01.09.2098')
  await page.getByRole('button', { name: 'Kehtesta' }).click()
  await expect(page.getByText('Muudeti 1 lahter, kehtib alates 01.09.2098.')).toBeVisible()
  await expect(page.getByText(`${name} × põhitoetus: väljas → sees, alates 01.09.2098`).first()).toBeVisible()
  await page.reload()
  await expect(cell).toBeChecked()
  await expect(cell).toHaveAccessibleDescription('alates 01.09.2098')

  await page.goto(`/documents/${id}/versions`)
  const rules = page.getByRole('region', { name: 'Reeglid, millega dokument üle kontrolliti' })
  await expect(rules).toContainText(`versioon 1: ${name}`)
  await expect(rules).toContainText('maatriksi järgi mitte ükski')
  await expect(rules).toContainText('põhitoetus: enne hoiatuseta, nüüd hoiatus alates 01.09.2098')
})

test('a warning of a type is tried before it is switched off, and a second person is told of the change', async ({
  page,
  browser,
  office,
}) => {
  const code = `PROOV_${randomInt(1e6)}`
  await office.db.grantType.create({
    data: { code, name: `proovitoetus ${code.slice(6)}`, validFrom: new Date('2026-01-01') },
  })
  const other = await browser.newPage()
  const address = `/settings/grants/${code}`
  await signIn(page, 'tiina', address)
  await signIn(other, 'tiina', address)

  const warnings = page.getByRole('form', { name: 'Reeglid' })
  await warnings.getByRole('checkbox', { name: 'õpib osakoormusega' }).uncheck()
  await warnings.getByRole('button', { name: 'Proovi möödunud aasta dokumentidel' }).click()
  const trial = page.getByRole('region', { name: 'Proov möödunud aasta dokumentidel' })
  await expect(trial).toContainText('Ei näidata: õpib osakoormusega')
  await expect(trial).toContainText(
    'Seda liiki ei ole neil õppeaastatel ühegi registreeritud dokumendiga määratud.',
  )
  await warnings.getByRole('button', { name: 'Kehtesta' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Kirjutage kuupäev.' })).toBeVisible()
  await warnings.getByRole('checkbox', { name: 'akadeemiline puhkus' }).uncheck()
  await field(warnings, 'Muudatus kehtib alates').fill('01.09.2098')
  await warnings.getByRole('button', { name: 'Kehtesta' }).click()
  await expect(page.getByText('Muudeti 2 reeglit, kehtivad alates 01.09.2098.')).toBeVisible()
  await expect(page.getByText('õpib osakoormusega: sees → väljas, alates 01.09.2098')).toBeVisible()
  await page.reload()
  const hidden = warnings.getByRole('checkbox', { name: 'õpib osakoormusega alates 01.09.2098 ei näidata' })
  await expect(hidden).not.toBeChecked()
  await expect(
    warnings.getByRole('checkbox', { name: 'akadeemiline puhkus alates 01.09.2098 ei lõpeta' }),
  ).not.toBeChecked()

  await field(other, 'Nimetus').fill(`proovitoetus uus ${code.slice(6)}`)
  const about = other.getByRole('form', { name: 'Liigi andmed' })
  await about.getByRole('button', { name: 'Salvesta' }).click()
  await expect(other.getByText(/^Seda on vahepeal muutnud Tiina Õun/).first()).toBeVisible()
  await expect(field(other, 'Nimetus')).toHaveValue(`proovitoetus uus ${code.slice(6)}`)
  await about.getByRole('button', { name: 'Salvesta' }).click()
  await expect(other.getByText('Muudatused on salvestatud.')).toBeVisible()
  expect(await office.db.grantType.findUniqueOrThrow({ where: { code } })).toMatchObject({
    name: `proovitoetus uus ${code.slice(6)}`,
  })
  await other.close()
})

test('an unknown placeholder in a letter and a wrong contact are refused at their fields', async ({
  page,
}) => {
  await signIn(page, 'tiina', '/settings/letters')
  const letter = page.getByRole('group', { name: 'Muu korraldus tühistati' })
  const text = await field(letter, 'Tekst').inputValue()
  // Until the page's script has loaded, React resets a text area to what the server sent.
  await expect(async () => {
    await field(letter, 'Tekst').fill(`${text} {summa}`)
    await page.getByRole('button', { name: 'Salvesta' }).click()
    await expect(letter.getByText('Kohta {summa} ei saa täita.')).toBeVisible({ timeout: 5000 })
  }).toPass()
  await field(letter, 'Tekst').fill(text)
  await page.getByRole('button', { name: 'Salvesta' }).click()
  await expect(page.getByText('Midagi ei muutunud.')).toBeVisible()
  await page.goto('/settings/office')
  await field(page, 'Viisanõustaja e-post').fill('viisa')
  await page.getByRole('button', { name: 'Salvesta' }).click()
  await expect(page.getByText('Kirjutage e-posti aadress').first()).toBeVisible()
})
