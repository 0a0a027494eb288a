import { isDoctoral, isOwnFunds } from '@/lib/grants/rules/clashes'
import { matchWord } from '@/lib/import/rules/words'
import { outsideStudies, tooManyYears } from '@/lib/learners/rules/study-bounds'
import { overlaps, type Day, type Period } from '@/lib/shared/dates'
import type { AttestationDecision } from '@/lib/shared/generated/enums'
import { sameCode } from '@/lib/shared/written'
import type { ImportColumn, ImportValues, LearnerNotes } from './columns'
import { checkDirective } from './place'
import type { GrantFact, LeaveFact, PlaceFact, World } from './world'

/** An academic leave, identified by its study place and first day; leaves of a study place share no day. */
export function planLeave(world: World, notes: LearnerNotes) {
  const place = notes.judge(() => placeOf(world, notes))
  checkDirective(world, notes)
  const period = periodIn(['leaveFrom', 'leaveTo'], place, notes)
  if (!place || !period) return
  const { from, to } = period
  const known = place.leaves.find((leave) => leave.from === from)
  const other = place.leaves.find((leave) => leave !== known && overlaps(leave, period))
  if (other?.source.documentId) return madeByDocument(notes, 'leaveFrom', other)
  if (other) return notes.refuse('import.leaveOverlaps', 'leaveFrom', { from: other.from, to: other.to })
  const source = importedBy(notes.cells)
  if (known) return settle(known, { to, source }, [['leaveTo', known.to]], notes, 'leaveFrom')
  notes.isNew = true
  const leave: LeaveFact = { id: world.newId(), from, to, source, ...saidHere(notes) }
  notes.steps.push(() => place.leaves.push(leave))
}

/** An attestation, identified by its study place and day. */
export function planAttestation(world: World, notes: LearnerNotes) {
  const place = notes.judge(() => placeOf(world, notes))
  const on = notes.judge(() => notes.values.attestedOn as Day)
  if (on && on > world.today) notes.refuse('import.dayInFuture', 'attestedOn')
  if (place && on && on < place.startedOn) notes.refuse('import.beforeStart', 'attestedOn')
  if (!place || !on) return

  const decision = notes.cells.decision as AttestationDecision
  const known = place.attestations.find((attestation) => attestation.on === on)
  if (known) return settle(known, { decision }, [['decision', known.decision]], notes, 'decision')
  notes.isNew = true
  notes.steps.push(() => place.attestations.push({ id: world.newId(), on, decision, ...saidHere(notes) }))
}

