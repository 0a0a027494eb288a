import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { Notice } from '@/components/ui/notice'
import { Tabs } from '@/components/ui/tabs'
import type { Person } from '@/lib/access/rights'
import { requirePerson } from '@/lib/access/session'
import { runOfDocument } from '@/lib/documents/drafting/queries/drafts'
import { openedDocument, type Opened } from '@/lib/documents/queries/opened'
import { amendSheet } from '@/lib/documents/queries/sheet'
import { personsFile } from '@/lib/import/queries'
import { curriculumChoice } from '@/lib/learners/queries/curricula'
import { sayIn, type Say } from '@/lib/messages/say'
import { learnersAPage, registerSearch } from '@/lib/register/queries/list'
import { LearnerFilter } from '@/lib/register/schema/learners'
import { unitChoice } from '@/lib/settings/queries/units'
import { now } from '@/lib/shared/clock'
import { db } from '@/lib/shared/db'
import { AmendForm } from '../amend/amend-form'
import { amendTexts, baseRows } from '../amend/base-rows'
import { seekOf } from '../../seek-address'
import { SubHead } from '../sub-head'
import { AddForm } from './add-form'
import { addTexts } from './add-texts'
import { FoundPlaces } from './found-places'
import { SeekForm } from './seek-form'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await requirePerson('page /documents/[id]/persons')
  return { title: sayIn(locale)('documents.add.title') }
}

/** `Lisa isikuid`: from the register, by pasted personal codes, from a file. */
export default async function AddPersonsPage({ params, searchParams }: Props) {
  const person = await requirePerson('page /documents/[id]/persons')
  const { id } = await params
  const sheet = await openedDocument(db(), person, id, now())
  if (!sheet) notFound()
  if (!sheet.editable) redirect(`/documents/${id}`)
  if (sheet.kindRow.ofRegistrants) await toRun(id, sheet.kind)
  const say = sayIn(person.locale)
  const asked = await searchParams
  const way = asked.way === 'codes' || asked.way === 'file' ? asked.way : 'register'
  const here = `/documents/${id}/persons`
  const matched =
    way === 'file' && typeof asked.file === 'string' ? await personsFile(db(), person, id, asked.file) : null
  if (sheet.base) return ofBase(say, person, sheet, Number(asked.page) || 1)
  const filled = sheet.kindRow.commonFields.filter((field) => sheet.head[field])
  return (
    <>
      <SubHead sheet={sheet} say={say} title={say('documents.add.title')} />
      <Notice>
        {filled.length > 0
          ? say('documents.add.prefill', {
              fields: filled
                .map((field) => `${say(`documents.field.${field}`)} ${sheet.head[field]}`)
                .join(', '),
            })
          : say('documents.add.noPrefill')}
      </Notice>
      <Tabs
        label={say('documents.add.ways')}
        tabs={(['register', 'codes', 'file'] as const).map((each) => ({
          href: `${here}?way=${each}`,
          text: say(`documents.add.${each}`),
          on: each === way,
        }))}
      />
      {way === 'register' ? (
        await fromRegister(say, id, asked)
      ) : (
        <AddForm
          key={`${way} ${matched?.id}`}
          way={way}
          id={id}
          texts={addTexts(say)}
          matched={
            matched
              ? {
                  batch: matched.id,
                  text: say('documents.add.matched', { file: matched.fileName, count: matched.added }),
                }
              : undefined
          }
        />
      )}
    </>
  )
}

/**
 * Persons are added to a directive of registrants from the list of its run; a directive with nobody on it belongs to no
 * run.
 */
async function toRun(id: string, kind: string) {
  const run = await runOfDocument(db(), id)
  redirect(
    run
      ? `/continuing-education/runs/${run}/directive?kind=${kind}&document=${id}`
      : `/documents/${id}#persons`,
  )
}

/** An amendment can contain only persons of its base. */
async function ofBase(say: Say, person: Person, sheet: Opened, page: number) {
  const base = await amendSheet(db(), person, (sheet.amendment ?? sheet.base)!.id, now(), page)
  if (!base) notFound()
  return (
    <>
      <SubHead sheet={sheet} say={say} title={say('documents.add.title')} />
      <p className="mt-2 mb-4 text-ink-2">{say('refusal.personsOfBase')}</p>
      <AmendForm
        act="addBase"
        fields={{ id: sheet.id }}
        rows={baseRows(say, base, new Set(sheet.form.rows.map(({ baseRowId }) => baseRowId)))}
        kinds={[]}
        texts={amendTexts(say, '', say('documents.add.submit'))}
      />
    </>
  )
}

async function fromRegister(say: Say, id: string, asked: Record<string, unknown>) {
  const typed = LearnerFilter.parse(asked)
  const [unit, curriculum] = await Promise.all([
    unitChoice(db(), typed.unit),
    curriculumChoice(db(), typed.curriculum),
  ])
  const filter = { ...typed, unit: unit.id, curriculum: curriculum.id }
  const { page, ...wanted } = seekOf(filter)
  const any = Object.values(wanted).some(Boolean) && !unit.wrong && !curriculum.wrong
  const found = any ? await registerSearch(db(), wanted, now(), page) : null
  return (
    <>
      <SeekForm id={id} say={say} filter={filter} choices={{ unit, curriculum }} />
      <FoundPlaces
        id={id}
        say={say}
        filter={filter}
        found={found}
        perPage={learnersAPage}
        texts={addTexts(say)}
      />
    </>
  )
}
