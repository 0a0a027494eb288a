import { randomUUID } from 'node:crypto'
import type { Browser, Page } from '@playwright/test'
import type { RunOptions } from 'axe-core'
import { helpTopics } from '@/app/(office)/help/topics'
import { readPerson } from '@/lib/access/person'
import { beginDraft } from '@/lib/documents/drafting/commands/drafting'
import { kinds } from '@/lib/documents/rules/kinds'
import type { Locale } from '@/lib/messages/say'
import * as enums from '@/lib/shared/generated/enums'
import { units, users } from '@/prisma/cast'
import { programmes } from '@/prisma/cast-runs'
import { houses, municipalities } from '@/prisma/cast-schools'
import { sources } from '../support/source'
import { brokenRules } from './support/axe'
import { expect, test, type Office } from './support/journey'
import { becomesUser } from './support/over-http'
import { scripted } from './support/steps'
import { anImport, someSubjects, type Subjects as AllSubjects } from './support/subjects'

// The tests run side by side, and without recording each step.
test.describe.configure({ mode: 'parallel' })
test.use({ trace: 'off' })

const all = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }
const only = (rule: string) => ({ runOnly: { type: 'rule' as const, values: [rule] } })
const allButColours = { ...all, rules: { 'color-contrast': { enabled: false } } }
const aRun = `/continuing-education/runs/${programmes.statistics.runs[0].id}`

/** Also the reader's own form that was never saved. */
type Subjects = AllSubjects & { unsaved: string }

