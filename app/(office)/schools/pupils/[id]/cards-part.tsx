import { Link } from '@/components/ui/link'
import { Table, Th } from '@/components/ui/table'
import type { Label } from '@/lib/schools/kept/fields'
import { showDay, showPeriod, type Day } from '@/lib/shared/dates'
import { card, cardClosing } from '../actions'
import { dayField } from './kept-fields'
import { formAddress, Nothing, Part, PartForm, type PartOf } from './part'

/** Õpilaspiletid: the house of each, and the house that will take it over. */
export function CardsPart({ of, today }: { of: PartOf; today: Day }) {
  const { say, pupil } = of
  const { cards } = pupil
  return (
    <Part of={of} kind="cards" count={cards.length} form={openForm(of, today)}>
      {cards.length === 0 ? (
        <Nothing say={say} />
      ) : (
        <Table caption={say('pupils.kind.cards')} fold>
          <thead>
            <tr>
              <Th>{say('pupils.field.cardNumber')}</Th>
              <Th>{say('pupils.field.valid')}</Th>
              <Th>{say('pupils.field.state')}</Th>
              <Th>{say('pupils.field.house')}</Th>
            </tr>
          </thead>
          <tbody>
            {cards.map(({ id, number, validFrom, validTo, closedOn, state, house, next, own }) => (
              <tr key={id}>
                <th scope="row">
                  {own && pupil.stay?.may && !closedOn ? (
                    <Link href={formAddress(of, 'closing', 'cards', id)} className="name">
                      {number}
                    </Link>
                  ) : (
                    number
                  )}
                </th>
                <td data-l={say('pupils.field.valid')}>{showPeriod({ from: validFrom, to: validTo })}</td>
                <td data-l={say('pupils.field.state')}>
                  {say(`pupils.card.state.${state}`)}
                  {closedOn ? ` ${showDay(closedOn)}` : null}
                </td>
                <td className="span" data-l={say('pupils.field.house')}>
                  {house}
                  {next ? (
                    <div className="sub">
                      {say('pupils.card.next', { from: showDay(next.from), house: next.house })}
                    </div>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Part>
  )
}

/** A new card, or the closing of one. */
function openForm(of: PartOf, today: Day) {
  const { say, pupil, asked } = of
  const { stay } = pupil
  if (!stay?.may) return undefined
  const label = (name: Label) => say(`pupils.field.${name}`)
  const day = (name: Label, value: Day | '', hint?: string) =>
    dayField(say, { name, label: label(name), value, hint, required: true })
  const hidden = { placementId: stay.placementId, seen: stay.seen.cards ?? '' }
  if (asked.edit === 'cards')
    return (
      <PartForm
        of={of}
        kind="cards"
        label={say('pupils.addKind.cards')}
        save={card}
        hidden={hidden}
        fields={[
          {
            as: 'text',
            name: 'number',
            label: label('cardNumber'),
            value: '',
            width: 'name',
            required: true,
          },
          day('validFrom', today),
          day('validTo', ''),
        ]}
      />
    )
  const closed = pupil.cards.find(({ id, own, closedOn }) => id === asked.row && own && !closedOn)
  if (asked.edit !== 'closing' || !closed) return undefined
  return (
    <PartForm
      key={closed.id}
      of={of}
      kind="cards"
      label={say('pupils.card.closing', { number: closed.number })}
      save={cardClosing}
      hidden={{ ...hidden, id: closed.id }}
      fields={[day('closedOn', today, say('pupils.hint.cardClosing'))]}
    />
  )
}
