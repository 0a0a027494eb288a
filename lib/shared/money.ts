/** Euros as a decimal string with two decimals, '660.50'; never a binary float. */
export type Amount = `${number}.${number}`

/**
 * A typed amount: comma or point, at most two decimals, with or without € or EUR; thousands may be set apart by a (hard)
 * blank or an apostrophe, or by the one of point and comma that doesn't stand before the cents: 1.234,50 and 1,234.50.
 * Without cents, 1.234 may be one euro or a thousand, and is refused. Only 0.01 … 999999.99; anything else is null.
 */
export function parseAmount(typed: string): Amount | null {
  const bare = typed.trim().replace(/^(?:€|EUR)[ \u00a0]?|[ \u00a0]?(?:€|EUR|eurot?)$/i, '')
  const [, euros, decimals] = amountForms.map((form) => form.exec(bare)).find((found) => found !== null) ?? []
  if (!euros) return null
  const amount = BigInt(euros.replace(/\D/g, '')) * 100n + BigInt((decimals ?? '').padEnd(2, '0'))
  return amount > 0n ? fromCents(amount) : null
}

const amountForms = [
  /^(\d{1,6}|\d{1,3}[ \u00a0\u2009\u202f'’]\d{3})(?:[.,](\d{1,2}))?$/,
  /^(\d{1,3}\.\d{3}),(\d{1,2})$/,
  /^(\d{1,3},\d{3})\.(\d{1,2})$/,
]

/** '660.50' → '660,50'; thousands from five digits on: '12 345,00' with a hard space. */
export function showAmount(amount: Amount): string {
  const [euros, decimals] = amount.split('.') as [string, string]
  return `${grouped(euros)},${decimals}`
}

export function sumAmounts(amounts: Iterable<Amount>): Amount {
  let sum = 0n
  for (const amount of amounts) sum += cents(amount)
  return fromCents(sum)
}

/** '660.50' → 66050n */
export function cents(amount: Amount): bigint {
  return BigInt(amount.replace('.', ''))
}

/** 66050n → '660.50'; for sums of any size, not below zero. */
export function fromCents(count: bigint): Amount {
  if (count < 0n) throw new RangeError('an amount is never below zero')
  const digits = String(count).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}` as Amount
}

/** 4120 → '4120', 12345 → '12 345' with a hard space; whole numbers only. */
export function showCount(count: number | bigint): string {
  return grouped(String(count))
}

function grouped(digits: string): string {
  return digits.length < 5 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, '\u00a0')
}
