import type { Locator, Page } from '@playwright/test'
import { dayInTallinn } from '@/lib/shared/dates'
import { units, users } from '@/prisma/cast'
import { castClass } from '@/prisma/cast-schools'
import { aDirective } from './support/directives'
import { decideInDhis } from './support/sandbox'
import { expect, test, type CastName, type Office } from './support/journey'
import { aDoctorand, anotherPlace, type Doctorand } from './support/learners'
import { aPupil, aTransfer } from './support/pupils'
import { aRunWithProtocol } from './support/runs'
import { clientOf } from './support/over-http'
import { chooseInMenu, field, scripted, signIn, spreadsheet } from './support/steps'

const cut = 'Ühendus Olekuga katkes enne vastust'
const noAnswer = 'Olek ei saanud praegu vastata'

/** Where an act of the browser ends: it gets through, is never sent, meets a fault, or is done with so many answers lost. */
type Fate = 'through' | 'never sent' | 'fault' | { lost: number }

/** Lets a test set the fate of every act of the page from then on. */
async function fates(page: Page) {
  let fate: Fate = 'through'
  await page.route('**/*', async (route) => {
    if (route.request().method() === 'POST' && fate === 'never sent') await route.abort('connectionfailed')
    else if (route.request().method() === 'POST' && fate === 'fault')
      await route.fulfill({ status: 500, contentType: 'text/plain', body: 'Bad gateway' })
    else await route.continue()
  })
  // A route can't pass on the body of a file, so the answer is lost in the page. It is read whole, so that the act was done.
  await page.evaluate(() => {
    const fetched = window.fetch
    window.fetch = async (...asked) => {
      const answer = await fetched(...asked)
      const left = Number(document.documentElement.dataset.lost ?? 0)
      if (asked[1]?.method !== 'POST' || left === 0) return answer
      document.documentElement.dataset.lost = String(left - 1)
      await answer.arrayBuffer()
      throw new TypeError('network error')
    }
  })
  return async (next: Fate) => {
    fate = next
    const lost = typeof next === 'object' ? next.lost : 0
    await page.evaluate((count) => void (document.documentElement.dataset.lost = String(count)), lost)
  }
}

type Form = {
  name: string
  as: CastName
  /** opens the page and fills in the form; returns the button */
  fill: (page: Page, office: Office) => Promise<Locator>
  /** expects that what was filled in is still there */
  stands: (page: Page) => Promise<void>
  /** how often the act was done */
  done: (office: Office) => Promise<number>
  /** expects what the page shows once the act is done */
  shown: (page: Page) => Promise<void>
}

let id = ''
let person: Doctorand
/** the name of the person who is ticked */
let ticked = ''
const main = (page: Page) => page.getByRole('main')

/** How many persons were added to the draft and not saved yet. */
async function addedTo({ db }: Office) {
  const copy = await db.workingCopy.findFirst({ where: { documentId: id } })
  return ((copy?.content as { added?: unknown[] } | null)?.added ?? []).length
}

