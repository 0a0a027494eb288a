import { units, users } from '@/prisma/cast'
import { aDirective, documentOf } from './support/directives'
import { expect, test } from './support/journey'
import { aDoctorand } from './support/learners'
import { signIn } from './support/steps'

// The humanities' unit, in which no other journey works.
const head = { unitId: units.HV.id, signerId: users.peeter.id }

test('the desk names each thing that waits and leads to it', async ({ page, office }) => {
  const person = () => aDoctorand(office.db, { unit: 'HV' })
  const wishes = { by: 'krista', head } as const
  const draft = await aDirective(office, wishes)
  const checked = await aDirective(office, { ...wishes, state: 'CHECKED', persons: [await person()] })
  const unsaved = await aDirective(office, { ...wishes, state: 'NEW' })
  const issued = await aDirective(office, { ...wishes, state: 'ISSUED', persons: [await person()] })
  const line = (id: string) =>
    page
      .getByRole('region', { name: 'Vajab tegutsemist' })
      .getByRole('listitem')
      .filter({ has: page.locator(`a[href="/documents/${id}"]`) })

  await signIn(page, 'krista')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Tere, Krista! Täna ootab teid /)
  await expect(line(draft)).toContainText('Korraldus loomisel')
  await expect(line(checked)).toContainText('Korraldus loomisel · üle kontrollitud, DHISi saatmata')
  await expect(line(unsaved)).toContainText('Salvestamata uus dokument')
  const { dhisUrl } = await documentOf(office, issued)
  await expect(page.getByRole('table', { name: 'Ootab kinnitamist DHISis' })).toContainText('Peeter Vaher')
  await line(checked).getByRole('link').first().click()
  await expect(page).toHaveURL(new RegExp(checked))

  await signIn(page, 'peeter')
  await expect(line(issued)).toContainText('Ootab kinnitamist DHISis')
  await expect(line(issued).getByRole('link', { name: 'Ava DHISis' })).toHaveAttribute('href', dhisUrl!)
})
