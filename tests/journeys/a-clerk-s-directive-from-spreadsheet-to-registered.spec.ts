import type { Page } from '@playwright/test'
import { expect, test } from './support/journey'
import { aDoctorand, newPerson, type Doctorand } from './support/learners'
import { fileOf } from './support/over-http'
import { inDhis, lettersTo, sandboxPage } from './support/sandbox'
import {
  addByCodes,
  beginDirective,
  checkOver,
  fillHeader,
  idIn,
  save,
  send,
  signIn,
  spreadsheet,
  stateNow,
} from './support/steps'

test('a unit clerk imports a list of doctoral students, and their allowance is registered', async ({
  page,
  office,
}) => {
  test.slow()
  const fromList = [newPerson(), newPerson(), newPerson()]
  const onLeave = await aDoctorand(office.db, { leave: { from: '2027-02-01', to: '2027-06-30' } })
  const paidElsewhere = await aDoctorand(office.db, {
    grant: { type: 'DOCTORAL_ALLOWANCE', from: '2024-09-02', to: '2028-08-27', source: 'HLOOM' },
  })
  const nobody = newPerson()

  await signIn(page, 'liis')

  await test.step('the office’s own list of doctoral students is imported from a spreadsheet', async () => {
    await page.getByRole('link', { name: 'Andmete import' }).first().click()
    await page.getByLabel('Mida sisse tuua').selectOption({ index: 0 })
    await page
      .getByLabel('Fail', { exact: true })
      .setInputFiles(await spreadsheet('doktorandid.xlsx', headings, fromList.map(lineOf)))
    await page.getByRole('button', { name: 'Vaata üle' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import: doktorandid')
    await expect(page.getByRole('row', { name: fromList[0]!.lastName })).toContainText('uus')
    await page.getByRole('button', { name: 'Vii andmed sisse' }).click()
    const dialog = page.getByRole('dialog', { name: 'Vii andmed registrisse' })
    await expect(dialog).toContainText('Registrisse lisatakse 3 rida')
    await dialog.getByRole('button', { name: 'Vii andmed sisse' }).click()
    await expect(page.getByText('Andmed viidi registrisse')).toContainText(
      'uusi 3, muudetud 0, samu 0, vigaseid 0',
    )
  })

  await test.step('a directive is begun and its common fields are filled in', async () => {
    await beginDirective(page)
    await fillHeader(page)
  })

  await test.step('persons are added by searching and ticking, by pasting and from a file', async () => {
    await addFromRegister(page, fromList[0]!)
    await addByCodes(
      page,
      [fromList[1]!, onLeave, paidElsewhere].map(({ personalCode }) => personalCode),
    )
    await addFromFile(page, [fromList[2]!, nobody])
  })

  await test.step('every new row has the common fields, and the account from the person’s contact data', async () => {
    const cell = (label: string) => page.getByRole('textbox', { name: `${label} ${fromList[0]!.name}` })
    await expect(cell('Maksmise alguskuupäev')).toHaveValue('01.09.2026')
    await expect(cell('Maksmise lõpukuupäev')).toHaveValue('31.08.2027')
    await expect(cell('Kuu summa')).toHaveValue('660,50')
    await expect(cell('Finantsallikas')).toHaveValue('LTFYS')
    await expect(cell('Arveldusarve nr')).toHaveValue(/EE23\s?1010\s?0220\s?8789\s?1158/)
  })

  await test.step('the warnings are shown under the names', async () => {
    await expect(linesUnder(page, onLeave)).toContainText(
      'on akadeemilisel puhkusel (01.02.2027 - 30.06.2027)',
    )
    await expect(linesUnder(page, paidElsewhere)).toContainText('isik saab õppetoetust (HLOOM)')
    await expect(linesUnder(page, paidElsewhere)).toContainText('Eemaldage isik korralduselt.')
    await expect(linesUnder(page, fromList[0]!)).toContainText('Atesteerimine puudub')
  })

  await test.step('a person who is already paid blocks the directive, and is taken off', async () => {
    await save(page)
    await expect(page.getByText('Enne väljastamist:').locator('..')).toContainText(
      `${paidElsewhere.name}: samaks perioodiks on määratud doktoranditoetus tegevustoetuse vahenditest ` +
        '(02.09.2024 - 27.08.2028, finantsallikas HLOOM, korraldus 2.1-17/102). Eemaldage isik korralduselt.',
    )
    await expect(page.getByRole('button', { name: 'Väljasta korraldus' })).toBeDisabled()
    await linesUnder(page, paidElsewhere).getByRole('button', { name: 'Eemalda isik korralduselt' }).click()
    await expect(page.getByRole('link', { name: paidElsewhere.name })).toHaveCount(0)
    await save(page)
    await expect(stateNow(page, 'Korraldus loomisel')).toBeVisible()
  })

  await test.step('the directive is checked over with its PDF, and a unit is added to those whom DHIS notifies', async () => {
    await checkOver(page)
    await expect(page.getByText('Mari Mets, õppeprodekaan')).toBeVisible()
    await expect(page.getByText('on akadeemilisel puhkusel (01.02.2027 - 30.06.2027)')).toBeVisible()
    await expect(page.locator('iframe[title="Saadetav PDF"]')).toBeVisible()
    const pdf = await fileOf(page, await addressOf(page, 'Ava PDF uues aknas'))
    expect(pdf.headers()['content-type']).toBe('application/pdf')
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
    await page.getByLabel('Üksus').selectOption('Füüsika instituut')
    await page.getByRole('button', { name: 'Lisa', exact: true }).click()
    await expect(page.getByRole('list', { name: 'Teavituse saavad' })).toContainText('Füüsika instituut')
  })

  const id = await test.step('the directive is sent to DHIS, and its number appears', async () => {
    await send(page)
    await expect(stateNow(page, 'Korraldus väljastatud')).toBeVisible({ timeout: 60_000 })
    await expect(page.getByText(/^Korraldus 2\.1-17\/\d+ saadeti DHISi\. Kinnitab Mari Mets\./)).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      /^Korraldus 2\.1-17\/\d+ · doktoranditoetus struktuuriüksuse omavahenditest$/,
    )
    return idIn(page)
  })

  await test.step('DHIS has the directive with the units to notify, and Mari Mets confirms it there', async () => {
    const held = await inDhis(id)
    expect(held!.versions[0]!.body.notifyUnits).toEqual(['LTFYS'])
    await page.goto(await addressOf(page, 'Ava DHISis'))
    await page.getByRole('button', { name: 'Kinnita' }).click()
    await expect(page.getByText('Kinnitatud').first()).toBeVisible()
  })

  await test.step('the directive is registered, and finance has been told', async () => {
    await page.goto(`/documents/${id}`)
    await expect
      .poll(
        async () => {
          await page.reload()
          return stateNow(page, 'Korraldus registreeritud').isVisible()
        },
        { timeout: 60_000 },
      )
      .toBe(true)
    await expect(page.getByText(/kinnitas Mari Mets/).first()).toBeVisible()
    await expect
      .poll(
        async () => {
          await page.reload()
          return page.getByText(/^Rahandusosakonda teavitati/).isVisible()
        },
        { timeout: 60_000 },
      )
      .toBe(true)
  })

  const { number } = await office.db.document.findUniqueOrThrow({ where: { id } })

  await test.step('the learner’s page shows the allowance and the state, linked to the directive', async () => {
    await page.getByRole('link', { name: fromList[0]!.name }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText(fromList[0]!.lastName)
    const grant = page
      .getByRole('table', { name: 'Toetused' })
      .getByRole('row', { name: 'doktoranditoetus struktuuriüksuse omavahenditest' })
    await expect(grant).toContainText('01.09.2026–31.08.2027')
    await expect(grant).toContainText('660,50')
    await expect(grant).toContainText('LTFYS')
    const stateIn = (table: string) =>
      page
        .getByRole('table', { name: table, exact: true })
        .getByRole('row', { name: 'Õppetoetusel või riiklikul stipendiumil' })
    // Both in the general data and under the study place (seed).
    await expect(stateIn('Kõrvalolekud kõigil õppekohtadel')).toContainText('01.09.2026–31.08.2027')
    const state = stateIn('Kõrvalolekud')
    await expect(state).toContainText('01.09.2026–31.08.2027')
    await state.getByRole('link', { name: `korraldus ${number}` }).click()
    await expect(page).toHaveURL(new RegExp(`/documents/${id}$`))
  })

  await test.step('the person has received the office’s letter once', async () => {
    const person = fromList[0]!
    await expect.poll(() => lettersTo(person.email), { timeout: 60_000 }).toHaveLength(1)
    const [letter] = await lettersTo(person.email)
    expect(letter).toMatchObject({ subject: 'Teile on määratud doktoranditoetus', copies: 1 })
    expect(letter!.text).toMatch(
      new RegExp(
        `^Tere, ${person.name}! Teile on korraldusega nr ${number} \\(\\d\\d\\.\\d\\d\\.\\d{4}\\) määratud ` +
          'doktoranditoetus struktuuriüksuse omavahenditest ajavahemikuks 01\\.09\\.2026 - 31\\.08\\.2027, ' +
          '660,50 eurot kuus\\.\\s',
      ),
    )
    await page.goto(sandboxPage(`/mailbox?to=${person.email}`))
    await page.getByRole('link', { name: 'Teile on määratud doktoranditoetus' }).click()
    await expect(
      page.getByText(`Tere, ${person.name}! Teile on korraldusega nr ${number}`).first(),
    ).toBeVisible()
  })

  await test.step('the finance office has received the list with sums', async () => {
    const told = async () =>
      (await lettersTo('rahandus@ylikool.example')).find(({ subject }) => subject.includes(`${number} `))
    await expect.poll(told, { timeout: 60_000 }).toBeTruthy()
    expect((await told())!.text).toContain('Isikuid 4, kuus kokku 2642,00 eurot')
  })
})

const headings = [
  'Eesnimi',
  'Perekonnanimi',
  'Isikukood',
  'E-post',
  'Arveldusarve nr',
  'Õppekoha kood',
  'Struktuuriüksuse kood',
  'Õppekava kood',
  'Õppekoormus',
  'Õppekoha liik',
  'Õpingute algus',
  'Nominaalaja lõpp',
  'Põhiolek',
  'Korralduse number',
  'Korralduse kuupäev',
]

const lineOf = ({ firstName, lastName, personalCode, email }: ReturnType<typeof newPerson>) => [
  firstName,
  lastName,
  personalCode,
  email,
  'EE231010022087891158',
  `2025-${lastName}`,
  'LT',
  '80132',
  'täiskoormus',
  'RE',
  '01.09.2025',
  '31.08.2029',
  'õpib',
  '2.1-1/587',
  '18.08.2025',
]

async function addFromRegister(page: Page, { name, lastName }: { name: string; lastName: string }) {
  await page.getByRole('button', { name: 'Lisa isikuid' }).click()
  await page.getByRole('search', { name: 'Otsing õppijate registrist' }).getByLabel('Nimi').fill(lastName)
  await page.getByRole('button', { name: 'Otsi', exact: true }).click()
  await page.getByRole('checkbox', { name: new RegExp(`^Vali ${name}`) }).check()
  await page.getByRole('button', { name: 'Lisa valitud' }).click()
  await expect(page.getByText('Lisati 1 isik.')).toBeVisible()
  await page.getByRole('link', { name: 'Tagasi dokumendi juurde' }).first().click()
}

/** Uploads one person who is in the register and one who isn't, who is listed with the reason. */
async function addFromFile(page: Page, [known, nobody]: { personalCode: string }[]) {
  await page.getByRole('button', { name: 'Lisa isikuid' }).click()
  await page.getByRole('link', { name: 'Failist' }).click()
  const file = await spreadsheet(
    'isikud.xlsx',
    ['Isikukood'],
    [[known!.personalCode], [nobody!.personalCode]],
  )
  await page.getByLabel('XLSX- või CSV-fail').setInputFiles(file)
  await page.getByRole('button', { name: 'Lisa', exact: true }).click()
  await expect(page.getByText('Lisati 1 isik.')).toBeVisible()
  await expect(page.getByRole('table', { name: 'Lisamata jäi' })).toContainText(
    'Sellise isikukoodiga õppijat registris ei ole.',
  )
  await page.getByRole('link', { name: 'Tagasi dokumendi juurde' }).first().click()
}

/** The table row below a person's name, which holds the warnings. */
const linesUnder = (page: Page, { name }: Pick<Doctorand, 'name'>) =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name, exact: true }) })
    .locator('xpath=following-sibling::tr[1]')

const addressOf = async (page: Page, name: string) =>
  (await page.getByRole('link', { name }).first().getAttribute('href'))!