/** For every page of the code, addresses with content; a page that looks different to others is there twice. */
const pages: Record<string, (subjects: Subjects) => string[]> = {
  '/': () => ['/'],
  '/sign-in': () => ['/sign-in', '/sign-in?error=unknown'],
  '/search': () => ['/search', '/search?q=oja', '/search?q=qqqq'],
  '/help': () => ['/help'],
  '/help/[topic]': () => [`/help/${helpTopics('et')[0]!.slug}`],
  '/documents': () => ['/documents', '/documents?q=qqqq'],
  '/documents/many/[id]': ({ many }) => [`/documents/many/${many}`],
  '/documents/[id]': ({ draft, unsaved, issued, registered }) =>
    [draft, unsaved, issued, registered].map((id) => `/documents/${id}`),
  '/documents/[id]/persons': ({ draft, unsaved }) => [
    ...['?level=DOCTORAL', '?way=codes', '?way=file'].map((way) => `/documents/${draft}/persons${way}`),
    `/documents/${unsaved}/persons`,
  ],
  '/documents/[id]/send': ({ checked }) => [`/documents/${checked}/send`],
  '/documents/[id]/basis': ({ draft }) => [`/documents/${draft}/basis`],
  '/documents/[id]/signers': ({ draft }) => [`/documents/${draft}/signers`],
  '/documents/[id]/cancel': ({ registered }) => [`/documents/${registered}/cancel`],
  '/documents/[id]/directive': ({ proposal }) => [
    `/documents/${proposal}/directive`,
    `/documents/${proposal}`,
  ],
  '/documents/[id]/amend': ({ registered }) => [`/documents/${registered}/amend`],
  '/documents/[id]/repair': ({ draft, repair }) => [
    `/documents/${draft}/repair`,
    `/documents/${draft}/repair?${new URLSearchParams(repair)}`,
  ],
  '/documents/[id]/versions': ({ issued }) => [`/documents/${issued}/versions`],
  '/learners': () => ['/learners', '/learners?q=qqqq'],
  '/learners/[id]': ({ learner }) =>
    ['', '?on=2027-11-01', '?on=31.02.2027'].map((on) => `/learners/${learner.id}${on}`),
  '/learners/[id]/dossier': ({ learner }) => [`/learners/${learner.id}/dossier`],
  '/grants': () => ['/grants', '/grants?state=ALL&on=2027-02-28', '/grants?q=qqqq'],
  '/grants/payments': () => ['/grants/payments', '/grants/payments?month=13.2026&source=qqqq'],
  '/continuing-education': () => ['/continuing-education', '/continuing-education?view=programmes'],
  '/continuing-education/programmes/[id]': () => [
    `/continuing-education/programmes/${programmes.inquiry.id}?question=new`,
  ],
  '/continuing-education/programmes/new': () => ['/continuing-education/programmes/new'],
  '/continuing-education/runs/new': () => [
    `/continuing-education/runs/new?programme=${programmes.inquiry.id}`,
  ],
  '/continuing-education/runs/[id]/change': () => [`${aRun}/change`],
  '/continuing-education/runs/[id]/identity': () => [`${aRun}/identity`],
  '/continuing-education/runs/[id]/import': () => [`${aRun}/import`],
  '/continuing-education/runs/[id]/protocol': () => [`${aRun}/protocol`],
  '/continuing-education/runs/[id]/juhan': () =>
    ['', '?show=stuck'].map(
      (asked) => `/continuing-education/runs/${programmes.inquiry.runs[0].id}/juhan${asked}`,
    ),
  '/continuing-education/runs/[id]/directive': () => [`${aRun}/directive`],
  '/continuing-education/runs/[id]/registrants/new': () => [`${aRun}/registrants/new`],
  '/continuing-education/runs/[id]/registrants/[registrantId]/off': ({ linkedRun, registrantOff }) => [
    `/continuing-education/runs/${linkedRun}/registrants/${registrantOff}/off`,
  ],
  '/continuing-education/runs/[id]/registrants/[registrantId]': () => [
    `${aRun}/registrants/${programmes.statistics.runs[0].registrants[0].id}`,
  ],
  '/continuing-education/runs/[id]': () =>
    [programmes.inquiry, programmes.statistics].map(({ runs }) => `/continuing-education/runs/${runs[0].id}`),
  '/continuing-education/runs/[id]/refreshes': ({ linkedRun }) => [
    `/continuing-education/runs/${linkedRun}/refreshes`,
  ],
  '/continuing-education/runs/[id]/refreshes/[refreshId]': ({ linkedRun, refresh }) => [
    `/continuing-education/runs/${linkedRun}/refreshes/${refresh}`,
  ],
  '/continuing-education/runs/[id]/comparison': ({ linkedRun }) => [
    `/continuing-education/runs/${linkedRun}/comparison`,
  ],
  '/schools': () => ['/schools'],
  '/schools/classes': () => ['/schools/classes'],
  '/schools/classes/[id]': (subjects) =>
    ['', '?on=2027-06-01&state=ALL'].map((asked) => `/schools/classes/${subjects.class}${asked}`),
  '/schools/classes/[id]/next-year': (subjects) => [`/schools/classes/${subjects.class}/next-year`],
  '/schools/transfers/new': (subjects) => [
    '/schools/transfers/new',
    `/schools/transfers/new?class=${subjects.class}&day=2027-04-01&house=${houses.joe.id}`,
  ],
  '/schools/transfers/[id]': ({ transfer }) => [`/schools/transfers/${transfer}`],
  '/schools/arrivals': () => ['/schools/arrivals'],
  '/schools/placement-log': () => ['/schools/placement-log'],
  '/deliveries': () => ['/deliveries'],
  '/deliveries/[id]': ({ delivery }) => [`/deliveries/${delivery}`],
  '/deliveries/news': () => ['/deliveries/news'],
  '/deliveries/news/[id]': ({ news }) => [`/deliveries/news/${news}`],
  '/schools/pupils': () => ['/schools/pupils', '/schools/pupils?q=qqqq'],
  '/schools/pupils/[id]': ({ pupil }) =>
    ['', '?edit=needs', '?edit=cards'].map((form) => `/schools/pupils/${pupil}${form}`),
  '/schools/groups': () => ['/schools/groups'],
  '/schools/groups/[id]': ({ group, groupPlace }) => [`/schools/groups/${group}?end=${groupPlace}`],
  '/schools/houses/[id]': ({ house }) => [`/schools/houses/${house}`],
  '/schools/ehis-log': () => ['', '?state=HELD'].map((asked) => `/schools/ehis-log${asked}`),
  '/schools/ehis-log/[id]': ({ pupilMessage }) => [`/schools/ehis-log/${pupilMessage}`],
  '/settings': () => ['/settings'],
  '/settings/users': () => ['/settings/users', `/settings/users?id=${users.liis.id}`],
  '/settings/units': () => ['/settings/units', `/settings/units?id=${units.LTTF.id}`],
  '/settings/grants': () => ['/settings/grants'],
  '/settings/grants/[code]': () =>
    ['', '?hide=PART_LOAD'].map((tried) => `/settings/grants/DOCTORAL_ALLOWANCE_OWN_FUNDS${tried}`),
  '/settings/clashes': () => ['/settings/clashes', '/settings/clashes?on=PERFORMANCE:BASIC_ALLOWANCE'],
  '/settings/series': () => ['/settings/series?type=NOTICE'],
  '/settings/bases': ({ basis }) => ['/settings/bases', `/settings/bases?id=${basis}`],
  '/settings/signers': ({ signing }) => ['/settings/signers?all=1', `/settings/signers?id=${signing}`],
  '/settings/footers': () => ['/settings/footers'],
  '/settings/collisions': () => ['/settings/collisions'],
  '/settings/years': () => ['/settings/years?year=2026/2027'],
  '/settings/technical': () => ['/settings/technical'],
  '/settings/history': () => ['/settings/history'],
  '/settings/office': () => ['/settings/office'],
  '/settings/municipality': () => ['/settings/municipality'],
  '/settings/letters': () => ['/settings/letters'],
  '/import': () => ['/import', '/import?room=schools'],
  '/import/[id]': (subjects) => [`/import/${subjects.import}`],
  '/import/[id]/columns': (subjects) => [`/import/${subjects.import}/columns`],
}
const missing = '/documents/00000000-0000-4000-8999-000000000000'

