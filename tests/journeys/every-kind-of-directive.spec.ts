import { aDirective, reaches } from './support/directives'
import { expect, test, type CastName } from './support/journey'
import { aDoctorand } from './support/learners'
import { decideInDhis } from './support/sandbox'
import { addByCodes, checkOver, field, header, idIn, newBasis, save, send, signIn } from './support/steps'

test.describe.configure({ mode: 'parallel' })

const viceDean = {
  by: 'liis' as CastName,
  type: 'prodekaani või struktuuriüksuse juhi korraldus',
  signer: header.signer,
}
const viceRector = {
  by: 'tiina' as CastName,
  type: 'prorektori korraldus',
  signer: 'Jaan Rebane, õppeprorektor',
}

type Kind = typeof viceDean & {
  kind: string
  heading: string
  /** what is typed or chosen above the persons, by label */
  fields: Record<string, string>
  /** choices in the person's row, by the column's label */
  chosen?: Record<string, string>
  /** the person already gets an own-funds allowance */
  paid?: true
  /** the day for which the learner's page is opened */
  on: string
  says: string[]
}

const kinds: Kind[] = [
  {
    ...viceDean,
    kind: 'õppetoetuse/stipendiumi määramine: IT Akadeemia stipendium',
    heading: 'Õppetoetuse/stipendiumi määramine: IT Akadeemia stipendium',
    fields: {
      'Maksmise alguskuupäev': '01.09.2026',
      'Maksmise lõpukuupäev': '31.08.2027',
      'Kuu summa': '300',
      Finantsallikas: 'ITA',
    },
    on: '2026-12-01',
    says: ['IT Akadeemia stipendium', 'Õppetoetusel või riiklikul stipendiumil'],
  },
  {
    ...viceDean,
    kind: 'õppetoetuse/stipendiumi maksmise lõpetamine',
    heading: 'Õppetoetuse/stipendiumi maksmise lõpetamine',
    paid: true,
    fields: { 'Viimane makstud päev': '31.12.2026', Põhjus: 'Omal soovil' },
    on: '2027-01-01',
    says: ['31.12.2026'],
  },
  {
    ...viceDean,
    kind: 'akadeemilisele puhkusele lubamine',
    heading: 'Akadeemilisele puhkusele lubamine',
    paid: true,
    fields: {
      'Puhkuse alguskuupäev': '01.12.2026',
      'Puhkuse lõpukuupäev': '31.01.2027',
      Põhjus: 'Lapse hooldamine',
    },
    on: '2026-12-01',
    says: ['01.12.2026–31.01.2027', '30.11.2026'],
  },
  {
    ...viceRector,
    kind: 'eksmatrikuleerimine',
    heading: 'Eksmatrikuleerimine',
    paid: true,
    fields: { 'Eksmatrikuleerimise kuupäev': '01.02.2027', Põhjus: 'Omal soovil' },
    on: '2027-02-01',
    says: ['eksmatrikuleeritud', '31.01.2027'],
  },
  {
    ...viceRector,
    kind: 'õppekoha vahetus: õppekava',
    heading: 'Õppekoha vahetus: õppekava',
    fields: { 'Muudatuse kuupäev': '01.01.2027', 'Uus õppekava': 'Inimgeograafia' },
    on: '2027-01-01',
    says: ['Inimgeograafia'],
  },
  {
    ...viceRector,
    kind: 'õppekoha vahetus: õppekoormus',
    heading: 'Õppekoha vahetus: õppekoormus',
    paid: true,
    fields: { 'Muudatuse kuupäev': '01.01.2027', 'Uus õppekoormus': 'osakoormus' },
    on: '2027-01-01',
    says: ['osakoormus', '31.12.2026'],
  },
  {
    ...viceRector,
    kind: 'õppekoha vahetus: õppekoha liik',
    heading: 'Õppekoha vahetus: õppekoha liik',
    fields: { 'Muudatuse kuupäev': '01.01.2027', 'Uus õppekoha liik': 'tasuline' },
    on: '2027-01-01',
    says: ['tasuline'],
  },
  {
    ...viceRector,
    kind: 'õppekoha vahetus: muu',
    heading: 'Õppekoha vahetus: muu',
    fields: { 'Muudatuse kuupäev': '01.01.2027', Põhjus: 'Nime kuju parandus' },
    on: '2027-01-01',
    says: ['õppekoha vahetus: muu'],
  },
]

for (const { by, type, signer, kind, heading, fields, paid, on, says } of kinds) {
  test(`“${kind}” goes from the form to the learner’s page`, async ({ page, office }) => {
    test.slow()
    const person = await aDoctorand(office.db)
    if (paid) await aDirective(office, { state: 'REGISTERED', persons: [person] })
    await signIn(page, by, '/documents')
    const form = page.getByRole('form', { name: 'Uus dokument' })
    await field(form, 'Dokumendi tüüp').selectOption(type)
    await field(form, 'Dokumendi liik').selectOption(kind)
    await form.getByRole('button', { name: 'Lisa dokument' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading)

    await field(page, 'Struktuuriüksus').selectOption(header.unit)
    for (const [label, value] of Object.entries(fields)) {
      const control = field(page, label)
      if (await control.evaluate((element) => element.tagName === 'SELECT')) await control.selectOption(value)
      else await control.fill(value)
    }
    await addByCodes(page, [person.personalCode])
    await field(page, 'Dokumendi allakirjutaja').selectOption(signer)
    if ((await field(page, 'Alus').inputValue()) === '') await newBasis(page)
    await save(page)
    await checkOver(page)
    await send(page)
    const id = idIn(page)
    await reaches(office, id, 'ISSUED')
    await decideInDhis(id, 'confirm')
    await reaches(office, id, 'REGISTERED')

    await page.goto(`/learners/${person.id}?on=${on}`)
    for (const text of says) {
      await expect(page.getByText(text).filter({ visible: true }).first()).toBeVisible()
    }
  })
}
