import { aDirective, reaches } from './support/directives'
import { expect, test } from './support/journey'
import { aDoctorand } from './support/learners'
import { decideInDhis } from './support/sandbox'
import {
  addByCodes,
  checkOver,
  chooseInMenu,
  field,
  header,
  idIn,
  newBasis,
  save,
  send,
  signIn,
  stateNow,
} from './support/steps'

/** The second picture of the seed "document-states", from end to end. */
test('a unit proposes, the study office makes a directive of the proposal, and the vice-rector confirms it', async ({
  page,
  office,
}) => {
  test.slow()
  const person = await aDoctorand(office.db)
  await signIn(page, 'liis', '/documents')
  const form = page.getByRole('form', { name: 'Uus dokument' })
  await field(form, 'Dokumendi tüüp').selectOption('prodekaani esildis')
  await field(form, 'Dokumendi liik').selectOption('eksmatrikuleerimine')
  await form.getByRole('button', { name: 'Lisa dokument' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Eksmatrikuleerimine')
  await field(page, 'Struktuuriüksus').selectOption(header.unit)
  await field(page, 'Eksmatrikuleerimise kuupäev').fill('01.02.2027')
  await field(page, 'Põhjus').fill('Omal soovil')
  await addByCodes(page, [person.personalCode])
  await field(page, 'Dokumendi allakirjutaja').selectOption(header.signer)
  await newBasis(page)
  await save(page)
  await expect(stateNow(page, 'Esildis loomisel')).toBeVisible()
  await checkOver(page, 'Väljasta esildis')
  await send(page)
  const proposal = idIn(page)
  await reaches(office, proposal, 'ISSUED')
  await page.reload()
  await expect(stateNow(page, 'Esildis väljastatud')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Esildis 7-37/LT')
  await decideInDhis(proposal, 'confirm')
  await reaches(office, proposal, 'REGISTERED')

  // The study office finds the proposal on its desk.
  await signIn(page, 'tiina')
  await page.locator(`a[href="/documents/${proposal}"]`).first().click()
  await expect(stateNow(page, 'Esildis registreeritud')).toBeVisible()
  await page.getByRole('link', { name: 'Loo korraldus' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Korralduse loomine esildisest')
  await field(page, 'Dokumendi allakirjutaja').selectOption('Jaan Rebane, õppeprorektor')
  await page.getByRole('button', { name: 'Loo korraldus' }).click()
  await expect(stateNow(page, 'Korraldus loomisel')).toBeVisible()
  const directive = idIn(page)
  expect(directive).not.toBe(proposal)
  await expect(page.getByRole('link', { name: `${person.firstName} ${person.lastName}` })).toBeVisible()
  await expect(page.getByRole('link', { name: /^7-37\/LT/ })).toBeVisible()

  // Only one directive can be made of the proposal, which can't be cancelled while that directive exists.
  await page.getByRole('link', { name: /^7-37\/LT/ }).click()
  await expect(page.getByRole('link', { name: 'Korraldus loomisel' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Loo korraldus' })).toHaveCount(0)

  await page.goto(`/documents/${directive}`)
  await checkOver(page)
  await send(page)
  await reaches(office, directive, 'ISSUED')
  await decideInDhis(directive, 'confirm')
  await reaches(office, directive, 'REGISTERED')
  await page.goto(`/learners/${person.id}?on=2027-02-01`)
  await expect(page.getByText('eksmatrikuleeritud').filter({ visible: true }).first()).toBeVisible()

  await signIn(page, 'heli', `/documents/${proposal}`)
  await page.getByRole('button', { name: 'Muud toimingud' }).click()
  await expect(page.getByText(/Esildisest on loodud korraldus/).first()).toBeAttached()
})

test('the chancellery cancels a registered proposal of which no directive was made', async ({
  page,
  office,
}) => {
  const id = await aDirective(office, {
    state: 'REGISTERED',
    persons: [await aDoctorand(office.db)],
    other: {
      type: 'PROPOSAL',
      kind: 'CHANGE_LOAD',
      every: { effectiveOn: '01.01.2027', load: 'PART' },
    },
  })
  await signIn(page, 'heli', `/documents/${id}`)
  await chooseInMenu(page, 'Tühista')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('selle põhjal ei saa enam korraldust luua')
  await field(dialog, 'Põhjus').fill('Esitatud ekslikult')
  await dialog.getByRole('button', { name: 'Tühista' }).click()
  await expect(stateNow(page, 'Esildis tühistatud')).toBeVisible()
  await expect(page.getByText('Põhjus: Esitatud ekslikult')).toBeVisible()
})
