import type { SettingFault } from './fault.ts'
import { nearest } from './nearest.ts'

/**
 * The names in `given` that are not in `known`. GitHub passes such inputs like any other, and its own warning does not
 * suggest the right one. Names are in lowercase, with `_` for spaces.
 */
export function unknownNames(given: readonly string[], known: readonly string[]): SettingFault[] {
  return given
    .filter((name) => !known.includes(name))
    .map((name) => {
      const near = nearest(name, known, Math.max(1, Math.floor(name.length / 2.5))) ?? related(name, known)
      return { setting: name, fault: { code: 'unknown-setting', nearest: near } }
    })
}

/** The only known name with all words of another, or the other way round: `pull-policy`, `github-token`. */
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
