import { castPupil, houses } from '@/prisma/cast-schools'
import { expect, test } from './support/journey'
import { aPupil } from './support/pupils'
import { field, signIn } from './support/steps'

test('a representative finds a pupil by name and adds a language, and the log has its message', async ({
  page,
  office,
}) => {
  const { id } = castPupil('Mattias Org')
  await signIn(page, 'urve', '/schools/pupils')
  const search = page.getByRole('search', { name: 'Õpilase otsing' })
  await search.getByRole('textbox').fill('org matt')
  await search.getByRole('button', { name: 'Otsi' }).click()
  await page.getByRole('link', { name: 'Mattias Org' }).click()
  await expect(page).toHaveURL(new RegExp(`/schools/pupils/${id}`))

  await page.getByRole('link', { name: 'Lisa võõrkeel' }).click()
  const part = page.getByRole('region', { name: 'Võõrkeeled' })
  await part.getByRole('combobox', { name: 'Keel' }).selectOption({ label: 'vene keel' })
  await part.getByRole('button', { name: 'Salvesta' }).click()
  await expect(part.getByText('Valige väärtus.').first()).toBeVisible()
  // The refused form still has the chosen language.
  await expect(part.getByRole('combobox', { name: 'Keel' })).toHaveValue('VENE')
  await part.getByRole('combobox', { name: 'Tase' }).selectOption({ label: 'A-võõrkeel' })
  await part.getByRole('button', { name: 'Salvesta' }).click()
  await expect(part.getByText('Salvestatud. EHISele läheb muudatuse päring.')).toBeVisible()
  await expect(part.getByRole('row', { name: /vene keel/ })).toContainText('A-võõrkeel')

  const [message] = await office.db.delivery.findMany({ where: { pupilId: id } })
  expect(message).toMatchObject({ houseId: houses.mae.id, payload: { message: { kind: 'LANGUAGES' } } })
  await page.goto('/schools/ehis-log?name=Mattias+Org')
  await expect(page.getByRole('row').filter({ hasText: 'Mattias Org' })).toContainText('Võõrkeeled')
})

test('a leaving is recorded, and taken back before EHIS is told of it', async ({ page, office }) => {
  const pupil = await aPupil(office, 'Lahkuja', 5)
  await signIn(page, 'urve', `/schools/pupils/${pupil.id}`)
  await page.getByRole('link', { name: 'Vormista lahkumine' }).click()
  const leaving = page.getByRole('region', { name: 'Lahkumine' })
  await field(leaving, 'Viimane päev koolis').fill('31.05.2027')
  await leaving.getByRole('combobox', { name: 'Põhjus' }).selectOption({ index: 1 })
  await leaving.getByRole('button', { name: 'Vormista lahkumine' }).click()
  const placed = page.getByRole('region', { name: 'Paigutus' })
  await expect(placed.getByRole('row', { name: '5.a' })).toContainText('lahkub 31.05.2027')
  const message = { pupilId: pupil.id, topic: 'ehis.pupil' }
  expect(await office.db.delivery.findMany({ where: message })).toMatchObject([{ state: 'WAITING' }])

  await placed.getByRole('button', { name: 'Võta lahkumine tagasi' }).click()
  await expect(placed.getByText('Lahkumine on tagasi võetud.')).toBeVisible()
  await expect(placed.getByRole('row', { name: '5.a' })).toContainText('31.08.2027')
  await expect(placed.getByRole('row', { name: '5.a' })).toContainText('õpib')
  expect(await office.db.delivery.findMany({ where: message })).toMatchObject([{ state: 'CALLED_OFF' }])
})
