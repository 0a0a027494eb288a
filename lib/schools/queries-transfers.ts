import type { Person } from '@/lib/office/access'
import type { Db, Tx } from '@/lib/shared/db'
import type { Day } from '@/lib/shared/dates'
import type { Refusal } from '@/lib/shared/refusal'
import type { KeptKind } from './kept'
import type { ChildPlan, TransferAsk, TransferFacts } from './transfer-plan'

/** Everything that a transfer is planned from, in a fixed number of statements. Only what the person may use is there. */
export function transferFacts(
  db: Db | Tx,
  person: Person,
  ask: TransferAsk,
  today: Day,
): Promise<TransferFacts> {
  throw new Error(`not yet: ${person.id} ${ask.houseId} ${today}`)
}

/** What goes along with a child, by number. `messages`: waiting ones that go out under the new house, with the transfer's own. */
export type Along = Record<KeptKind, number> & { cards: number; messages: number }
/** A child of the planner: what stands in the way, what goes along, and which groups' places stay behind (ended before the day). */
export type PlannedChild = ChildPlan & {
  along: Along
  /** groups of the old house, and of the hobby-school module, that a transfer doesn't touch */
  staysBehind: string[]
}
export type Planner = { refusals: Refusal[]; children: PlannedChild[]; along: Along }

/** The planner: per child what is copied, re-addressed, stays behind and refuses; `along` sums up those who can go. */
export function plannerOf(db: Db, person: Person, ask: TransferAsk, today: Day): Promise<Planner> {
  throw new Error(`not yet: ${person.id} ${ask.houseId} ${today}`)
}

/** A house that a class's pupils can be moved to, with its classes of the same number in every year. */
export type Target = {
  id: string
  name: string
  classes: { id: string; year: number; parallel: string; label: string }[]
}
/**
 * What the dialog `Tõsta teise majja` offers: null when the button doesn't show (the switch is off, or the person uses no
 * other house of the same EHIS id); `targets` is empty when none of them is of the same kind.
 */
export function transferTargets(
  db: Db,
  person: Person,
  classId: string,
): Promise<{ targets: Target[] } | null> {
  throw new Error(`not yet: ${person.id} ${classId}`)
}