/** What opens over a page: its name, the page, and the presses that open it. */
const opened: [name: string, page: (subjects: Subjects) => string, open: (page: Page) => Promise<void>][] = [
  ['the menu of acts', ({ draft }) => `/documents/${draft}`, (page) => openMenu(page)],
  ['deleting a draft', ({ draft }) => `/documents/${draft}`, (page) => openFromMenu(page, 'delete')],
  ['cancelling', ({ issued }) => `/documents/${issued}`, (page) => openFromMenu(page, 'cancel')],
  ['taking back', ({ issued }) => `/documents/${issued}`, (page) => press(page, '[commandfor="reopen"]')],
  [
    'bringing an import in',
    (subjects) => `/import/${subjects.import}`,
    (page) => press(page, '[commandfor="apply"]'),
  ],
  [
    'moving pupils',
    (subjects) => `/schools/classes/${subjects.class}`,
    async (page) => {
      await press(page, '[data-pick-all]')
      await press(page, '.page-head .btn-main')
      await expect(page.getByRole('dialog')).toBeVisible()
    },
  ],
  ['the palette', () => '/', (page) => page.keyboard.press('Control+K')],
  ['the person’s menu', () => '/', (page) => press(page, 'header [popovertarget]')],
  ['a refused form', ({ draft }) => `/documents/${draft}`, saveWrongDay],
]

const above = ':modal, :popover-open, [role=dialog], main [role=alert]'

/** Names that other systems and the office's own manuals use. */
const known = new Set<string>([
  ...Object.values(enums.Neighbour),
  'ARNO_KOOL_LAPS_LIIGUTAMINE_FILIAALIDE_VAHEL',
])
const ours = new Set<string>(
  [...Object.values(enums).flatMap((values) => Object.values<string>(values)), ...Object.keys(kinds)].filter(
    (word) => word.length > 3 && !known.has(word),
  ),
)

/** What a program writes where a value is missing. */
const ofPrograms = ['undefined', 'NaN', '[object ']

/**
 * Our own codes, and what stands for a missing value, that a page shows or reads out in place of words; an exchange with a
 * neighbour is shown as it was sent.
 */
async function noWords(page: Page): Promise<string[]> {
  const { title, text, told } = await page.evaluate(() => {
    const copy = document.body.cloneNode(true) as HTMLElement
    const unread = 'script, style, template, pre, code, textarea, input[type=hidden]'
    for (const part of copy.querySelectorAll(unread)) part.remove()
    const told = [...copy.querySelectorAll('*')].flatMap((part) =>
      ['aria-label', 'title', 'placeholder', 'alt', 'value'].map((name) => part.getAttribute(name) ?? ''),
    )
    return { title: document.title, text: copy.textContent, told: told.join('\n') }
  })
  const words = text.match(/(?<![A-ZÕÄÖÜŠŽ_])[A-Z]+(?:_[A-Z]+)*(?![A-ZÕÄÖÜŠŽ_a-zõäöüšž])/g) ?? []
  return [
    ...[...new Set(words)].filter((word) => ours.has(word) || (word.includes('_') && !known.has(word))),
    ...ofPrograms.filter((word) => `${title}\n${text}\n${told}`.includes(word)),
  ]
}

test('the list has every page of the code', () => {
  const inCode = sources('app/**/page.tsx').map(
    ({ path }) =>
      `/${path
        .split('/')
        .slice(1, -1)
        .filter((part) => !part.startsWith('('))
        .join('/')}`,
  )
  expect(Object.keys(pages).toSorted()).toEqual(inCode.toSorted())
})

