import type { Person } from '@/lib/access/rights'
import { dayInTallinn } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { isUuid } from '@/lib/shared/ids'
import { emptyForm } from '../drafting/options'
import { draftedOf, formOf, loadDocument, type Begun } from '../load'
import { withTyped } from '../rules/form'
import { kindOf, type Kind, type KindCode } from '../rules/kinds'
import { isEditable, stateGroup, type Party } from '../rules/lifecycle'
import { storedTyped } from '../stored'
import { partiesOf, sees } from '../visibility'

/** A saved document that the user may see, with what its heading says; null = there is none. One statement. */
export async function savedDocument(db: Db, person: Person, id: string) {
  const document = isUuid(id) ? await loadDocument(db, id) : null
  return document && sees(person, document) ? { ...namedAs(id, document), document } : null
}

const namedAs = (id: string, drafted: Begun) => {
  const kindRow = kindOf(drafted)
  return {
    id,
    drafted,
    kind: drafted.kind as KindCode,
    kindRow,
    type: drafted.type,
    /** name of the grant type, where the kind has one as its subkind */
    subkindLabel: subkindLabel(kindRow, drafted),
    /** of an amendment: the directive it changes or cancels, and the amendment of it that it amends */
    base: drafted.base ?? null,
    amendment: drafted.amendment ?? null,
  }
}

/**
 * A document with the user's own unsaved typing over it, as its pages open it; null when there is none or the user may
 * not see it. One statement, two where it may be changed, of a form that was never saved a few more.
 */
export async function openedDocument(db: Db, person: Person, id: string, now: Date) {
  if (!isUuid(id)) return null
  const document = await loadDocument(db, id)
  if (document && !sees(person, document)) return null
  const parties: Party[] = document ? partiesOf(person, document) : ['DRAFTER']
  const drafting = parties.includes('DRAFTER') || parties.includes('SPECIAL_RIGHT')
  const editable = drafting && (!document || isEditable(document.state))
  const copy = editable
    ? await db.workingCopy.findUnique({
        where: { documentId_userId: { documentId: id, userId: person.id } },
      })
    : null
  const drafted = await draftedOf(db, document, copy)
  if (!drafted) return null
  const today = dayInTallinn(now)
  const typed = storedTyped.parse(copy?.content ?? {})
  const saved = document ? formOf(document) : await emptyForm(db, person, drafted, today, typed.head?.unitId)
  const form = editable ? withTyped(saved, typed) : saved
  return {
    ...namedAs(id, drafted),
    /** null before the first Salvesta */
    document,
    group: stateGroup[document?.state ?? 'DRAFT'],
    parties,
    /** whether the form is open to this user now */
    editable,
    copy,
    /** the form as saved, or a new one */
    saved,
    /** the same with the user's typing over it, if it may be changed */
    form,
    head: form.head,
    today,
  }
}
export type Opened = NonNullable<Awaited<ReturnType<typeof openedDocument>>>

/** The name of the grant type that the document's subkind is, or the subkind of the base that it amends. */
function subkindLabel({ gives, subkind, amends }: Kind, { given, base }: Begun) {
  const of = subkind ? given : amends ? base?.given : null
  return (gives && of?.name) ?? ''
}
