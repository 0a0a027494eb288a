import { castPupil, houses } from '@/prisma/cast-schools'
import { expect, test } from './support/journey'
import { signIn } from './support/steps'

test('a representative finds a pupil by name, adds a language and changes it, and the message stands in the log', async ({
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
  // What was chosen before the refusal is still there.
  await expect(part.getByRole('combobox', { name: 'Keel' })).toHaveValue('VENE')
  await part.getByRole('combobox', { name: 'Tase' }).selectOption({ label: 'A-võõrkeel' })
  await part.getByRole('button', { name: 'Salvesta' }).click()
  await expect(part.getByText('Salvestatud. EHISile läheb muudatuse teade.')).toBeVisible()
  await expect(part.getByRole('row', { name: /vene keel/ })).toContainText('A-võõrkeel')

  const [message] = await office.db.delivery.findMany({ where: { pupilId: id } })
  expect(message).toMatchObject({ houseId: houses.mae.id, payload: { message: { kind: 'LANGUAGES' } } })
  await page.goto('/schools/ehis-log')
  await expect(page.getByRole('row').filter({ hasText: 'Mattias Org' })).toContainText('Võõrkeeled')
})