const forms: Form[] = [
  {
    name: 'the form of a new record',
    as: 'maarja',
    fill: async (page) => {
      await page.goto('/continuing-education/programmes/new')
      await scripted(page)
      await field(page, 'Tunnus').fill('KATKE')
      await field(page, 'Nimetus').fill('Katkestatud kursus')
      await field(page, 'Maht akadeemilistes tundides').fill('8')
      return main(page).getByRole('button', { name: 'Lisa programm' })
    },
    stands: async (page) => {
      await expect(field(page, 'Tunnus')).toHaveValue('KATKE')
      await expect(field(page, 'Nimetus')).toHaveValue('Katkestatud kursus')
    },
    done: ({ db }) => db.programme.count({ where: { code: 'KATKE', unitId: units.LT.id } }),
    shown: async (page) => {
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Katkestatud kursus')
    },
  },
  {
    name: 'the form of a comment',
    as: 'liis',
    fill: async (page, office) => {
      id = await aDirective(office)
      await page.goto(`/documents/${id}`)
      await scripted(page)
      await field(page, 'Kommentaar').fill('Katkestatud märkus')
      return main(page).getByRole('button', { name: 'Lisa kommentaar' })
    },
    stands: (page) => expect(field(page, 'Kommentaar')).toHaveValue('Katkestatud märkus'),
    done: ({ db }) => db.historyEntry.count({ where: { documentId: id, act: 'comment' } }),
    shown: async (page) => {
      await expect(page.getByText('Katkestatud märkus', { exact: true }).first()).toBeVisible()
    },
  },
  {
    name: 'the form of a document',
    as: 'liis',
    fill: async (page, office) => {
      id = await aDirective(office)
      await page.goto(`/documents/${id}`)
      await scripted(page)
      await field(page, 'Finantsallikas').fill('KATKE')
      return main(page).getByRole('button', { name: 'Salvesta' }).last()
    },
    stands: (page) => expect(field(page, 'Finantsallikas')).toHaveValue('KATKE'),
    // The first save of the draft counts as one already.
    done: async ({ db }) => (await db.historyEntry.count({ where: { documentId: id, act: 'save' } })) - 1,
    shown: (page) => expect(page.getByText(/^Salvestatud kell/)).toBeVisible(),
  },
  {
    name: 'the dialog of a decision with a reason',
    as: 'liis',
    fill: async (page, office) => {
      id = await aDirective(office, { state: 'ISSUED', persons: [await aDoctorand(office.db)] })
      await page.goto(`/documents/${id}`)
      await scripted(page)
      await chooseInMenu(page, 'Tühista')
      const dialog = page.getByRole('dialog')
      await field(dialog, 'Põhjus').fill('Katkestatud põhjus')
      return dialog.getByRole('button', { name: 'Tühista' })
    },
    stands: (page) => expect(field(page.getByRole('dialog'), 'Põhjus')).toHaveValue('Katkestatud põhjus'),
    done: ({ db }) => db.historyEntry.count({ where: { documentId: id, act: 'cancel' } }),
    shown: (page) => expect(page.getByRole('dialog')).toBeHidden(),
  },
  {
    name: 'the form with a pasted list of persons',
    as: 'liis',
    fill: async (page, office) => {
      id = await aDirective(office)
      person = await aDoctorand(office.db)
      await page.goto(`/documents/${id}/persons?way=codes`)
      await scripted(page)
      await field(page, 'Isikukoodid').fill(person.personalCode)
      return main(page).getByRole('button', { name: 'Lisa', exact: true })
    },
    stands: (page) => expect(field(page, 'Isikukoodid')).toHaveValue(person.personalCode),
    done: addedTo,
    shown: (page) => expect(page.getByText('Lisati 1 isik.')).toBeVisible(),
  },
  {
    name: 'the form with a chosen file',
    as: 'kaire',
    fill: async (page) => {
      await page.goto('/import')
      await scripted(page)
      await page
        .getByLabel('Fail', { exact: true })
        .setInputFiles(await spreadsheet('katke.xlsx', ['Isikukood'], [['49205130232']]))
      return main(page).getByRole('button', { name: 'Vaata üle' })
    },
    stands: async (page) => {
      const names = (input: HTMLInputElement) => [...(input.files ?? [])].map((file) => file.name)
      expect(await page.getByLabel('Fail', { exact: true }).evaluate(names)).toEqual(['katke.xlsx'])
    },
    done: ({ db }) => db.importBatch.count({ where: { fileName: 'katke.xlsx' } }),
    shown: (page) => expect(page.getByText('katke.xlsx').first()).toBeVisible(),
  },
  {
    name: 'the list with ticked documents',
    as: 'liis',
    fill: async (page, office) => {
      person = await aDoctorand(office.db)
      id = await aDirective(office, { persons: [person] })
      await page.goto(`/documents?q=${encodeURIComponent(person.lastName)}`)
      await page.getByRole('checkbox', { name: 'Vali kõik sellel lehel' }).check()
      return main(page).getByRole('button', { name: 'Prindi' })
    },
    stands: (page) => expect(page.getByRole('checkbox', { name: 'Vali kõik sellel lehel' })).toBeChecked(),
    done: ({ db }) => db.documentBatchRow.count({ where: { documentId: id } }),
    shown: (page) => expect(page.getByRole('link', { name: 'Ava PDF' })).toBeVisible(),
  },
  {
    name: 'the choice between a person’s study places',
    as: 'liis',
    fill: async (page, office) => {
      id = await aDirective(office)
      person = await aDoctorand(office.db)
      const second = await anotherPlace(office.db, person)
      await page.goto(`/documents/${id}/persons?way=codes`)
      await scripted(page)
      await field(page, 'Isikukoodid').fill(person.personalCode)
      await main(page).getByRole('button', { name: 'Lisa', exact: true }).click()
      await main(page).getByRole('combobox').selectOption(second)
      return main(page).getByRole('button', { name: 'Lisa valitud' })
    },
    stands: (page) => expect(main(page).getByRole('combobox')).not.toHaveValue(''),
    done: addedTo,
    shown: (page) => expect(page.getByText('Lisati 1 isik.')).toBeVisible(),
  },
  {
    name: 'the dialog that moves a pupil to another house',
    as: 'piret',
    fill: async (page, office) => {
      const pupil = await aPupil(office, 'Katkev', 4)
      id = pupil.id
      await page.goto(`/schools/classes/${castClass('mae', 4, 'a').id}`)
      await scripted(page)
      await page.getByRole('checkbox', { name: `Vali ${pupil.name}` }).check()
      await page.getByRole('button', { name: 'Õpilaste tõstmine teise filiaali' }).click()
      const dialog = page.getByRole('dialog', { name: 'Tõsta teise majja' })
      await field(dialog, 'Alates kuupäeva').fill('01.04.2027')
      await field(dialog, 'Vali kool').selectOption('Kesklinna kool, Jõe maja')
      await field(dialog, 'Paralleel').selectOption('4.a')
      await expect(dialog.getByText(/Jõe maja alates 01\.04\.2027/)).toBeVisible()
      return dialog.getByRole('button', { name: 'Tõsta', exact: true })
    },
    stands: async (page) => {
      const dialog = page.getByRole('dialog', { name: 'Tõsta teise majja' })
      await expect(field(dialog, 'Alates kuupäeva')).toHaveValue('01.04.2027')
      await expect(field(dialog, 'Paralleel').locator('option:checked')).toHaveText('4.a')
    },
    done: ({ db }) => db.transferRow.count({ where: { pupilId: id } }),
    shown: (page) => expect(page.getByText(/1 õpilane tõstetakse majja/)).toBeVisible(),
  },
  {
    name: 'the list of arrivals with a tick',
    as: 'madis',
    fill: async (page, office) => {
      const arriving = await aTransfer(office, dayInTallinn(new Date()))
      const { pupil } = await office.db.transferRow.findFirstOrThrow({
        where: { transferId: arriving },
        include: { pupil: true },
      })
      id = pupil.id
      ticked = pupil.lastName
      await page.goto('/schools/arrivals')
      await scripted(page)
      await page.getByRole('row', { name: ticked }).getByRole('checkbox').check()
      return main(page).getByRole('button', { name: 'Märgi saabunuks' })
    },
    stands: (page) => expect(page.getByRole('row', { name: ticked }).getByRole('checkbox')).toBeChecked(),
    done: ({ db }) => db.transferRow.count({ where: { pupilId: id, arrivedAt: { not: null } } }),
    shown: (page) => expect(page.getByRole('row', { name: ticked })).toHaveCount(0),
  },
  {
    name: 'the form that ends parked news with a reason',
    as: 'tiina',
    fill: async (page, office) => {
      id = await aDirective(office, { state: 'ISSUED', persons: [await aDoctorand(office.db)] })
      await decideInDhis(id, 'confirm', {
        by: { name: 'Peeter Vaher', personalCode: users.peeter.personalCode },
      })
      const parked = { documentId: id, state: 'PARKED' as const }
      await expect.poll(() => office.db.news.count({ where: parked }), { timeout: 60_000 }).toBe(1)
      const news = await office.db.news.findFirstOrThrow({ where: parked })
      await page.goto(`/deliveries/news/${news.id}`)
      await scripted(page)
      await field(page, 'Põhjus').fill('Katkestatud otsus')
      return main(page).getByRole('button', { name: 'Kinnita otsus' })
    },
    stands: (page) => expect(field(page, 'Põhjus')).toHaveValue('Katkestatud otsus'),
    done: ({ db }) => db.historyEntry.count({ where: { documentId: id, act: 'anew' } }),
    shown: (page) => expect(main(page).getByRole('button', { name: 'Kinnita otsus' })).toBeHidden(),
  },
  {
    name: 'the protocol of a run with a tick',
    as: 'maarja',
    fill: async (page, office) => {
      const run = await aRunWithProtocol(office)
      id = run.id
      ticked = run.learner
      await page.goto(`/continuing-education/runs/${id}/protocol`)
      await scripted(page)
      await page.getByRole('checkbox', { name: `Vali ${ticked}` }).check()
      return main(page).getByRole('button', { name: 'Positiivne' })
    },
    stands: (page) => expect(page.getByRole('checkbox', { name: `Vali ${ticked}` })).toBeChecked(),
    done: ({ db }) =>
      db.auditEntry.count({ where: { act: 'protocol.result', subject: `registrants.protocol.${id}` } }),
    shown: (page) => expect(page.getByRole('row').getByText('positiivne')).toBeVisible(),
  },
]

