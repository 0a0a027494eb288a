import { reaches } from './support/directives'
import { expect, test } from './support/journey'
import { aDoctorand } from './support/learners'
import { decideInDhis } from './support/sandbox'
import {
  addByCodes,
  checkOver,
  field,
  header,
  idIn,
  newBasis,
  save,
  send,
  signIn,
  stateNow,
} from './support/steps'

const papers = [
  { type: 'diplom või kutsetunnistus', kind: 'diplom', name: 'Diplom', button: 'Väljasta diplom' },
  {
    type: 'diplom või kutsetunnistus',
    kind: 'kutsetunnistus',
    name: 'Kutsetunnistus',
    button: 'Väljasta kutsetunnistus',
  },
  {
    type: 'akadeemiline õiend',
    kind: 'akadeemiline õiend',
    name: 'Akadeemiline õiend',
    button: 'Väljasta akadeemiline õiend',
  },
  { type: 'teatis', kind: 'teatis', name: 'Teatis', button: 'Väljasta teatis' },
]

for (const { type, kind, name, button } of papers) {
  test(`“${kind}” is made for two persons at once with consecutive numbers, and is on the learner’s page`, async ({
    page,
    office,
  }) => {
    test.slow()
    const persons = [await aDoctorand(office.db), await aDoctorand(office.db)]
    await signIn(page, 'liis', '/documents')
    const form = page.getByRole('form', { name: 'Uus dokument' })
    await field(form, 'Dokumendi tüüp').selectOption(type)
    await field(form, 'Dokumendi liik').selectOption(kind)
    await form.getByRole('button', { name: 'Lisa dokument' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
    await field(page, 'Struktuuriüksus').selectOption(header.unit)
    await field(page, 'Tekst').fill('Läbis õppekava täies mahus')
    await addByCodes(
      page,
      persons.map(({ personalCode }) => personalCode),
    )
    const first = `J ${String(Date.now()).slice(-7)}8`
    await field(page, 'Dokumendi number').fill(first)
    await page.getByRole('button', { name: 'Rakenda kõigile ridadele' }).first().click()
    const second = `${first.slice(0, -1)}9`
    await expect(page.locator('input[name$=".certificateNumber"]').nth(2)).toHaveValue(second)
    await field(page, 'Dokumendi allakirjutaja').selectOption(header.signer)
    await newBasis(page)
    await save(page)
    await expect(stateNow(page, `${name} loomisel`)).toBeVisible()
    await checkOver(page, button)
    await send(page)
    const id = idIn(page)
    await reaches(office, id, 'ISSUED')
    await decideInDhis(id, 'confirm')
    await reaches(office, id, 'REGISTERED')
    await page.reload()
    await expect(stateNow(page, `${name} registreeritud`)).toBeVisible()

    await page.goto(`/learners/${persons[1]!.id}`)
    const table = page.getByRole('table', { name: 'Diplomid, õiendid ja teatised' })
    await expect(table).toContainText(second)
    await expect(table).toContainText('Läbis õppekava täies mahus')
  })
}
