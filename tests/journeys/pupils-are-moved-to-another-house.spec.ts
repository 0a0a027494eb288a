import { checkPersonalCode } from '@/lib/shared/personal-code'
import { castClass, houses } from '@/prisma/cast-schools'
import type { Page } from '@playwright/test'
import { expect, test } from './support/journey'
import { newPerson } from './support/learners'
import { aFullClass, aPupil } from './support/pupils'
import { field, scripted, signIn } from './support/steps'

const day = '01.04.2027'
const classOf = (number: number) => `/schools/classes/${castClass('mae', number, 'a').id}`
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Tõsta teise majja' })

async function tick(page: Page, names: readonly string[]) {
  for (const name of names) await page.getByRole('checkbox', { name: `Vali ${name}` }).check()
}

/** Presses an act for the ticked pupils, and confirms it in its dialog. */
async function decide(page: Page, act: string) {
  await page.getByRole('button', { name: act, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: act, exact: true }).click()
}

/** Fills in the dialog, in which `Tõsta` stays disabled until all is there; returns that button. */
async function fillDialog(page: Page, parallel: string) {
  await page.getByRole('button', { name: 'Õpilaste tõstmine teise filiaali' }).click()
  const act = dialog(page).getByRole('button', { name: 'Tõsta', exact: true })
  await expect(act).toHaveAttribute('aria-disabled', 'true')
  await field(dialog(page), 'Alates kuupäeva').fill(day)
  await field(dialog(page), 'Vali kool').selectOption('Kesklinna kool, Jõe maja')
  await field(dialog(page), 'Paralleel').selectOption(parallel)
  await expect(
    dialog(page).getByText(/Mäe maja kuni 31\.03\.2027, Jõe maja alates 01\.04\.2027/),
  ).toBeVisible()
  return act
}

test('an official moves ticked pupils, then to another day, and then takes one of them back', async ({
  page,
  office,
}) => {
  test.slow()
  const pupils = [await aPupil(office, 'Ametnik', 7), await aPupil(office, 'Ametnik', 7)]
  const names = pupils.map(({ name }) => name)
  for (const [at, pupil] of pupils.entries()) {
    const card = await office.db.studentCard.create({
      data: {
        pupilId: pupil.id,
        number: `K${pupil.id.slice(0, 8)}${at}`,
        validFrom: new Date('2026-09-01'),
        validTo: new Date('2027-08-31'),
      },
    })
    await office.db.cardHouse.create({
      data: { cardId: card.id, houseId: houses.mae.id, fromOn: new Date('2026-09-01') },
    })
  }
  await signIn(page, 'piret', classOf(7))
  await scripted(page)
  await page.getByRole('button', { name: 'Õpilaste tõstmine teise filiaali' }).click()
  await expect(page.getByRole('alert').getByText('Vähemalt üks laps peab olema valitud')).toBeVisible()

  await tick(page, names)
  await expect(page.getByRole('status').getByText('2 valitud')).toBeAttached()
  const act = await fillDialog(page, '7.a')
  await expect(dialog(page).getByText(/Kaasa lähevad: 2\sõpilaspiletit/)).toBeVisible()
  // Changing the day clears the parallel.
  await field(dialog(page), 'Alates kuupäeva').fill('02.04.2027')
  await expect(field(dialog(page), 'Paralleel')).toHaveValue('')
  await field(dialog(page), 'Alates kuupäeva').fill(day)
  await field(dialog(page), 'Paralleel').selectOption('7.b')
  await act.click()
  await expect(
    page.getByText(/2 õpilast tõstetakse majja Kesklinna kool, Jõe maja alates 01\.04\.2027/),
  ).toBeVisible()

  // Both are moved to another day; then one of them stays.
  await tick(page, names)
  await field(page, 'Uus päev').fill('12.04.2027')
  await decide(page, 'Vii teisele päevale')
  await expect(page.getByText('Tõstmise päev on muudetud.')).toBeVisible()
  await expect(page.getByRole('row', { name: names[0]! })).toContainText('tuleb 12.04.2027')
  await tick(page, [names[0]!])
  await decide(page, 'Võta tagasi')
  await expect(page.getByRole('row', { name: names[0]! })).toContainText('tagasi võetud')

  await page.getByRole('link', { name: 'Paigutuslogi kirjed' }).click()
  await expect(page.getByRole('cell', { name: 'tõstmine tagasi võetud' })).toHaveCount(1)
  await expect(page.getByRole('cell', { name: 'tõstetud teise majja' })).toHaveCount(2)
  // EHIS is told of the one who goes, under the new house and the new day; the other's messages are called off.
  await page.goto(`/schools/ehis-log?name=${encodeURIComponent(names[1]!)}&state=WAITING`)
  const message = page.getByRole('row').filter({ hasText: names[1]! })
  await expect(message).toContainText('Klass ja õppekava')
  await expect(message).toContainText('Kesklinna kool, Jõe maja')
  await expect(message).toContainText('12.04.2027')
  await page.goto(`/schools/ehis-log?name=${encodeURIComponent(names[0]!)}&state=CALLED_OFF`)
  await expect(page.getByRole('row').filter({ hasText: names[0]! }).first()).toContainText(
    'Klass ja õppekava',
  )
  await page.goto(`/schools/ehis-log?name=${encodeURIComponent(names[0]!)}&state=WAITING`)
  await expect(page.getByRole('row').filter({ hasText: names[0]! })).toHaveCount(0)
  await page.goto(classOf(7))
  await expect(page.getByRole('row', { name: names[0]! })).toContainText('alates 01.09.2026')
  await expect(page.getByRole('row', { name: names[1]! })).toContainText('lahkub 11.04.2027')
})

