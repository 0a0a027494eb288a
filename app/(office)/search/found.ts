import type { PaletteAnswer, Found } from '@/components/palette'
import { holds, mayOpen, type Person } from '@/lib/access/rights'
import { documentList, documentsLimit } from '@/lib/documents/list/queries/list'
import { kindCodes } from '@/lib/documents/rules/kinds'
import { stateGroup, stateWord } from '@/lib/documents/rules/lifecycle'
import type { Say } from '@/lib/messages/say'
import { firstLearners, learnersLimit, searchLearners } from '@/lib/register/queries/list'
import { LearnerFilter } from '@/lib/register/schema/learners'
import { pupilsLimit } from '@/lib/schools/pupils/queries/pupils'
import { searchSchools } from '@/lib/schools/pupils/queries/search'
import { now } from '@/lib/shared/clock'
import { showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { isCode } from '@/lib/shared/personal-code'
import { toldApart } from '@/lib/shared/told-apart'
import { sameName, written } from '@/lib/shared/written'
import { areasOf } from '../areas'
import { helpTopics } from '../help/topics'

/** The number of lines of a group here; the search page shows more. */
const inPalette = 6

/** The results of each group, their total number, and the address of the full list. */
export type Groups = {
  kind: PaletteAnswer['groups'][number]['kind']
  items: Found[]
  count: number
  /** where counting stopped; none or null: nowhere */
  limit?: number | null
  all?: string
}[]

/**
 * Pages, learners, documents, things of schools and acts that match the typed text and that the person may open.
 * `posted`: the text did not come in an address, so it may be a personal code. No address made here contains any part
 * of a code.
 */
export async function findEverything(
  say: Say,
  person: Person,
  typed: string,
  { posted = false, most = inPalette } = {},
): Promise<Groups> {
  const q = written(typed).slice(0, 100)
  const pages = named(say, person, q)
  const acts = [...actsOf(say, person)].filter(({ label }) => contains(label, q))
  const groups: Groups = [
    { kind: 'learners', ...(await learners(person, q, posted, most)) },
    { kind: 'documents', ...(await documents(say, person, q, posted, most)) },
    ...(await schools(person, q, posted, most)),
    { kind: 'pages', items: pages.slice(0, most), count: pages.length },
    { kind: 'acts', items: acts, count: acts.length },
  ]
  return groups.filter(({ count }) => count > 0)
}

/** Areas and pages of the guide whose name contains the typed text; for an empty text only the areas. */
function named(say: Say, person: Person, q: string): Found[] {
  const { areas, moreAreas } = areasOf(say, (door) => mayOpen(person, door), {
    desk: 0,
    deliveries: 0,
    ehisLog: 0,
  })
  const places = [...areas, ...moreAreas].map(({ href, label }) => ({ href, label }))
  if (q === '') return places
  const guide = helpTopics(person.locale).map(({ slug, title }) => ({
    href: `/help/${slug}`,
    label: title,
    detail: say('office.area.help'),
  }))
  return [...places, ...guide].filter(({ label }) => contains(label, q))
}

function* actsOf(say: Say, person: Person): Generator<Found> {
  if (mayOpen(person, 'act documents.begin'))
    yield { href: '/documents', label: say('office.search.addDocument') }
  if (mayOpen(person, 'act import.preview'))
    yield { href: '/import', label: say('office.search.importLearners') }
  if (mayOpen(person, 'act import.schools'))
    yield { href: '/import', label: say('office.search.importSchools') }
  if (mayOpen(person, 'page /deliveries/news')) {
    yield { href: '/deliveries/news', label: say('office.search.openNews') }
  }
}

async function learners(person: Person, q: string, posted: boolean, most: number) {
  const fits = q.length >= 2 && (posted || !isCode(q))
  if (!fits || !mayOpen(person, 'page /learners')) return { items: [], count: 0 }
  const filter = { ...LearnerFilter.parse({}), q }
  const { learners, count } = posted
    ? await firstOfLearners(person, filter, most)
    : await searchLearners(db(), person, filter, now()).then(({ total, ...found }) => ({
        ...found,
        count: total,
      }))
  const items = learners.slice(0, most).map(({ id, firstName, lastName, places, ...codes }) => ({
    href: `/learners/${id}`,
    label: `${firstName} ${lastName}`,
    detail: places
      .map(({ curriculum, unitName }) => [curriculum, unitName].filter(Boolean).join(', '))
      .join('; '),
    marks: [codes.personalCode ?? codes.otherCode],
  }))
  return {
    items: foundApart(items),
    count,
    limit: learnersLimit(person, filter),
    all: `/learners?q=${encodeURIComponent(posted ? '' : q)}`,
  }
}

/** The palette shows a few lines and no number: nothing is counted for it. */
async function firstOfLearners(person: Person, filter: LearnerFilter, most: number) {
  const { learners, more } = await firstLearners(db(), person, filter, now(), most)
  return { learners, count: learners.length + Number(more) }
}

/** By number or person; a word of a kind's name finds the documents of that kind. */
async function documents(say: Say, person: Person, q: string, posted: boolean, most: number) {
  if (q.length < 2 || isCode(q) || !mayOpen(person, 'page /documents')) return { items: [], count: 0 }
  const kind = kindCodes.find((code) => contains(say(`documents.kind.${code}`), q))
  const { documents, count } = await documentList(db(), person, {
    ...(kind ? { kind } : { q }),
    ...(posted && { most }),
  })
  const items = documents.slice(0, most).map(({ id, number, kind: code, type, state, unit, ...more }) => {
    const heading = say(`documents.heading.${code as (typeof kindCodes)[number]}`)
    return {
      href: `/documents/${id}`,
      label: number ? `${number} · ${heading}` : heading,
      detail: `${say(`documents.state.${stateWord({ type, kind: code })}.${stateGroup[state]}`)}, ${unit.name}`,
      // For drafts of one kind, which nothing else tells apart yet.
      marks: [say('office.search.changed', { count: more.persons, at: showInstant(more.changedAt) })],
    }
  })
  return {
    items: foundApart(items),
    count,
    limit: documentsLimit(kind ? {} : { q }),
    all: `/documents?${new URLSearchParams(kind ? { kind } : { q })}`,
  }
}

/** Pupils, houses and classes, for roles that work with schools; those roles don't see the register's learners. */
async function schools(person: Person, q: string, posted: boolean, most: number): Promise<Groups> {
  if ((!posted && isCode(q)) || !(holds(person, 'MUNICIPAL_OFFICIAL') || holds(person, 'SCHOOL_REP')))
    return []
  const { pupils, classes, houses } = await searchSchools(db(), person, { q, most, now: now() })
  return [
    {
      kind: 'pupils',
      count: pupils.total,
      limit: pupilsLimit({ q }),
      items: foundApart(
        pupils.pupils
          .slice(0, most)
          .map(({ id, firstName, lastName, class: label, house, personalCode }) => ({
            href: `/schools/pupils/${id}`,
            label: `${firstName} ${lastName}`,
            detail: `${label}, ${house}`,
            marks: [personalCode],
          })),
      ),
    },
    {
      kind: 'classes',
      count: classes[0]?.count ?? 0,
      items: classes.map(({ id, label, house }) => ({
        href: `/schools/classes/${id}`,
        label,
        detail: house,
      })),
    },
    {
      kind: 'houses',
      count: houses[0]?.count ?? 0,
      items: foundApart(
        houses.map(({ id, name, registryCode }) => ({
          href: `/schools/houses/${id}`,
          label: name,
          detail: '',
          marks: [registryCode],
        })),
      ),
    },
  ]
}

type Marked = Found & { detail: string; marks: readonly (string | null)[] }

/** The results, no two of which read alike: the marks that tell them apart follow the detail. */
export function foundApart(found: readonly Marked[]): Found[] {
  const most = Math.max(0, ...found.map(({ marks }) => marks.length))
  const marks = Array.from({ length: most }, (_, at) => (each: Marked) => each.marks[at])
  const lines = toldApart(found, ({ label, detail }) => `${label}\n${detail}`, ...marks)
  return found.map(({ href, label }, at) => ({
    href,
    label,
    detail: lines[at]!.slice(label.length + 1).replace(/^, /, '') || undefined,
  }))
}

const contains = (text: string, part: string) => plain(text).includes(plain(part))
const plain = (text: string) => sameName(text).normalize('NFD').replace(/\p{M}/gu, '')
