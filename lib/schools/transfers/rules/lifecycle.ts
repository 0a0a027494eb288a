import type { TransferState } from '@/lib/shared/generated/enums'

/**
 * The moves of a transfer, and the state after each (spec 5). It begins as UNDER_WAY. A move may happen only in the
 * states named for it. `../move.ts` alone writes the state and the state's columns of its rows.
 */
export const transferMoves = {
  /** its pupils were moved, at once or by the worker */
  make: { from: ['UNDER_WAY'], to: 'MADE' },
  /** the worker found that it isn't possible (any more); nobody was moved */
  refuse: { from: ['UNDER_WAY'], to: 'REFUSED' },
  /** the last of its pupils was taken back */
  takeBack: { from: ['MADE'], to: 'TAKEN_BACK' },
} as const satisfies Record<string, { from: readonly TransferState[]; to: TransferState }>

export type TransferMove = keyof typeof transferMoves

/** The columns of a row that decide its state: whether each is filled. */
export type RowColumns = { newId: boolean; arrivedAt: boolean; takenBackAt: boolean }

/** The states of one pupil's row, by their columns; a column that isn't named may be either. */
export const rowStates = {
  /** recorded for the worker, and not moved yet, or refused */
  ASKED: { newId: false },
  /** has a placement in the new house, and hasn't been ticked off there */
  MOVED: { newId: true, takenBackAt: false, arrivedAt: false },
  /** ticked off by the new house */
  ARRIVED: { newId: true, takenBackAt: false, arrivedAt: true },
  /** stays in the old house; an earlier tick remains */
  TAKEN_BACK: { newId: true, takenBackAt: true },
} as const satisfies Record<string, Partial<RowColumns>>

export type RowState = keyof typeof rowStates

type RowLine = {
  /** none: the row doesn't exist yet */
  from: readonly (RowState | 'NONE')[]
  to: RowState | 'SAME'
}

/** The moves of one pupil's row, and its state after each. */
export const rowMoves = {
  /** `Tõsta` for so many that the worker carries it out */
  ask: { from: ['NONE'], to: 'ASKED' },
  /** `Tõsta` for a few, or the worker carrying it out */
  place: { from: ['NONE', 'ASKED'], to: 'MOVED' },
  /** the day moved to another school year: into another class */
  placeAnew: { from: ['MOVED', 'ARRIVED'], to: 'SAME' },
  /** the new house ticks the pupil off */
  arrive: { from: ['MOVED', 'ARRIVED'], to: 'ARRIVED' },
  /** the tick is removed */
  unarrive: { from: ['MOVED', 'ARRIVED'], to: 'MOVED' },
  /** `Võta tagasi`: the pupil stays */
  takeBack: { from: ['MOVED', 'ARRIVED'], to: 'TAKEN_BACK' },
} as const satisfies Record<string, RowLine>

export type RowMove = keyof typeof rowMoves
