import { Link } from '@/components/ui/link'
import { Table, Th } from '@/components/ui/table'
import type { Say } from '@/lib/messages/say'
import type { Classifiers } from '@/lib/schools/houses/queries/classifiers'
import type { ShownDecision } from '@/lib/schools/pupils/queries/pupil'
import { showDay, showPeriod, type Day } from '@/lib/shared/dates'
import { consent, keep } from '../actions'
import { consentFields, keptFields } from './kept-fields'
import { formAddress, formOf, Nothing, Part, PartForm, type PartOf } from './part'

/**
 * Haridus- ja Noorteameti otsused, with the parent's consent. In a copied decision the house changes only the consent;
 * an official sees the decisions of all houses side by side.
 */
export function DecisionsPart({ of, lists, today }: { of: PartOf; lists: Classifiers; today: Day }) {
  const { say, pupil } = of
  const { decisions } = pupil
  if (!decisions) return null
  const several = new Set(decisions.map(({ placementId }) => placementId)).size > 1
  return (
    <Part of={of} kind="decisions" count={decisions.length} form={openForm(of, lists, today)}>
      {decisions.length === 0 ? (
        <Nothing say={say} />
      ) : (
        <Table caption={say('pupils.kind.decisions')} fold>
          <thead>
            <tr>
              <Th>{say('pupils.field.number')}</Th>
              {several ? <Th>{say('pupils.field.house')}</Th> : null}
              <Th>{say('pupils.field.issuer')}</Th>
              <Th>{say('pupils.field.valid')}</Th>
              <Th>{say('pupils.field.consent')}</Th>
              <Th>{say('pupils.field.content')}</Th>
            </tr>
          </thead>
          <tbody>
            {decisions.map((decision) => (
              <DecisionRow key={decision.id} of={of} decision={decision} several={several} />
            ))}
          </tbody>
        </Table>
      )}
    </Part>
  )
}

function DecisionRow({ of, decision, several }: { of: PartOf; decision: ShownDecision; several: boolean }) {
  const { say } = of
  const { id, number, issuer, decidedOn, house, originId, content, placementId, may } = decision
  const form = originId ? 'consent' : 'decisions'
  return (
    <tr>
      <th scope="row">
        {may ? (
          <Link href={formAddress(of, form, 'decisions', id, placementId)} className="name">
            {number}
          </Link>
        ) : (
          number
        )}
        <div className="sub">
          {showDay(decidedOn)}
          {originId ? `, ${say('pupils.copied')}` : null}
        </div>
      </th>
      {several ? <td data-l={say('pupils.field.house')}>{house}</td> : null}
      <td data-l={say('pupils.field.issuer')}>{say(`pupils.issuer.${issuer}`)}</td>
      <td data-l={say('pupils.field.valid')}>{validText(say, decision)}</td>
      <td data-l={say('pupils.field.consent')}>
        {consentText(say, decision)}
        {decision.consentNote ? <div className="sub">{decision.consentNote}</div> : null}
      </td>
      <td className="span" data-l={say('pupils.field.content')}>
        <details>
          <summary>{say('pupils.content')}</summary>
          <p className="mt-1 max-w-[60ch] whitespace-pre-line break-words">{content}</p>
        </details>
      </td>
    </tr>
  )
}

const validText = (say: Say, { validFrom: from, validTo: to }: ShownDecision) =>
  to ? showPeriod({ from, to }) : say('pupils.openEnd', { from: showDay(from) })

function consentText(say: Say, { consent: state, consentOn }: ShownDecision) {
  const word = say(`pupils.consent.${state}`)
  return consentOn ? say('pupils.consentSince', { consent: word, on: showDay(consentOn) }) : word
}

/**
 * The decision in the address in its form, for a copied one only the consent; a new decision if the address names none.
 */
function openForm(of: PartOf, lists: Classifiers, today: Day) {
  const { say, pupil, asked } = of
  const { stay, kept } = pupil
  if (!stay || !kept) return undefined
  const row = kept.decisions.find(({ id }) => id === asked.row)
  if (asked.edit === 'consent' && row && stay.may)
    return (
      <PartForm
        key={row.id}
        of={of}
        kind="decisions"
        label={`${say('pupils.changeConsent')}: ${row.number}`}
        save={consent}
        hidden={{ placementId: stay.placementId, id: row.id, seen: stay.seen.decisions ?? '' }}
        fields={consentFields({ say, lists, today }, row)}
      />
    )
  if (row?.originId) return undefined
  return formOf(of, 'decisions', (id) => keptFields({ say, lists, today }, 'decisions', kept, id), {
    save: keep,
    row,
  })
}
