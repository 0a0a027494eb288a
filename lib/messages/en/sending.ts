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
      personChanged: '{person}: changed since being added: {what}.',
    },
  },
  recall:
    'Before it leaves it waits {minutes, plural, one {# minute} other {# minutes}}: until then the sending can be stopped.',
} as const
