import type { Locator, Page } from '@playwright/test'
import { aDirective, stateOf } from './support/directives'
import { expect, test } from './support/journey'
import { aDoctorand } from './support/learners'
import { field, header, idIn, scripted, signIn, stateNow } from './support/steps'

test('a directive goes from signing in to DHIS by keyboard alone', async ({ page, office }) => {
  test.slow()
  const person = await aDoctorand(office.db)
  await page.goto('/sign-in')
  await press(page, page.getByRole('button', { name: 'Liis Tamm' }))
  await expect(page).toHaveURL(/\/$/)

  await test.step('the keyboard skips the menu to the content, and opens the documents', async () => {
    await page.keyboard.press('Tab')
    await expect(page.getByRole('link', { name: 'Liigu sisu juurde' })).toBeFocused()
    await press(page, page.getByRole('link', { name: 'Dokumendid' }).first())
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dokumendid')
  })

  await test.step('a form is begun and filled in', async () => {
    const form = page.getByRole('form', { name: 'Uus dokument' })
    // The kind sets its type.
    await choose(page, field(form, 'Dokumendi liik'), 'doktoranditoetus')
    await press(page, form.getByRole('button', { name: 'Lisa dokument' }))
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Doktoranditoetus')
    await choose(page, field(page, 'Struktuuriüksus'), 'Loodus')
    await type(page, field(page, 'Maksmise alguskuupäev'), '01092026')
    await type(page, field(page, 'Maksmise lõpukuupäev'), '31.08.27')
    await type(page, field(page, 'Kuu summa'), header.amount)
    await type(page, field(page, 'Finantsallikas'), header.source)
    await choose(page, field(page, 'Dokumendi allakirjutaja'), 'Mari')
  })

  await test.step('a person is added', async () => {
    await press(page, page.getByRole('button', { name: 'Lisa isikuid' }), 'Shift+Tab')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lisa isikuid')
    await type(
      page,
      page.getByRole('search', { name: 'Otsing õppijate registrist' }).getByLabel('Nimi'),
      person.lastName,
    )
    await page.keyboard.press('Enter')
    await reach(page, page.getByRole('checkbox', { name: new RegExp(`^Vali ${person.name}`) }))
    await page.keyboard.press('Space')
    await press(page, page.getByRole('button', { name: 'Lisa valitud' }))
    await expect(page.getByText('Lisati 1 isik.')).toBeVisible()
    await press(page, page.getByRole('link', { name: 'Tagasi dokumendi juurde' }).first(), 'Shift+Tab')
  })

  await test.step('the form is saved with Enter in a field, issued and sent', async () => {
    await reach(page, field(page, 'Finantsallikas'))
    await page.keyboard.press('Enter')
    await expect(page.getByText(/^Salvestatud kell/)).toBeVisible()
    await press(page, page.getByRole('button', { name: 'Väljasta korraldus' }), 'Shift+Tab')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kontrolli üle ja saada')
    await press(page, page.getByRole('button', { name: 'Saada DHISi' }))
    await expect(stateNow(page, 'Korraldus väljastatud')).toBeVisible({ timeout: 60_000 })
  })

  await test.step('a decision’s dialog opens, takes focus, closes on Esc and gives the focus back', async () => {
    const opener = page.getByRole('button', { name: 'Muuda korraldust' }).first()
    await press(page, opener)
    const dialog = page.getByRole('dialog', { name: 'Muuda korraldust' })
    await expect(dialog).toBeVisible()
    await expect(dialog.locator(':focus')).toHaveCount(1)
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(opener).toBeFocused()
    expect(await stateOf(office, idIn(page))).toBe('ISSUED')
  })
})

