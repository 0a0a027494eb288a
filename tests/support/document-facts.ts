import type { DocumentFacts } from '@/lib/documents/rules/checks'

/** The facts of a complete draft directive, except those given. */
export function someFacts(about: Partial<DocumentFacts> = {}): DocumentFacts {
  return {
    type: 'VICE_DEAN_DIRECTIVE',
    state: 'DRAFT',
    everSent: false,
    rowCount: 1,
    rowsIncomplete: [],
    rowsOverlap: [],
    rowsImpossible: [],
    blockedByGrant: [],
    checkLapsed: false,
    unitClosed: false,
    signerGone: null,
    seriesMissing: false,
    confirmationParked: false,
    decisionParked: false,
    answerParked: false,
    sendingStuck: false,
    cancelStuck: false,
    cancelStuckIssued: false,
    notLeft: false,
    liveDirective: null,
    builtUpon: [],
    ...about,
  }
}
