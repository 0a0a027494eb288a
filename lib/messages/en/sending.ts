/** Before a document is sent, and many documents at once. */
export const sending = {
  advice: {
    title: 'Check before sending',
    counts: '{count, plural, one {# thing to look at} other {# things to look at}}',
    none: 'The signer, series, basis, amounts and persons have been looked at: nothing stands out.',
    note: 'This is advice; it doesn’t keep you from sending.',
    open: 'Look',
    line: {
      signerNotHere: '{signer} is not a signer of this document in the unit {unit} at present.',
      signerOfAll: '{signer} signs in every unit, but the unit {unit} has a signer of its own.',
      seriesOfUnit: 'The number would come from the series {series}, which belongs to the unit {unit}.',
      seriesOfType:
        'The number would come from the series {series}, which is meant for another type of document ({type, select, PROPOSAL {vice-dean’s proposal} VICE_DEAN_DIRECTIVE {directive of a vice-dean or head of unit} VICE_RECTOR_DIRECTIVE {vice-rector’s directive} DIPLOMA {diploma or professional certificate} TRANSCRIPT {academic transcript} other {notice}}).',
      seriesShared:
        'The unit {unit} has no series of its own although other units have; the number would come from the common series {series}.',
      basisEmpty: 'The basis of the document is empty.',
      amountFar:
        '{person}: the monthly amount of {amount} € differs from last month’s {usual} € more than twofold.',
      sumFar:
        'The document would pay {sum} € a month in all; the unit {unit} paid {usual} € of this grant last month.',
      samePerson:
        '{by, select, NAME {{person}: there is another person of this name ({other}), and one of the two has no personal code; check that it isn’t the same person twice.} other {{person}: the same person stands here, or in the same run, with another study place too; check that nothing is given twice.}}',
      personChanged: '{person}: changed since being added: {what}.',
    },
  },
  recall:
    'Before it leaves it waits {minutes, plural, one {# minute} other {# minutes}}: until then the sending can be stopped.',
  many: {
    acts: 'What to do with the chosen documents',
    choose: 'Choose several documents',
    pick: 'Choose {name}',
    pickAll: 'Choose all on this page',
    refused: 'This could not be done',
    title: {
      send: 'Send several documents to DHIS',
      cancel: 'Cancel several documents',
      print: 'Print several documents',
    },
    will: {
      send: '{count, plural, =0 {None of these can be sent to DHIS now.} one {# document will be sent to DHIS.} other {# documents will be sent to DHIS.}}',
      cancel:
        '{count, plural, =0 {None of these can be cancelled now.} one {# document will be cancelled; this can’t be undone.} other {# documents will be cancelled; this can’t be undone.}}',
      print:
        '{count, plural, =0 {There is nothing to print.} one {One PDF has # document.} other {One PDF has # documents in the order of the list.}}',
    },
    wont: {
      send: '{count, plural, =0 {} one {# document will stay unsent; the table says why.} other {# documents will stay unsent; the table says why.}}',
      cancel:
        '{count, plural, =0 {} one {# document will not be cancelled; the table says why.} other {# documents will not be cancelled; the table says why.}}',
    },
    missing:
      '{count, plural, =0 {} one {# chosen document doesn’t exist or isn’t yours.} other {# chosen documents don’t exist or aren’t yours.}}',
    done: {
      send: '{count, plural, =0 {No document went to DHIS.} one {# document is going to DHIS.} other {# documents are going to DHIS.}}',
      cancel:
        '{count, plural, =0 {No document was cancelled.} one {# document was cancelled.} other {# documents were cancelled.}}',
    },
    undone: {
      send: '{count, plural, =0 {} one {# document stayed unsent; the table says why.} other {# documents stayed unsent; the table says why.}}',
      cancel:
        '{count, plural, =0 {} one {# document was not cancelled; the table says why.} other {# documents were not cancelled; the table says why.}}',
    },
    open: '{count, plural, one {# document is still to be done.} other {# documents are still to be done.}}',
    stays: 'The outcome stays on this page; its address can be bookmarked.',
    reason: 'Reason: {reason}',
    reasonHint: 'stays in the history of all the documents; of a registered one the persons are told too',
    submit: { send: 'Send to DHIS', cancel: 'Cancel the documents', print: 'Print' },
    goOn: 'Do the rest',
    pdf: 'Open the PDF',
    back: 'Back to the documents',
    column: { before: 'What will happen', after: 'Outcome' },
    row: {
      send: 'Goes to DHIS; {signer} confirms it.',
      cancel: 'Will be cancelled, and DHIS told.',
      cancelRegistered:
        'Will be cancelled, and its changes to the data of {count, plural, one {# person} other {# persons}} undone.',
      exactly: 'See exactly',
      sent: 'Going to DHIS.',
      cancelled: 'Cancelled.',
      open: 'Still to be done.',
      draft: 'Printed as a draft.',
      print: 'Printed as it was sent to DHIS.',
      gone: 'The document is no longer there.',
    },
  },
} as const
