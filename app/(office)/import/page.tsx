import type { Metadata } from 'next'
import { Chips } from '@/components/ui/chips'
import { ListTable } from '@/components/ui/list-table'
import { PageHead } from '@/components/ui/page-head'
import { Section } from '@/components/ui/section'
import { requirePerson, voice } from '@/lib/access/session'
import { ownImports } from '@/lib/import/queries'
import { sayIn, type Say } from '@/lib/messages/say'
import { showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { sandboxOn } from '@/lib/shared/env'
import { fileMost } from '../file-most'
import { preview, previewOfSchools } from './actions'
import { kindName, kindsOf, ownRooms, roomOf, type ImportRoom } from './rooms'
import { UploadForm } from './upload-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('learners.import.title') }
}

/** Andmete import: uploads a file for a preview; the templates; the person's own earlier imports. */
export default async function ImportPage({ searchParams }: { searchParams: Promise<{ room?: unknown }> }) {
  const person = await requirePerson('page /import')
  const say = sayIn(person.locale)
  const { room: asked } = await searchParams
  const rooms = ownRooms(person)
  const own = (await ownImports(db(), person)).filter(({ kind }) => rooms.includes(roomOf(kind)))
  const room = rooms.find((each) => each === asked) ?? rooms[0]
  return (
    <>
      <PageHead title={say('learners.import.title')} />
      {rooms.length > 1 ? (
        <Chips
          label={say('schoolsImport.rooms')}
          chips={rooms.map((each) => ({
            href: `/import?room=${each}`,
            on: each === room,
            text: say(each === 'schools' ? 'schoolsImport.title' : 'learners.title'),
          }))}
        />
      ) : null}
      {room ? <Room key={room} say={say} room={room} /> : null}
      <Section title={say('learners.import.own')}>
        {own.length === 0 ? (
          <p className="text-ink-3">{say('learners.import.ownNone')}</p>
        ) : (
          <ListTable
            caption={say('learners.import.own')}
            columns={[
              { head: say('learners.import.column.file'), kind: 'name', href: '/import/{id}' },
              { head: say('learners.import.column.kind') },
              { head: say('learners.import.column.state') },
              { head: say('learners.import.column.at') },
              { head: say('learners.import.column.counts'), kind: 'number', labelled: true },
            ]}
            rows={own.map((batch) => [
              batch.id,
              batch.fileName,
              kindName(say, batch.kind),
              say(`learners.import.state.${batch.state}`),
              showInstant(batch.settledAt ?? batch.createdAt, person.locale),
              `${batch.added} / ${batch.changed} / ${batch.same} / ${batch.refused}`,
            ])}
          />
        )}
      </Section>
    </>
  )
}

/** The data of a room: what they are, a file of them to preview, and the templates. */
function Room({ say, room }: { say: Say; room: ImportRoom }) {
  const kinds = kindsOf(say, room)
  const schools = room === 'schools'
  return (
    <>
      <p className="mb-4 max-w-[80ch]">{say(schools ? 'schoolsImport.intro' : 'learners.import.intro')}</p>
      <UploadForm
        preview={schools ? previewOfSchools : preview}
        kinds={kinds.map(({ kind, text }) => ({ value: kind, text }))}
        most={fileMost(say)}
        texts={{
          kind: say('learners.import.kind'),
          file: say('learners.import.file'),
          hint: say('learners.import.fileHint'),
          choose: say('learners.import.choose'),
          none: say('learners.import.noFile'),
          submit: say('learners.import.preview'),
          errors: say('learners.import.errors'),
          titleMark: say('learners.titleMark'),
        }}
      />
      <Section title={say('learners.import.templates')}>
        <p className="mb-2 max-w-[80ch] text-ink-2">{say('learners.import.templatesNote')}</p>
        <ul>
          {kinds.map((kind) => (
            <Template key={kind.kind} say={say} {...kind} />
          ))}
        </ul>
        {!schools && sandboxOn() ? (
          <p className="mt-2">
            <a href="/samples/doktorandid.xlsx" download>
              {say('learners.import.sample')}
            </a>
          </p>
        ) : null}
      </Section>
    </>
  )
}

function Template({ say, kind, text, short }: { say: Say } & ReturnType<typeof kindsOf>[number]) {
  const file = (format: 'xlsx' | 'csv') => (
    <a
      href={`/api/import/template?kind=${kind}&format=${format}`}
      className="inline-block min-h-6 leading-6"
      aria-label={say('learners.import.templateOf', { kind: short, format: format.toUpperCase() })}
    >
      {format.toUpperCase()}
    </a>
  )
  return (
    <li className="grid max-w-[64ch] grid-cols-[1fr_auto_auto] gap-x-4">
      <span>{text}</span>
      {file('xlsx')}
      {file('csv')}
    </li>
  )
}
