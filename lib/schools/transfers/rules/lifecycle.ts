import type { TransferState } from '@/lib/shared/generated/enums'

/**
 * What can befall a transfer, and its state then (spec 5). It begins as UNDER_WAY. A move that isn't named for a state
 * may not happen in it. `../move.ts` is the only one that writes the state, and the columns of its rows that follow.
 */
export const transferMoves = {
  /** its pupils were moved: at once, or by the worker */
  make: { from: ['UNDER_WAY'], to: 'MADE' },
  /** the worker found that it can't be done (any more); nothing was moved */
  refuse: { from: ['UNDER_WAY'], to: 'REFUSED' },
  /** the last of its pupils was taken back */
  takeBack: { from: ['MADE'], to: 'TAKEN_BACK' },
} as const satisfies Record<string, { from: readonly TransferState[]; to: TransferState }>

export type TransferMove = keyof typeof transferMoves

/** The columns of a row from which its state is read: whether they are filled. */
export type RowColumns = { newId: boolean; arrivedAt: boolean; takenBackAt: boolean }

/** The states of one pupil of a transfer, by the columns they are read from; of what isn't named it doesn't matter. */
export const rowStates = {
  /** written down for the worker, and not moved yet, or refused */
  ASKED: { newId: false },
  /** has a placement in the new house, and hasn't been ticked off there */
  MOVED: { newId: true, takenBackAt: false, arrivedAt: false },
  /** ticked off by the new house */
  ARRIVED: { newId: true, takenBackAt: false, arrivedAt: true },
  /** stays where he or she was; whether ticked off before stands still */
  TAKEN_BACK: { newId: true, takenBackAt: true },
} as const satisfies Record<string, Partial<RowColumns>>

export type RowState = keyof typeof rowStates

type RowLine = {
  /** none: a row that isn't there yet */
  from: readonly (RowState | 'NONE')[]
  to: RowState | 'SAME'
}

/** What can befall a pupil of a transfer, and the row's state then. */
export const rowMoves = {
  /** `Tõsta` for so many that the worker does it */
  ask: { from: ['NONE'], to: 'ASKED' },
  /** `Tõsta` for a few, or the worker's turn */
  place: { from: ['NONE', 'ASKED'], to: 'MOVED' },
  /** the day was moved to another school year: into another class */
  placeAnew: { from: ['MOVED', 'ARRIVED'], to: 'SAME' },
  /** the new house ticks the pupil off */
  arrive: { from: ['MOVED', 'ARRIVED'], to: 'ARRIVED' },
  /** the tick is taken off */
  unarrive: { from: ['MOVED', 'ARRIVED'], to: 'MOVED' },
  /** `Võta tagasi`: the pupil stays */
  takeBack: { from: ['MOVED', 'ARRIVED'], to: 'TAKEN_BACK' },
} as const satisfies Record<string, RowLine>

export type RowMove = keyof typeof rowMoves
