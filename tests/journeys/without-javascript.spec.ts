import { expect, test } from './support/journey'
import { aDoctorand } from './support/learners'
import {
  addByCodes,
  beginDirective,
  checkOver,
  field,
  fillHeader,
  header,
  save,
  send,
  signIn,
  stateNow,
} from './support/steps'

test.use({ javaScriptEnabled: false })

test('a directive is drafted, refused, corrected, issued and sent without JavaScript', async ({
  page,
  office,
}) => {
  test.slow()
  const person = await aDoctorand(office.db)
  await signIn(page, 'liis')
  await beginDirective(page)
  // Without JavaScript, the signers of the chosen unit come with the next answer.
  await fillHeader(page, { ...header, to: '31.02.2027', signer: '' })
  await page.getByRole('button', { name: 'Salvesta' }).last().click()
  await expect(page.getByText('Sellist kuupäeva ei ole. Kirjutage näiteks 21.11.2026.').first()).toBeVisible()
  await expect(field(page, 'Maksmise lõpukuupäev')).toHaveValue('31.02.2027')
  await expect(field(page, 'Kuu summa')).toHaveValue(header.amount)

  await fillHeader(page, { to: header.to, signer: header.signer })
  await addByCodes(page, [person.personalCode])
  await expect(page.getByRole('textbox', { name: `Kuu summa ${person.name}` })).toHaveValue('660,50')
  await save(page)
  await checkOver(page)
  await send(page)
  await expect
    .poll(
      async () => {
        await page.reload()
        return stateNow(page, 'Korraldus väljastatud').isVisible()
      },
      { timeout: 60_000 },
    )
    .toBe(true)
  await expect(page.getByText(/saadeti DHISi\. Kinnitab Mari Mets\./)).toBeVisible()
})