for (const { name, as, fill, stands, done, shown } of forms) {
  test(`${name} stays filled in, whatever cuts the sending, and is done once by pressing again`, async ({
    page,
    office,
  }) => {
    await signIn(page, as)
    const button = await fill(page, office)
    const fate = await fates(page)
    for (const [next, words, times] of [
      ['never sent', cut, 0],
      ['fault', noAnswer, 0],
      [{ lost: 9 }, cut, 1],
    ] as const) {
      await fate(next)
      await button.click()
      await expect(page.getByText(words).first()).toBeVisible()
      await stands(page)
      expect(await done(office)).toBe(times)
    }
    await fate('through')
    await button.click()
    await shown(page)
    expect(await done(office)).toBe(1)
  })
}

test('an answer that is lost once is fetched again automatically', async ({ page, office }) => {
  await signIn(page, 'liis')
  const [, comment] = forms
  const button = await comment!.fill(page, office)
  const fate = await fates(page)
  await fate({ lost: 1 })
  await button.click()
  await comment!.shown(page)
  expect(await comment!.done(office)).toBe(1)
  await expect(page.getByText(cut)).toBeHidden()
})

test('a form changed after its lost answer is not sent again unseen, and the next press is a new one', async ({
  page,
  office,
}) => {
  await signIn(page, 'liis')
  const [, comment] = forms
  const button = await comment!.fill(page, office)
  const fate = await fates(page)
  await fate({ lost: 9 })
  await button.click()
  await expect(page.getByText(cut)).toBeVisible()
  await fate('through')
  await field(page, 'Kommentaar').fill('Teine märkus')
  await button.click()
  await expect(page.getByText(/^See vorm oli juba saadetud/)).toBeVisible()
  expect(await comment!.done(office)).toBe(1)
  await expect(field(page, 'Kommentaar')).toHaveValue('Teine märkus')
  await button.click()
  await expect(page.getByText('Teine märkus', { exact: true }).first()).toBeVisible()
  expect(await comment!.done(office)).toBe(2)
})

test('without JavaScript, a form that the browser sends again is done once', async ({ office }) => {
  id = await aDirective(office)
  const client = await clientOf('liis')
  const html = await (await client.get(`/documents/${id}`)).text()
  const form = html
    .split('<form')
    .find((each) => each.includes('name="comment"') && each.includes('$ACTION'))!
  const multipart = new FormData()
  for (const [, name, value] of form
    .split('</form>')[0]!
    .matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?/g))
    multipart.append(name!, (value ?? '').replaceAll('&quot;', '"').replaceAll('&amp;', '&'))
  multipart.append('comment', 'Kaks korda saadetud')
  const headers = { origin: process.env.OLEK_URL!, connection: 'close' }
  for (const _time of [1, 2]) {
    const answer = await client.post(`/documents/${id}`, { multipart, headers })
    expect(answer.status()).toBe(200)
    expect(await answer.text()).toContain('Kaks korda saadetud')
  }
  expect(await office.db.historyEntry.count({ where: { documentId: id, act: 'comment' } })).toBe(1)
})
