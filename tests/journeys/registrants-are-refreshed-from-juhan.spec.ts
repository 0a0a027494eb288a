import { expect, test } from './support/journey'
import { aLinkedRun, fullName } from './support/runs'
import { changeInJuhan } from './support/sandbox'
import { signIn } from './support/steps'

const act = 'Uuenda registreerunute nimekirja Juhanist'

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a new registrant is added at once, and one who leaves is removed on confirmation and restored on return', async ({
      page,
      office,
    }) => {
      const { id, people } = await aLinkedRun(office, javaScriptEnabled ? '30401' : '30402', {
        people: 2,
        startsOn: '2027-03-01',
        endsOn: '2027-03-05',
      })
      const [leaving, staying] = people
      const name = fullName(leaving)
      const main = page.getByRole('main')
      await signIn(page, 'maarja', `/continuing-education/runs/${id}`)

      await main.getByRole('button', { name: act }).click()
      await expect(page.getByText('Lisatud 2, muudetud 0, eemaldatud 0, jäetud alles 0')).toBeVisible()
      await expect(page.getByText(`${name} - lisamine õnnestus (Registreeritud)`)).toBeVisible()

      await changeInJuhan(leaving.id, { status: 'Tühistatud' })
      await main.getByRole('button', { name: act }).click()
      const row = page.getByRole('row').filter({ hasText: name })
      await expect(row).toContainText('Eemaldatakse')
      await expect(row.getByRole('checkbox', { name: `kinnitan: ${name}` })).toBeChecked()
      await page.getByRole('button', { name: 'Kinnita kõik ja rakenda (1)' }).click()
      await expect(page.getByText('Lisatud 0, muudetud 0, eemaldatud 1, jäetud alles 0')).toBeVisible()
      await expect(page.getByText(`${name} - registreering kustutatud (Tühistatud)`)).toBeVisible()

      await page.goto(`/continuing-education/runs/${id}`)
      await expect(page.getByText(staying.lastName)).toBeVisible()
      await expect(page.getByText(leaving.lastName)).toHaveCount(0)

      await changeInJuhan(leaving.id, { status: 'Registreeritud' })
      await main.getByRole('button', { name: act }).click()
      await expect(page.getByText('lisamine õnnestus, varasemad vastused taastati')).toBeVisible()
      await page.getByRole('main').getByRole('link', { name: 'Uuendamised' }).first().click()
      await page.getByRole('button', { name: 'Võrdle' }).click()
      await expect(page.getByText('1 isikul on midagi teisiti.')).toBeVisible()
    })
  })
