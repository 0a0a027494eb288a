import { isDoctoral, isOwnFunds } from '@/lib/grants/clashes'
import { matchWord } from '@/lib/import/rules/words'
import { overlaps, type Day, type Period } from '@/lib/shared/dates'
import { sameCode } from '@/lib/shared/written'
import type { AttestationDecision } from '@/lib/shared/generated/enums'
import type { ImportColumn, ImportValues } from './import-columns'
import { checkDirective } from './import-place'
import { outsideStudies, tooManyYears } from './rules/study-bounds'
import type { RowNotes } from './import-plan'
import type { GrantFact, LeaveFact, PlaceFact, World } from './import-world'

/** An academic leave, known again by its study place and first day; leaves of a study place share no day. */
export function planLeave(values: ImportValues, world: World, notes: RowNotes) {
  const place = placeOf(values, world, notes)
  checkDirective(values, world, notes)
  const [from, to] = [values.leaveFrom as Day, values.leaveTo as Day]
  if (to < from) notes.refuse('endBeforeStart', 'leaveTo')
  if (!place || !from || !to || to < from) return
  checkBounds({ from, to }, place, notes, ['leaveFrom', 'leaveTo'])

  const known = place.leaves.find((leave) => leave.from === from)
  const other = place.leaves.find((leave) => leave !== known && overlaps(leave, { from, to }))
  if (other?.source.documentId) return madeByDocument(notes, 'leaveFrom', other)
  if (other) return notes.refuse('leaveOverlaps', 'leaveFrom', { from: other.from, to: other.to })
  if (notes.refusals.length > 0) return
  const source = importedBy(values)
  if (known) {
    settle(known, { to, source }, [['leaveTo', known.to, to]], notes, 'leaveFrom')
    return
  }
  notes.isNew = true
  const leave: LeaveFact = { id: world.newId(), from, to, source, ...saidHere(notes) }
  notes.steps.push(() => place.leaves.push(leave))
}

/** An attestation, known again by its study place and day. */
export function planAttestation(values: ImportValues, world: World, notes: RowNotes) {
  const place = placeOf(values, world, notes)
  const on = values.attestedOn as Day
  const decision = values.decision as AttestationDecision
  if (on > world.today) notes.refuse('dayInFuture', 'attestedOn')
  if (place && on < place.startedOn) notes.refuse('beforeStart', 'attestedOn')
  if (!place || notes.refusals.length > 0) return

  const known = place.attestations.find((attestation) => attestation.on === on)
  if (known) {
    settle(known, { decision }, [['decision', known.decision, decision]], notes, 'decision')
    return
  }
  notes.isNew = true
  notes.steps.push(() => place.attestations.push({ id: world.newId(), on, decision, ...saidHere(notes) }))
}

/** A grant, known again by the study place, its type, first paid day and directive. */
export function planGrant(values: ImportValues, world: World, notes: RowNotes) {
  const place = placeOf(values, world, notes)
  checkDirective(values, world, notes)
  const named =
    values.grantType &&
    matchWord(
      Object.fromEntries(world.grantTypes.map(({ code, name }) => [code, [code, name]])),
      values.grantType,
    )
  const type = world.grantTypes.find(({ code }) => code === named)
  if (!type) notes.refuse('grantTypeUnknown', 'grantType')
  const [from, to] = [values.paidFrom as Day, values.paidTo as Day]
  if (to < from) notes.refuse('endBeforeStart', 'paidTo')
  if (!place || !from || !to || to < from) return
  checkBounds({ from, to }, place, notes, ['paidFrom', 'paidTo'])
  // The directive tells whether the row is about a grant that is there.
  const { directiveNumber } = values
  if (!type || !directiveNumber) return

  const source = importedBy(values)
  const known = place.grants.find(
    (grant) =>
      grant.typeCode === type.code &&
      grant.from === from &&
      sameCode(numberOf(grant)) === sameCode(directiveNumber),
  )
  const other = grantsOf(place.learner, world).find(
    (grant) =>
      grant !== known &&
      overlaps({ from: grant.from, to: grant.lastPaidOn }, { from, to }) &&
      excludes(type.code, grant.typeCode),
  )
  if (other)
    return notes.refuse('grantOverlaps', 'paidFrom', {
      type: world.grantTypes.find(({ code }) => code === other.typeCode)?.name ?? other.typeCode,
      from: other.from,
      to: other.lastPaidOn,
      document: numberOf(other) || '–',
    })
  if (notes.refusals.length > 0) return
  const says = {
    to,
    lastPaidOn: known && known.lastPaidOn < known.to ? known.lastPaidOn : to,
    monthlyAmount: values.monthlyAmount!,
    fundingSource: values.fundingSource!,
    bankAccount: values.bankAccount ?? known?.bankAccount ?? '',
  }
  if (known) {
    const before: Said[] = [
      ['paidTo', known.to, to],
      ['monthlyAmount', known.monthlyAmount, says.monthlyAmount],
      ['fundingSource', known.fundingSource, says.fundingSource],
      ['bankAccount', known.bankAccount, says.bankAccount],
    ]
    settle(known, { ...says, source }, before, notes, 'directiveNumber')
    return
  }
  notes.isNew = true
  const grant: GrantFact = {
    id: world.newId(),
    typeCode: type.code,
    from,
    ...says,
    source,
    ...saidHere(notes),
  }
  notes.steps.push(() => place.grants.push(grant))
}