for (const locale of ['et', 'en'] satisfies Locale[]) {
  // In parts, so that no worker of the run ends long after the others; the first language is checked more closely.
  const parts = locale === 'et' ? 4 : 2
  for (let part = 0; part < parts; part++) {
    test(`every page meets WCAG 2.2 AA, light and dark, and fits a phone: ${locale}, part ${part + 1}`, async ({
      browser,
      office,
    }) => {
      test.setTimeout(900_000)
      const { page, subjects } = await aReader(browser, office, locale)
      const addresses = [...Object.values(pages).flatMap((of) => of(subjects)), missing]
      const wrong: string[] = []
      await page.goto('/')
      for (const address of addresses.filter((_, at) => at % parts === part)) {
        // One language opens its pages by address, the other by links inside the page.
        if (locale === 'et') await page.goto(address)
        else await follow(page, address)
        wrong.push(...(await objections(page, address, locale)))
        for (const word of await noWords(page)) wrong.push(`${address} says ${word}`)
      }
      await page.context().close()
      expect(wrong).toEqual([])
    })
  }

  test(`everything that opens over a page meets WCAG 2.2 AA, light and dark, and fits a phone: ${locale}`, async ({
    browser,
    office,
  }) => {
    test.setTimeout(300_000)
    const { page, subjects } = await aReader(browser, office, locale)
    const wrong: string[] = []
    for (const [name, of, open] of opened) {
      await page.setViewportSize({ width: 1280, height: 900 })
      await page.goto(of(subjects))
      await scripted(page)
      await open(page)
      await expect(page.locator(above).filter({ visible: true }).first()).toBeVisible()
      wrong.push(...(await objections(page, name, locale)))
    }
    await page.context().close()
    expect(wrong).toEqual([])
  })
}

/**
 * Somebody of the study office who reads in this language, and is also an administrator and an official of schools, who
 * sees the most.
 */
async function aReader(browser: Browser, office: Office, locale: Locale) {
  const { db } = office
  // One user for each test, because they run at the same time.
  const id = randomUUID()
  const name = { firstName: 'Lembi', lastName: locale === 'et' ? 'Lugeja' : 'Reader' }
  const official = {
    role: 'MUNICIPAL_OFFICIAL' as const,
    municipalities: { create: [{ municipalityId: municipalities.linn.id }] },
  }
  const roles = { create: [{ role: 'STUDY_OFFICE' as const }, { role: 'ADMIN' as const }, official] }
  const email = 'lembi@ylikool.example'
  await db.user.create({ data: { id, ...name, email, locale, roles } })

  const url = process.env.OLEK_URL!
  const context = await browser.newContext({ reducedMotion: 'reduce', baseURL: url })
  await becomesUser(context.request, id)
  await context.addCookies([{ name: 'lang', value: locale, url }])

  const act = { db, person: (await readPerson(db, id))!, now: new Date() }
  subjects ??= await someSubjects(office)
  const unsaved = await beginDraft(act, { type: 'VICE_DEAN_DIRECTIVE', kind: 'OWN_FUNDS_ALLOWANCE' })
  return {
    page: await context.newPage(),
    subjects: { ...subjects, unsaved, import: (await anImport(act)).id },
  }
}

let subjects: AllSubjects | undefined
const phone = 360

/**
 * What axe finds, and whether a narrow page must be scrolled sideways. Estonian is checked wide, in both themes, which
 * differ only in colours. The other language differs only in words, so it is checked on a phone, where words have the
 * least room. Colours are the same on a phone and slow to check; of the Estonian page there, only the size of what can
 * be pressed depends on words.
 */
async function objections(page: Page, name: string, locale: Locale): Promise<string[]> {
  const found: string[] = []
  const look = async (width: number, theme: 'light' | 'dark', options: RunOptions) => {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme: theme })
    for (const rule of await brokenRules(page, options)) found.push(`${name}, ${width} px, ${theme}: ${rule}`)
  }
  if (locale === 'et') {
    await look(1280, 'light', all)
    await look(1280, 'dark', only('color-contrast'))
  }
  await look(phone, 'light', locale === 'et' ? only('target-size') : allButColours)
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  return tooWide > 0 ? [...found, `${name}: ${tooWide} px wider than a phone`] : found
}

/** Goes there as a link does: the page's frame stays, and axe in it. */
async function follow(page: Page, address: string) {
  const arrived = page.waitForEvent('framenavigated', (frame) => frame === page.mainFrame())
  await page.evaluate((href) => {
    const link = document.body.appendChild(Object.assign(document.createElement('a'), { href }))
    link.click()
    link.remove()
  }, address)
  await arrived
  await page.waitForLoadState()
  // The title comes a moment after the page.
  await expect(page).toHaveTitle(/./)
}

const press = (page: Page, selector: string) => page.locator(selector).first().click()
const openMenu = (page: Page) => press(page, 'main [popovertarget]')
async function openFromMenu(page: Page, dialog: string) {
  await openMenu(page)
  await press(page, `[popover] [commandfor="${dialog}"]`)
}
async function saveWrongDay(page: Page) {
  await page.locator('[name="head.paidTo"]').fill('31.02.2027')
  await press(page, 'main form .acts [data-act="save"], main form [data-act="save"]:not([aria-hidden])')
  await expect(page.getByRole('alert').first()).toBeVisible()
}
