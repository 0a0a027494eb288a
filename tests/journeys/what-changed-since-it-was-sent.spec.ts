import {
  cancelDocument,
  changeNotified,
  reopenDocument,
  sendToDhis,
} from '@/lib/documents/sending/commands/issuing'
import { brokenRules } from './support/axe'
import { aDirective, documentOf, reaches, revisionOf } from './support/directives'
import { expect, test } from './support/journey'
import { aDoctorand } from './support/learners'
import { decideInDhis, inDhis } from './support/sandbox'
import { checkOver, field, save, send, signIn, stateNow } from './support/steps'

test('a directive that was taken back shows what changed since it was sent, and keeps its number, units and comments', async ({
  page,
  office,
}) => {
  test.slow()
  const persons = [await aDoctorand(office.db), await aDoctorand(office.db)]
  const id = await aDirective(office, { state: 'CHECKED', persons })
  const liis = await office.as('liis')
  await changeNotified(liis, { id, unit: 'HV', act: 'add' })
  await sendToDhis(liis, { id, revision: await revisionOf(office, id) })
  await reaches(office, id, 'ISSUED')
  const { number } = await documentOf(office, id)
  await signIn(page, 'mari', `/documents/${id}`)
  await field(page, 'Kommentaar').fill('Summa on vale')
  await page.getByRole('button', { name: 'Lisa kommentaar' }).click()
  await expect(page.getByRole('region', { name: 'Kolleegide kommentaarid' })).toContainText('Summa on vale')

  await reopenDocument(liis, { id, revision: await revisionOf(office, id) })
  await reaches(office, id, 'DRAFT')
  expect((await inDhis(id))!.state).toBe('locked')
  await signIn(page, 'liis', `/documents/${id}`)
  await expect(page.getByText('Kavand on sama, mis DHISi saadetud versioon 1.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Kolleegide kommentaarid' })).toContainText('Summa on vale')

  await page.getByRole('textbox', { name: `Kuu summa ${persons[0]!.name}` }).fill('700,50')
  await save(page)
  await expect(page.getByText('Kavand erineb DHISi saadetud versioonist 1.')).toBeVisible()
  const history = page.getByRole('region', { name: 'Ajalugu' })
  await expect(history).toContainText(`${persons[0]!.name}, Kuu summa: 660,00 → 700,50`)
  await expect(history).toContainText('Korraldus väljastatud → Korraldus loomisel')
  await page.getByRole('link', { name: 'Vaata erinevusi' }).click()
  const row = page.getByRole('row', { name: persons[0]!.name })
  await expect(row).toContainText('Kuu summa: 660,00')
  await expect(row).toContainText('Kuu summa: 700,50')
  await expect(page.getByRole('row', { name: persons[1]!.name })).toHaveCount(0)
  expect(await brokenRules(page, {}, '#compare')).toEqual([])
  await page.getByRole('link', { name: 'Tagasi dokumendi juurde' }).click()

  await checkOver(page)
  await expect(page.getByText('Kavand erineb DHISi saadetud versioonist 1.')).toBeVisible()
  // The unit chosen for the first sending is notified again, and the page says so before.
  await expect(page.getByText('Need üksused jäid alles eelmisest saatmisest')).toBeVisible()
  await expect(page.getByRole('list', { name: 'Teavituse saavad' })).toContainText('Humanitaarteaduste')
  await send(page)
  await expect(stateNow(page, 'Korraldus väljastatud')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('heading', { level: 1 })).toContainText(number!)

  expect((await inDhis(id))!.versions.map(({ body }) => body.notifyUnits)).toEqual([['HV'], ['HV']])

  await page.goto(`/documents/${id}/versions`)
  await field(page, 'Hilisem').selectOption('Versioon 1 (saadetud)')
  await page.getByRole('button', { name: 'Võrdle' }).click()
  await expect(page.getByText('Need versioonid ei erine.')).toBeVisible()
  await decideInDhis(id, 'confirm')
  await reaches(office, id, 'REGISTERED')

  // Colleagues may comment on registered and cancelled documents too; decisions made in DHIS are marked.
  await signIn(page, 'heli', `/documents/${id}`)
  await expect(history.getByRole('listitem').filter({ hasText: 'Mari Mets kinnitas' })).toContainText('DHIS')
  const comments = page.getByRole('region', { name: 'Kolleegide kommentaarid' })
  await field(page, 'Kommentaar').fill('Kantseleis loetud')
  await page.getByRole('button', { name: 'Lisa kommentaar' }).click()
  await expect(comments).toContainText('Kantseleis loetud')
  const revision = await revisionOf(office, id)
  await cancelDocument(await office.as('tiina'), { id, revision, reason: 'Vale õppur' })
  await page.reload()
  await field(page, 'Kommentaar').fill('Uus korraldus tuleb homme')
  await page.getByRole('button', { name: 'Lisa kommentaar' }).click()
  await expect(comments).toContainText('Uus korraldus tuleb homme')
  await expect(page.getByText('Dokument on tühistatud. Põhjus: Vale õppur')).toBeVisible()
  await expect(page.getByRole('list', { name: 'Dokumendi olek' })).toContainText('Tiina Õun')
})