/** A grant, identified by its study place, type, first paid day and directive. */
export function planGrant(world: World, notes: LearnerNotes) {
  const { values, cells } = notes
  const place = notes.judge(() => placeOf(world, notes))
  checkDirective(world, notes)
  const type = notes.judge(() => typeOf(world, notes))
  const period = periodIn(['paidFrom', 'paidTo'], place, notes)
  // The directive decides whether the row is about an existing grant.
  const directiveNumber = notes.judge(() => values.directiveNumber)
  if (!place || !period || !type || !directiveNumber) return

  const { from, to } = period
  const source = importedBy(cells)
  const known = place.grants.find(
    (grant) =>
      grant.typeCode === type.code &&
      grant.from === from &&
      sameCode(numberOf(grant)) === sameCode(directiveNumber),
  )
  const other = grantsOf(place.learner, world).find(
    (grant) =>
      grant !== known &&
      overlaps({ from: grant.from, to: grant.lastPaidOn }, period) &&
      excludes(type.code, grant.typeCode),
  )
  if (other)
    notes.refuse('import.grantOverlaps', 'paidFrom', {
      type: world.grantTypes.find(({ code }) => code === other.typeCode)?.name ?? other.typeCode,
      from: other.from,
      to: other.lastPaidOn,
      document: numberOf(other) || '–',
    })
  const says = {
    to,
    lastPaidOn: known && known.lastPaidOn < known.to ? known.lastPaidOn : to,
    monthlyAmount: cells.monthlyAmount!,
    fundingSource: cells.fundingSource!,
    bankAccount: cells.bankAccount ?? known?.bankAccount ?? '',
  }
  if (known) {
    const before: Before[] = [
      ['paidTo', known.to],
      ['monthlyAmount', known.monthlyAmount],
      ['fundingSource', known.fundingSource],
      ['bankAccount', known.bankAccount],
    ]
    return settle(known, { ...says, source }, before, notes, 'directiveNumber')
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

function typeOf({ grantTypes }: World, notes: LearnerNotes) {
  const words = Object.fromEntries(grantTypes.map(({ code, name }) => [code, [code, name]]))
  const named = notes.values.grantType && matchWord(words, notes.values.grantType)
  const type = grantTypes.find(({ code }) => code === named)
  if (!type) notes.refuse('import.grantTypeUnknown', 'grantType')
  return type
}

/**
 * The days of a row, within the same bounds as a document's row; null unless two days make a period. A single day is
 * checked against its own bound only.
 */
function periodIn(
  [first, last]: [ImportColumn, ImportColumn],
  place: PlaceFact | undefined,
  notes: LearnerNotes,
): Period | null {
  const from = notes.judge(() => notes.values[first] as Day)
  const to = notes.judge(() => notes.values[last] as Day)
  if (from && to && to < from) {
    notes.refuse('import.endBeforeStart', last)
    return null
  }
  const [earliest, latest] = [from ?? to, to ?? from]
  if (place && earliest && latest) {
    const mainStates = place.terms.filter(({ aspect }) => aspect === 'MAIN_STATE')
    const outside = outsideStudies({ from: earliest, to: latest }, place.startedOn, mainStates)
    // An unreadable cell gets no further objection.
    for (const { code, at, params } of outside)
      notes.refuse(`import.${code}`, at === 'from' ? first : last, params)
  }
  if (!from || !to) return null
  const years = tooManyYears({ from, to })
  if (years) notes.refuse('import.periodTooLong', last, { years })
  return { from, to }
}

const numberOf = ({ source }: GrantFact) => source.number ?? source.imported?.number ?? ''

/** Grants are the person's, over all study places. */
const grantsOf = (learner: PlaceFact['learner'], world: World) =>
  [...world.places.values()].filter((place) => place.learner === learner).flatMap(({ grants }) => grants)

/**
 * Nobody is paid one type twice for a day, nor an own-funds allowance beside a doctoral one, which would block a
 * document.
 */
const excludes = (given: string, existing: string) =>
  given === existing || (isOwnFunds({ typeCode: given }) && isDoctoral({ typeCode: existing }))

function placeOf(world: World, notes: LearnerNotes): PlaceFact | undefined {
  const { placeCode } = notes.values
  const place = placeCode ? world.places.get(placeCode) : undefined
  // A study place of another unit is reported as missing.
  if (!place?.unit.mine) {
    notes.refuse('import.placeUnknown', 'placeCode')
    return undefined
  }
  notes.who = `${place.learner.firstName} ${place.learner.lastName}`
  return place
}

const importedBy = ({ directiveNumber, directiveOn }: ImportValues) => ({
  imported: { number: directiveNumber!, on: directiveOn as Day },
})

const saidHere = (notes: LearnerNotes) => ({ said: new Map([['row', notes.row]]), state: 'NEW' as const })

/** The existing value of a fact, by the column that may change it. */
type Before = [column: ImportColumn, before: string]
type Known = LeaveFact | GrantFact | PlaceFact['attestations'][number]

/** What the row does to an existing fact: nothing, a change of an imported fact, or a refusal. */
function settle(known: Known, says: object, before: Before[], notes: LearnerNotes, column: ImportColumn) {
  const all = 'source' in known ? [...before, ...directiveBefore(known.source)] : before
  const changed = all.filter(([where, was]) =>
    notes.judge(() => saysOtherwise(notes.values[where], where, was)),
  )
  if ('source' in known && known.source.documentId) {
    if (changed.length > 0) madeByDocument(notes, column, known)
    return
  }
  const saidIn = known.said.get('row')
  for (const [where, was] of changed) {
    if (saidIn !== undefined) notes.refuse('import.contradictsRow', where, { row: saidIn })
    notes.changes.push({ column: where, before: was || null, after: notes.cells[where]! })
  }
  notes.steps.push(() => {
    known.said.set('row', notes.row)
    if (changed.length === 0) return
    Object.assign(known, says)
    if (known.state === 'KEPT') known.state = 'CHANGED'
  })
}

/** An empty cell changes nothing, and one directive's number may be written in several ways. */
const saysOtherwise = (after: string | undefined, column: ImportColumn, before: string) =>
  after !== undefined &&
  (column === 'directiveNumber' ? sameCode(after) !== sameCode(before) : after !== before)

const directiveBefore = ({ imported, number }: LeaveFact['source']): Before[] => [
  ['directiveNumber', imported?.number ?? number ?? ''],
  ['directiveOn', imported?.on ?? ''],
]

const madeByDocument = (
  notes: LearnerNotes,
  column: ImportColumn,
  { source }: { source: LeaveFact['source'] },
) => notes.refuse('import.madeByDocument', column, { number: source.number ?? '—' })
