import { DescriptionList } from '@/components/ui/description-list'
import type { Column } from '@/components/ui/list-column'
import { ListTable } from '@/components/ui/list-table'
import type { Classifiers } from '@/lib/schools/houses/queries/classifiers'
import type { KeptKind, KeptRows } from '@/lib/schools/kept/things'
import type { Day } from '@/lib/shared/dates'
import { keep } from '../actions'
import { DecisionsPart } from './decisions-part'
import { factsOf, isOnce, keptFields, keptParts, listOf } from './kept-fields'
import { formAddress, formOf, Nothing, Part, type PartOf } from './part'

type Shown = { of: PartOf; lists: Classifiers; today: Day }

/** The data that the chosen house keeps about a pupil, one part per kind; decisions of other houses are visible too. */
export const KeptParts = (shown: Shown) =>
  keptParts.map((kind) =>
    kind === 'decisions' ? (
      <DecisionsPart key={kind} {...shown} />
    ) : shown.of.pupil.kept ? (
      <KeptPart key={kind} {...shown} kind={kind} kept={shown.of.pupil.kept} />
    ) : null,
  )

/**
 * A kind that a stay has once appears as facts, any other as a list; the row in the address is open in its form, or a
 * new one.
 */
function KeptPart({ of, lists, today, kind, kept }: Shown & { kind: KeptKind; kept: KeptRows }) {
  const { say, pupil } = of
  const words = { say, lists, today }
  const once = isOnce(kind)
  const row = once ? kept[kind][0] : kept[kind].find(({ id }) => id === of.asked.row)
  const form = formOf(of, kind, (id) => keptFields(words, kind, kept, id), { save: keep, row })
  const may = pupil.stay?.may ?? false
  if (once)
    return (
      <Part of={of} kind={kind} once={row !== undefined} form={form}>
        {row && !form ? (
          <DescriptionList
            facts={factsOf(words, kind, row, may).map(({ term, text, ofLines }) => ({
              term,
              value: ofLines ? <span className="whitespace-pre-line break-words">{text}</span> : text,
            }))}
          />
        ) : null}
        {row || form ? null : <Nothing say={say} />}
      </Part>
    )
  const { columns, rows } = listOf(words, kind, kept, may)
  return (
    <Part of={of} kind={kind} count={rows.length} form={form}>
      {rows.length === 0 ? (
        <Nothing say={say} />
      ) : (
        <ListTable
          caption={say(`pupils.kind.${kind}`)}
          columns={columns.map(({ head, number }, at): Column => ({
            head,
            ...(at === 0 && may
              ? { kind: 'name', href: formAddress(of, kind, kind, '{id}').replace('%7Bid%7D', '{id}') }
              : { labelled: at > 0 }),
            ...(number ? { kind: 'number' } : {}),
          }))}
          rows={rows}
        />
      )}
    </Part>
  )
}
