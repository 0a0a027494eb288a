/** The names of the invented persons of a load, and the ids by which they are found again. */

export const firstNames = [
  'Anna',
  'Mart',
  'Kadri',
  'Jaan',
  'Liis',
  'Peeter',
  'Õnne',
  'Rein',
  'Šarlotte',
  'Ülo',
  'Mari',
  'Tõnu',
]
export const lastNames = [
  'Tamm',
  'Saar',
  'Mägi',
  'Sepp',
  'Kask',
  'Kukk',
  'Rebane',
  'Ilves',
  'Põder',
  'Õunapuu',
  'Žukov',
  'Jõgi',
]

/** Ids that show what they are of and can be computed from a number. */
export const id = (family: number, number = 'n') =>
  `('${family}0000000-0000-4000-8000-' || lpad((${number})::text, 12, '0'))::uuid`