test('a place in a group, which the planner ends, and another school prevent a move, and the dialog names them', async ({
  page,
  office,
}) => {
  test.slow()
  const [grouped, free] = [await aPupil(office, 'Rühmas', 8), await aPupil(office, 'Vaba', 8)]
  const group = await office.db.group.create({
    data: { houseId: houses.mae.id, kind: 'DAY', name: `Pikapäev ${grouped.id.slice(0, 6)}` },
  })
  await office.db.groupPlace.create({
    data: { groupId: group.id, pupilId: grouped.id, fromOn: new Date('2026-09-01') },
  })
  // A representative of both houses may move pupils; one of a single house has no button.
  await signIn(page, 'urve', classOf(8))
  await scripted(page)
  await tick(page, [grouped.name, free.name])
  const act = await fillDialog(page, '8.a')
  await act.click()
  await expect(
    dialog(page).getByText(
      `Järgnevaid isikuid ei saa üle viia (sest nad on kas pikapäevarühmas või huviringi rühmas): ${grouped.name} (${group.name})`,
    ),
  ).toBeVisible()
  await expect(dialog(page).getByText(/Enne lapse üle tõstmist tuleb lõpetada koht/)).toBeVisible()
  await expect(field(dialog(page), 'Alates kuupäeva')).toHaveValue(day)
  await expect(field(dialog(page), 'Paralleel').locator('option:checked')).toHaveText('8.a')

  await dialog(page).getByRole('link', { name: 'Ava plaan: kes saab minna ja mis teisi takistab' }).click()
  await expect(page.getByRole('row', { name: grouped.name }).last()).toContainText(
    `Koht rühmas: ${group.name}`,
  )
  await expect(page.getByRole('button', { name: 'Tõsta 1 õpilane' })).toBeVisible()
  await page.getByRole('button', { name: 'Lõpeta märgitud kohad' }).click()
  await page.getByRole('button', { name: 'Tõsta 2 õpilast' }).click()
  await expect(page.getByText(/2 õpilast tõstetakse majja/)).toBeVisible()

  // Now the other house prevents the move.
  await page.goto(classOf(8))
  await scripted(page)
  await tick(page, [free.name])
  await (await fillDialog(page, '8.a')).click()
  await expect(
    dialog(page).getByText(
      `Neile on juba teine kool määratud antud kuupäevaks: ${free.name} (Kesklinna kool, Jõe maja)`,
    ),
  ).toBeVisible()

  await signIn(page, 'madis', `/schools/classes/${castClass('joe', 8, 'a').id}`)
  await expect(page.getByRole('heading', { name: '8.a klassi õpilased' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Õpilaste tõstmine teise filiaali' })).toBeHidden()
  await page.goto('/schools/arrivals')
  await expect(page.getByRole('row', { name: free.name })).toContainText('8.a')
})

test('more than 300 pupils are moved in one act, whose page shows the progress', async ({ page, office }) => {
  test.slow()
  const count = 320
  const { id } = await aFullClass(office, count)
  await signIn(page, 'piret', `/schools/classes/${id}`)
  await scripted(page)
  await page.getByRole('checkbox', { name: 'Vali kõik', exact: true }).check()
  await page.getByRole('button', { name: `Vali kõik ${count}` }).click()
  await (await fillDialog(page, '9.a')).click()
  // The progress is seen, unless the move was quicker than the page; in the end everybody is moved.
  const under = page.getByRole('progressbar', { name: 'Tõstmine käib' })
  const made = page.getByText(`${count} õpilast tõstetakse majja Kesklinna kool, Jõe maja alates 01.04.2027`)
  await expect(under.or(made)).toBeVisible()
  await expect(made).toBeVisible({ timeout: 120_000 })
  await page.goto(`/schools/ehis-log?kind=CLASS&from=${day}&to=${day}&name=Palju-${id.slice(0, 4)}`)
  await expect(page.getByText(`1–50 / ${count} päringut`)).toBeVisible()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('one pupil is moved to another house, and one is copied to next year', async ({ page, office }) => {
    const [moved, copied] = [await aPupil(office, 'Skriptita', 5), await aPupil(office, 'Kopeeritav', 5)]
    await signIn(page, 'piret', classOf(5))
    await page.getByRole('button', { name: 'Õpilaste tõstmine teise filiaali' }).click()
    await expect(page.getByText('Vähemalt üks laps peab olema valitud')).toBeVisible()
    await page.goto(classOf(5))
    await tick(page, [moved.name])
    await page.getByRole('button', { name: 'Õpilaste tõstmine teise filiaali' }).click()
    await field(page, 'Alates kuupäeva').fill(day)
    await field(page, 'Vali kool').selectOption('Kesklinna kool, Jõe maja')
    await page.getByRole('button', { name: 'Näita plaani' }).click()
    await page.getByRole('button', { name: 'Tõsta 1 õpilane' }).click()
    await expect(page.getByText(/1 õpilane tõstetakse majja/)).toBeVisible()

    await page.goto(classOf(5))
    await tick(page, [copied.name])
    await page.getByRole('button', { name: 'Kopeeri järgmisesse õppeaastasse' }).click()
    await expect(page.getByRole('combobox', { name: new RegExp(copied.name) })).toHaveValue(
      castClass('mae', 6, 'a', 2027).id,
    )
    await page.getByRole('button', { name: 'Kopeeri', exact: true }).click()
    await expect(page.getByText('juba kopeeritud: 6.a')).toBeVisible()
  })
})

test('a pupil who may have two records is asked about before a move, and moves once said to be another child', async ({
  page,
  office,
}) => {
  const child = await aPupil(office, 'Kaksik', 7)
  const [firstName, lastName] = child.name.split(' ') as [string, string]
  const { personalCode } = newPerson()
  await office.db.pupil.update({ where: { id: child.id }, data: { personalCode } })
  const twice = await office.db.pupil.create({
    data: { personalCode: ofSameDay(personalCode), firstName, lastName },
  })
  await office.db.placement.create({
    data: {
      pupilId: twice.id,
      classId: castClass('joe', 3, 'b').id,
      houseId: houses.joe.id,
      year: 2026,
      fromOn: new Date('2026-09-01'),
      toOn: new Date('2027-08-31'),
    },
  })
  await signIn(page, 'piret', classOf(7))
  await scripted(page)
  await tick(page, [child.name])
  const act = await fillDialog(page, '7.a')
  await act.click()
  const another = dialog(page).getByRole('checkbox', { name: /teine laps/i })
  await expect(another).toBeVisible()
  await expect(dialog(page).getByText(`${child.name} (Kesklinna kool, Jõe maja, 3.b)`).first()).toBeVisible()
  await another.check()
  await act.click()
  await expect(page.getByText(/Jõe maja/).first()).toBeVisible()
  await expect(dialog(page)).toBeHidden()
  await office.db.placement.deleteMany({ where: { pupilId: twice.id } })
})

/** Another valid personal code of the same day of birth. */
const ofSameDay = (code: string) =>
  Array.from({ length: 900 }, (_, at) => `${code.slice(0, 7)}${1000 + at}`).find(
    (each) => each !== code && checkPersonalCode(each),
  )!