test('rows are chosen in ranges with Shift and arrows, and their count is read out', async ({
  page,
  office,
}) => {
  const persons = [await aDoctorand(office.db), await aDoctorand(office.db), await aDoctorand(office.db)]
  const id = await aDirective(office, { persons })
  await page.goto(`/sign-in?next=/documents/${id}`)
  await press(page, page.getByRole('button', { name: 'Liis Tamm' }))
  const boxes = page.getByRole('table', { name: 'Isikud' }).getByRole('checkbox', { name: /^Vali .*Näidis/ })
  await expect(boxes).toHaveCount(3)

  await reach(page, boxes.nth(0))
  await page.keyboard.press('Space')
  await expect(page.getByRole('status').filter({ hasText: '1 valitud' })).toBeAttached()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(boxes.nth(2)).toBeFocused()
  await expect(page.getByRole('status').filter({ hasText: '3 valitud' })).toBeAttached()
  for (const box of await boxes.all()) await expect(box).toBeChecked()

  await page.keyboard.press('Space')
  await press(page, page.getByRole('button', { name: 'Eemalda valitud isikud korralduselt' }))
  await expect(boxes).toHaveCount(1)
})

test('the palette leads to pages and learners, and Esc leaves everything as it was', async ({
  page,
  office,
}) => {
  const person = await aDoctorand(office.db)
  await page.goto('/sign-in')
  await press(page, page.getByRole('button', { name: 'Tiina Õun' }))
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Tiina')

  const palette = page.getByRole('dialog', { name: 'Otsing' })
  // A page whose script hasn't loaded yet doesn't know the keys.
  const open = () =>
    expect(async () => {
      await page.keyboard.press('Control+K')
      await expect(palette.getByRole('combobox')).toBeFocused({ timeout: 2_000 })
    }).toPass()
  await open()
  await page.keyboard.press('Escape')
  await expect(palette).toBeHidden()

  await open()
  await page.keyboard.type('andmevah')
  await expect(palette.getByRole('option', { name: /Andmevahetus/ }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/deliveries/)

  await open()
  await page.keyboard.type(person.lastName)
  await expect(palette.getByRole('option', { name: new RegExp(`^${person.name}`) })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/learners/${person.id}`))
})

test('a link changes the content without reloading the page, and with Ctrl it opens another one', async ({
  page,
}) => {
  await signIn(page, 'liis')
  await scripted(page)
  await page.evaluate(() => Object.assign(window, { stillHere: true }))
  await page.getByRole('link', { name: 'Õppijad' }).first().press('Enter')
  await expect(page).toHaveURL(/\/learners/)
  expect(await page.evaluate(() => 'stillHere' in window)).toBe(true)
  await page.goBack()
  await expect(page).toHaveURL(/\/$/)
  expect(await page.evaluate(() => 'stillHere' in window)).toBe(true)

  const beside = page.context().waitForEvent('page')
  await page
    .getByRole('link', { name: 'Õppijad' })
    .first()
    .click({ modifiers: ['Control'] })
  await expect(await beside).toHaveURL(/\/learners/)
  await expect(page).toHaveURL(/\/$/)
})

/** Presses Tab until the control has focus, as a person does; fails if the keyboard can't get there. */
async function reach(page: Page, control: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab') {
  await expect(control).toBeVisible()
  // The choices may come only with the answer to an earlier choice.
  await expect(control).toBeEnabled()
  for (let steps = 0; steps < 120; steps++) {
    if (await control.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
  }
  throw new Error(`${control} can't be reached with ${key}`)
}

async function press(page: Page, control: Locator, key?: 'Shift+Tab') {
  await reach(page, control, key)
  await page.keyboard.press('Enter')
}

async function type(page: Page, control: Locator, text: string) {
  await reach(page, control)
  await page.keyboard.press('Control+A')
  await page.keyboard.type(text)
}

/** Typing the beginning of a choice chooses it. */
async function choose(page: Page, control: Locator, beginning: string) {
  await reach(page, control)
  await page.keyboard.type(beginning)
  await expect(control.locator('option:checked')).toHaveText(new RegExp(`^${beginning}`))
}
