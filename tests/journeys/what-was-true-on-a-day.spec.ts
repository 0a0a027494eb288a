import type { Page } from '@playwright/test'
import { dateFromDay } from '@/lib/shared/dates'
import { expect, test, type Office } from './support/journey'
import { aDoctorand, giveGrant } from './support/learners'
import { field, signIn } from './support/steps'

/** A doctoral student on leave in the spring of 2027, whose grant therefore ends with January. */
async function aLearnerGoingOnLeave({ db }: Office) {
  const learner = await aDoctorand(db, { leave: { from: '2027-02-01', to: '2027-06-30' } })
  const grant = { type: 'BASIC_ALLOWANCE', source: 'HTM', from: '2026-09-01', to: '2027-08-31' } as const
  const grantId = await giveGrant(db, learner, grant)
  const lastPaidOn = dateFromDay('2027-01-31')
  await db.grantEnd.create({ data: { grantId, cause: 'ACADEMIC_LEAVE', lastPaidOn } })
  return learner
}

const showDay = async (page: Page, day: string) => {
  await field(page, 'Seis kuupäeval').fill(day)
  await page.getByRole('button', { name: 'Näita' }).click()
}
const row = (page: Page, table: string, text: string) =>
  page.getByRole('table', { name: table, exact: true }).getByRole('row').filter({ hasText: text })

test('a learner’s page shows the state on any day, and says why it is so', async ({ page, office }) => {
  const { id, name } = await aLearnerGoingOnLeave(office)
  await signIn(page, 'liis', `/learners/${id}`)
  const grant = row(page, 'Toetused', 'põhitoetus')
  const leave = row(page, 'Kõrvalolekud', 'Akadeemilisel puhkusel')

  await showDay(page, '31.01.2027')
  await expect(page.getByText('Näidatakse seisu 31.01.2027.')).toBeVisible()
  await expect(grant).toContainText('kehtib')
  await expect(grant).toContainText('makstakse kuni 31.01.2027: akadeemiline puhkus')
  await expect(leave).toContainText('tulekul')
  await showDay(page, '01.02.2027')
  await expect(grant).toContainText('lõppenud')
  await expect(leave).not.toContainText('tulekul')

  await grant.getByText('Miks nii?').click()
  await expect(grant.getByText('Määrati kuni 31.08.2027')).toBeVisible()
  await expect(grant.getByText('Viimane makstud päev 31.01.2027: akadeemiline puhkus')).toBeVisible()

  await showDay(page, '31.02.2027')
  const alert = page.getByRole('alert').filter({ hasText: 'Seda päeva ei saa näidata' })
  await expect(alert).toContainText('Sellist kuupäeva ei ole. Kirjutage näiteks 21.11.2026.')
  await expect(alert).toBeFocused()
  await expect(field(page, 'Seis kuupäeval')).toHaveValue('31.02.2027')
  await showDay(page, '01.02.2027')
  await expect(page.getByText('Näidatakse seisu 01.02.2027.')).toBeVisible()
  await page.getByRole('link', { name: 'Tänane seis' }).click()
  await expect(page).toHaveURL(new RegExp(`/learners/${id}$`))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
})

test('the list of learners hands its day on to the learner’s page', async ({ page, office }) => {
  const { name, lastName } = await aLearnerGoingOnLeave(office)
  await signIn(page, 'liis', `/learners?q=${encodeURIComponent(lastName)}`)
  await showDay(page, '24.08.2025')
  // Before the studies began, the learner has no state.
  await expect(page.getByRole('table', { name: 'Õppijad' }).getByRole('row').last()).not.toContainText('õpib')
  await showDay(page, '01.02.2027')
  await expect(page.getByRole('table', { name: 'Õppijad' })).toContainText('õpib')
  await page.getByRole('link', { name }).click()
  await expect(page.getByText('Näidatakse seisu 01.02.2027.')).toBeVisible()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a learner’s page shows another day, and “Miks nii?” opens', async ({ page, office }) => {
    const { id } = await aLearnerGoingOnLeave(office)
    await signIn(page, 'liis', `/learners/${id}`)
    await showDay(page, '01.02.2027')
    await expect(page.getByText('Näidatakse seisu 01.02.2027.')).toBeVisible()
    const load = row(page, 'Olekud ja tingimused', 'täiskoormus')
    await expect(load.getByText('täiskoormus, alates 01.09.2025')).toBeHidden()
    await load.getByText('Miks nii?').click()
    await expect(load.getByText('täiskoormus, alates 01.09.2025')).toBeVisible()
  })
})
