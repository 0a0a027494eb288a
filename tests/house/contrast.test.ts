import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const theme = readFileSync('app/theme.css', 'utf8')
const tokens = [...theme.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(
  ([, name, light, dark]) => [name!, { light: light!, dark: dark! }] as const,
)
const colours = Object.fromEntries(tokens)
const washes = ['act', 'warn', 'stop', 'done']

/** The least contrast by WCAG 2.2 AA: of text with its background (4.5:1), and of the edges of fields (3:1). */
const pairs: [ink: string, sheet: string, least: number][] = [
  ...['ink', 'ink-2', 'ink-3', ...washes].flatMap((ink) =>
    ['paper', 'ground'].map((sheet): [string, string, number] => [ink, sheet, 4.5]),
  ),
  ...washes.flatMap((tone) =>
    [tone, 'ink', 'ink-2', 'ink-3', 'act'].map((ink): [string, string, number] => [ink, `${tone}-wash`, 4.5]),
  ),
  ['act-ink', 'act', 4.5],
  ['paper', 'ink', 4.5],
  ...['paper', 'ground', 'act-wash'].map((sheet): [string, string, number] => ['edge', sheet, 3]),
]

describe.each(['light', 'dark'] as const)('in the %s theme', (scheme) => {
  test.each(pairs)('%s on %s has a contrast of at least %s:1', (ink, sheet, least) => {
    expect(contrast(colours[ink]![scheme], colours[sheet]![scheme])).toBeGreaterThanOrEqual(least)
  })
})

function contrast(one: string, other: string) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light! + 0.05) / (dark! + 0.05)
}

function luminance(hex: string) {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}