/** The bounds that a document's row has too. */
function checkBounds(
  period: Period,
  place: PlaceFact,
  notes: RowNotes,
  [first, last]: [ImportColumn, ImportColumn],
) {
  const mainStates = place.terms.filter(({ aspect }) => aspect === 'MAIN_STATE')
  for (const { code, at, params } of outsideStudies(period, place.startedOn, mainStates))
    notes.refuse(code, at === 'from' ? first : last, params)
  const years = tooManyYears(period)
  if (years) notes.refuse('periodTooLong', last, { years })
}

const numberOf = ({ source }: GrantFact) => source.number ?? source.imported?.number ?? ''

/** Grants are the person's, over all study places. */
const grantsOf = (learner: PlaceFact['learner'], world: World) =>
  [...world.places.values()].filter((place) => place.learner === learner).flatMap(({ grants }) => grants)

/** Nobody is paid one type twice for a day, nor an own-funds allowance beside a doctoral one, which a document is stopped by. */
const excludes = (given: string, existing: string) =>
  given === existing || (isOwnFunds({ typeCode: given }) && isDoctoral({ typeCode: existing }))

function placeOf(values: ImportValues, world: World, notes: RowNotes): PlaceFact | undefined {
  const place = values.placeCode ? world.places.get(values.placeCode) : undefined
  // A study place of another unit looks like none.
  if (!place?.unit.mine) {
    notes.refuse('placeUnknown', 'placeCode')
    return undefined
  }
  notes.who = `${place.learner.firstName} ${place.learner.lastName}`
  return place
}

const importedBy = ({ directiveNumber, directiveOn }: ImportValues) => ({
  imported: { number: directiveNumber!, on: directiveOn as Day },
})

const saidHere = (notes: RowNotes) => ({ said: new Map([['row', notes.row]]), state: 'NEW' as const })

type Said = [column: ImportColumn, before: string, after: string]
type Known = LeaveFact | GrantFact | PlaceFact['attestations'][number]

/** What the row says of a fact that is there: nothing new, a change of an imported fact, or a refusal. */
function settle(known: Known, says: object, said: Said[], notes: RowNotes, column: ImportColumn) {
  const directive: Said[] = 'source' in known ? directiveSaid(known.source, says) : []
  const changed = [...said, ...directive].filter(([where, before, after]) =>
    where === 'directiveNumber' ? sameCode(before) !== sameCode(after) : before !== after,
  )
  if ('source' in known && known.source.documentId) {
    if (changed.length > 0) madeByDocument(notes, column, known)
    return
  }
  const saidIn = known.said.get('row')
  if (changed.length > 0 && saidIn !== undefined)
    notes.refuse('contradictsRow', changed[0]![0], { row: saidIn })
  for (const [where, before, after] of changed)
    notes.changes.push({ column: where, before: before || null, after })
  notes.steps.push(() => {
    known.said.set('row', notes.row)
    if (changed.length === 0) return
    Object.assign(known, says)
    if (known.state === 'KEPT') known.state = 'CHANGED'
  })
}

function directiveSaid(source: LeaveFact['source'], says: { source?: LeaveFact['source'] }): Said[] {
  const [before, after] = [source.imported, says.source?.imported]
  const [was, is] = [before?.number ?? source.number ?? '', after?.number ?? '']
  return [
    ['directiveNumber', was, sameCode(was) === sameCode(is) ? was : is],
    ['directiveOn', before?.on ?? '', after?.on ?? ''],
  ]
}

const madeByDocument = (notes: RowNotes, column: ImportColumn, { source }: { source: LeaveFact['source'] }) =>
  notes.refuse('madeByDocument', column, { number: source.number ?? '—' })
