/** What people do on the screen, by the names that they see there. */
import { xlsxFile } from '@/lib/shared/write-sheet'
import type { Locator, Page } from '@playwright/test'
import { expect, type CastName } from './journey'
import { becomes } from './over-http'

/** Gives the browser a session as the sandbox's list of persons does, and opens the desk or another page. */
export async function signIn(page: Page, name: CastName, to = '/') {
  await becomes(page.request, name)
  await page.goto(to)
  await expect(page.getByRole('main')).toBeVisible()
  await expect(page).not.toHaveURL(/sign-in/)
}

/** Waits until the page's script has loaded; until then links, keys and forms are the browser's own. */
export const scripted = (page: Page) =>
  page.waitForFunction(() =>
    Object.keys(document.querySelector('main')!).some((key) => key.startsWith('__react')),
  )

/** A control by the label above it, with or without the mark of a required one; not a cell of a table. */
export const field = (scope: Page | Locator, label: string) =>
  scope.getByLabel(new RegExp(`^${escaped(label)}( \\*)?$`)).and(scope.locator(':not([aria-labelledby])'))

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Presses `Lisa dokument` with the type and kind of the own-funds allowance; returns the id in the address. */
export async function beginDirective(page: Page): Promise<string> {
  await page.goto('/documents')
  const form = page.getByRole('form', { name: 'Uus dokument' })
  await field(form, 'Dokumendi tüüp').selectOption('prodekaani või struktuuriüksuse juhi korraldus')
  await field(form, 'Dokumendi liik').selectOption('doktoranditoetus struktuuriüksuse omavahenditest')
  await form.getByRole('button', { name: 'Lisa dokument' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Doktoranditoetus struktuuriüksuse omavahenditest',
  )
  return idIn(page)
}

/** The document's id in the address of its page. */
export const idIn = (page: Page) => /documents\/([0-9a-f-]{36})/.exec(page.url())![1]!

export const header = {
  unit: 'Loodus- ja täppisteaduste valdkond',
  from: '01.09.2026',
  to: '31.08.2027',
  amount: '660,50',
  source: 'LTFYS',
  signer: 'Mari Mets, õppeprodekaan',
}

/** Fills the common fields; what is left out stays as it is. */
export async function fillHeader(page: Page, values: Partial<typeof header> = header) {
  const { unit, from, to, amount, source, signer } = values
  if (unit) await field(page, 'Struktuuriüksus').selectOption(unit)
  if (from) await field(page, 'Maksmise alguskuupäev').fill(from)
  if (to) await field(page, 'Maksmise lõpukuupäev').fill(to)
  if (amount) await field(page, 'Kuu summa').fill(amount)
  if (source) await field(page, 'Finantsallikas').fill(source)
  if (signer) await field(page, 'Dokumendi allakirjutaja').selectOption(signer)
}

/** Adds persons by pasted personal codes, and returns to the document. */
export async function addByCodes(page: Page, codes: readonly string[], added = codes.length) {
  await page.getByRole('button', { name: 'Lisa isikuid' }).click()
  await page.getByRole('link', { name: 'Isikukoodide järgi' }).click()
  await field(page, 'Isikukoodid').fill(codes.join('\n'))
  await page.getByRole('button', { name: 'Lisa', exact: true }).click()
  await expect(page.getByText(added === 1 ? 'Lisati 1 isik.' : `Lisati ${added} isikut.`)).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'Tagasi dokumendi juurde' }).first().click()
  await expect(page.getByRole('heading', { name: 'Isikud' })).toBeVisible()
}

/** Adds a basis by `Muuda/lisa`, if the kind has none by default. */
export async function newBasis(page: Page, text = 'Õppekorralduseeskiri') {
  await page.getByRole('button', { name: 'Muuda/lisa', exact: true }).click()
  const known = page.getByRole('listitem').filter({ hasText: text })
  await expect(field(page, 'Aluse tekst')).toBeVisible()
  if ((await known.count()) === 0) {
    await field(page, 'Aluse tekst').fill(text)
    await page.getByRole('button', { name: 'Lisa', exact: true }).click()
  }
  await expect(known).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'Tagasi dokumendi juurde' }).first().click()
  await field(page, 'Alus').selectOption({ label: text })
}

/**
 * Presses `Salvesta` and waits until the page says that it is saved. It waits for a new revision first, because the
 * page may still say so about an earlier save.
 */
export async function save(page: Page) {
  const revision = page.locator('main input[name=revision]').first()
  const before = await revision.inputValue()
  await page.getByRole('button', { name: 'Salvesta' }).last().click()
  await expect(revision).not.toHaveValue(before)
  await expect(page.getByText(/^Salvestatud kell/)).toBeVisible()
}

/** Presses `Väljasta korraldus`, which leads to the check-over page. */
export async function checkOver(page: Page, button = 'Väljasta korraldus') {
  await page.getByRole('button', { name: button }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kontrolli üle ja saada')
}

/** Presses `Saada DHISi` on the check-over page, and waits for the document's page. */
export async function send(page: Page) {
  await page.getByRole('button', { name: 'Saada DHISi' }).click()
  await expect(page).toHaveURL(/\/documents\/[0-9a-f-]{36}$/)
}

/** The current step of the document's states, if it has this label; the other steps are on the page too. */
export const stateNow = (page: Page, label: string) =>
  page
    .getByRole('list', { name: 'Dokumendi olek' })
    .locator('[aria-current=step]')
    .getByText(label, { exact: true })

/** Presses an act behind "Muud toimingud". */
export async function chooseInMenu(page: Page, name: string) {
  await page.getByRole('button', { name: 'Muud toimingud' }).click()
  await page.getByRole('group', { name: 'Muud toimingud' }).getByRole('button', { name }).click()
}

/** A spreadsheet in memory, as an office has it: headings, and cells as text. */
export const spreadsheet = async (name: string, headings: string[], rows: string[][]) => ({
  name,
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer: Buffer.from(await xlsxFile([{ name: 'Leht1', headings, rows }])),
})
