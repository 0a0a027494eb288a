import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { projectFolder } from '@/scripts/engine-place'

export type SourceFile = { path: string; text: string }

/** The matching files of our own, with their paths from the project's folder; generated files are left out. */
export function sources(...patterns: string[]): SourceFile[] {
  return globSync(patterns, { cwd: projectFolder })
    .map((found) => found.split(path.sep).join('/'))
    .filter((found) => !/(^|\/)(node_modules|generated|\.next[^/]*|\.data)\//.test(found))
    .toSorted()
    .map((found) => ({ path: found, text: readFileSync(path.join(projectFolder, found), 'utf8') }))
}

/** The arguments of every call whose name ends like this, e.g. `document.update`, as text with balanced brackets. */
export function callsOf({ text }: SourceFile, name: RegExp): string[] {
  return [...text.matchAll(new RegExp(`${name.source}\\(`, 'g'))].map((found) => {
    const start = found.index + found[0].length
    let depth = 1
    let end = start
    while (end < text.length && depth > 0) depth += { '(': 1, ')': -1 }[text[end++]!] ?? 0
    return text.slice(start, end - 1)
  })
}
