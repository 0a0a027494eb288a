/** What a load's rows are made of: names, ids by which rows are found again, and draws that a seed repeats. */

/** In the order of how usual they are; the first ones are drawn most. */
export const firstNames = (
  'Maria Martin Anna Andres Kristina Rasmus Laura Kristjan Liis Karl Kadri Mihkel Sofia Artur Kati Oliver Jekaterina ' +
  'Jaan Tiina Siim Elina Aleksandr Merle Marten Olga Peeter Johanna Robin Katrin Tõnu Irina Hannes Triin Sander ' +
  'Eliise Dmitri Mari Toomas Annika Rein Piret Kevin Hanna Jüri Natalja Kaspar Õnne Ülo Šarlotte Žanna Emma Hugo ' +
  'Anna-Liisa Karl-Erik Grete Madis Kärt Ööbik Anneli Vladimir Birgit Mattias Saskia Joosep Helen Priit'
).split(' ')

/** Usual ones as they are, and two hundred and fifty made of what Estonian ones are made of. */
export const lastNames = [
  ...(
    'Tamm Saar Ivanova Sepp Mägi Smirnov Vasiljeva Kask Petrova Kukk Rebane Ilves Pärn Koppel Luik Oja Raudsepp Kuusk ' +
    'Lepik Vaher Kallas Kivi Laur Mõttus Põder Õunapuu Žukov Jõgi Öövel Šmidt Ülper'
  ).split(' '),
  ...['Kuuse', 'Männi', 'Lepa', 'Kase', 'Kivi', 'Ranna', 'Põllu', 'Vana', 'Uus', 'Linna'].flatMap((first) =>
    'mäe saar oja põld mets soo vee nõmm org maa vald järv küla talu ste mänd tamm kask rand laid kõrv jõe salu veski lill'
      .split(' ')
      .map((second) => first + second),
  ),
]

/** An id that shows what its row is of and can be reckoned from its number. */
export const id = (family: string | number, number = 'n') =>
  `('${`${family}`.padEnd(8, '0')}-0000-4000-8000-' || lpad((${number})::text, 12, '0'))::uuid`

/** Which rows a statement makes, both numbers inclusive, and the seed that it draws by. */
export type Range = { from: number; to: number; seed: number }

/** Draws by number and seed, the same at every run: `salt` keeps the draws of one row apart. */
export function draws(seed: number) {
  const hash = (salt: number, number: string) =>
    `(hashint8extended((${number})::bigint, ${seed * 1000 + salt}) & 2147483647)`
  return {
    /** a whole number from 0 to below `below`, all as likely */
    whole: (salt: number, below: number | string, number = 'n') =>
      `(${hash(salt, number)} % (${below}))::int`,
    /** from 0 to below 1 */
    part: (salt: number, number = 'n') => `(${hash(salt, number)} / 2147483648::float8)`,
    /** a whole number from 0 to below `below`, the small ones far more likely */
    skewed: (salt: number, below: number | string, number = 'n') =>
      `floor(power(${hash(salt, number)} / 2147483648::float8, 2.5) * (${below}))::int`,
  }
}

/** A text of the list by a place from 0. */
export const oneOf = (texts: readonly string[], place: string) =>
  `(ARRAY[${texts.map((text) => `'${text}'`).join(',')}])[1 + ${place}]`

/**
 * A personal code with a true check digit (two passes) for each number: born on `days` days from the first one, with
 * serial numbers from 200 up, which nobody in the cast has.
 */
export function personalCode(bornFrom: string, days: number, number = 'n') {
  const born = `(date '${bornFrom}' + (${number} % ${days})::int)`
  const ten = `((CASE WHEN ${born} < date '2000-01-01' THEN 3 ELSE 5 END + (${number} / 2) % 2)::text
                || to_char(${born}, 'YYMMDD') || (200 + ${number} / ${days})::text)`
  const weighed = (ahead: number) =>
    Array.from(
      { length: 10 },
      (_, at) => `(ascii(substr(ten, ${at + 1}, 1)) - 48) * ${((at + ahead) % 9) + 1}`,
    ).join(' + ')
  return `(SELECT ten || CASE WHEN a % 11 < 10 THEN a % 11 WHEN b % 11 < 10 THEN b % 11 ELSE 0 END
             FROM (SELECT ten, ${weighed(0)} AS a, ${weighed(2)} AS b FROM (SELECT ${ten} AS ten) AS digits) AS weighed)`
}
