/** Telling Juhan each registrant's outcome: the ledger of both sides, and the log. */
export const pushes = {
  act: 'Update registrants’ statuses in Juhan',
  title: 'Statuses in Juhan',
  lead: 'Juhan is told the outcome: an annulled admission (cancelled), a discontinuation, a negative result, a no-show and an attendance proof (not completed), a certificate with its number and date (completed). The same outcome is not sent twice.',
  none: 'No registrant has an outcome yet that Juhan could be told.',
  done: {
    told: 'Juhan is being told the status of {count, plural, one {# registrant} other {# registrants}}.',
    again: '{count, plural, one {# message is} other {# messages are}} tried again at once.',
    takenBack:
      '{count, plural, one {# message was} other {# messages were}} called off: Olek has no such outcome any more.',
    nothing: 'Juhan knows all outcomes, nothing was sent.',
  },
  show: { all: 'All', differ: 'Differ', waiting: 'Waiting', stuck: 'Failed' },
  parts: 'Which registrants',
  column: {
    name: 'Name',
    ours: 'In Olek',
    juhan: 'In Juhan',
    sent: 'Last sent',
    stand: 'Standing',
  },
  completed: 'Completed, {number}, {on}',
  stand: {
    NONE: 'no outcome yet',
    SAME: 'Juhan knows',
    UNTOLD: 'Juhan does not know yet',
    WAITING: 'waits to be sent',
    STUCK: 'failed',
    WITHDRAWN: 'taken back in Olek',
  },
  withdrawnNote: 'put the status right in Juhan',
  due: 'is sent {at}',
  empty: 'There are no registrants from Juhan',
  emptyAdvice: 'Refresh the list of registrants from Juhan first.',
  noMatch: 'There are no such registrants',
  noMatchAdvice: 'Look at all of them.',
  summary: '{from}–{to} of {count, plural, one {# registrant} other {# registrants}}',
  pages: 'Pages',
  previous: 'Previous',
  next: 'Next',
  log: 'Log',
  logNone: 'Nothing has been sent to Juhan yet.',
  succeeded: '{name} - updated ({told})',
  failed: '{name} - update failed ({why})',
  open: 'Open the message: {name}',
  refusedMark: 'Error:',
} as const

export const pushRefusals = {
  push: {
    notLinked: 'This run is not linked to Juhan.',
    noOutcomes: 'No registrant has an outcome yet that Juhan could be told.',
  },
} as const
