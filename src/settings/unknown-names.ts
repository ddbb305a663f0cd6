import type { SettingFault } from './fault.ts'
import { nearest } from './nearest.ts'

/**
 * The names of `given` that are none of `known`. GitHub passes such inputs like any other, and its own warning does not
 * say which one was meant. Names are in lower case, with `_` where blanks were.
 */
export function unknownNames(given: readonly string[], known: readonly string[]): SettingFault[] {
  return given
    .filter((name) => !known.includes(name))
    .map((name) => {
      const near = nearest(name, known, Math.max(1, Math.floor(name.length / 2.5))) ?? related(name, known)
      return { setting: name, fault: { code: 'unknown-setting', nearest: near } }
    })
}

/** The one name that has all words of another, or the other way round: `pull-policy`, `github-token`. */
function related(name: string, known: readonly string[]): string | undefined {
  const words = wordsOf(name)
  const [meant, ...more] = known.filter((other) => {
    const others = wordsOf(other)
    return words.every((word) => others.includes(word)) || others.every((word) => words.includes(word))
  })
  return more.length === 0 ? meant : undefined
}

function wordsOf(name: string): string[] {
  return name.split(/[-_]+/)
}
