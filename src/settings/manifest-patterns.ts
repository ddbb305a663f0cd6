import { found } from './found.ts'
import type { Verdict } from './verdict.ts'

/** The globs that stand for every file that may be a manifest. */
export const ALL_MANIFESTS: readonly string[] = ['**/*.yaml', '**/*.yml', '**/*.json']

/**
 * Accepts one line of `manifests`: a glob relative to `working-directory`, or `!` and such a glob. Gives it back
 * without segments that mean nothing (`./`, `//`).
 *
 * Not accepted is what can match no file or none inside the folder: an absolute path, a `..` segment, a `\`, a folder
 * (`k8s/`, `.`), and a `!` alone.
 */
export function parseManifestPattern(text: string): Verdict<string> {
  const sign = text.startsWith('!') ? '!' : ''
  const glob = text.slice(sign.length).replace(/^(\.\/+)+/, '')
  const expected = `expected a glob under working-directory such as k8s/**/*.yaml, found ${found(text)}`
  if (text === '!') return { problem: `${expected}, which takes nothing away; put a glob after the "!"` }
  if (/^!?-(?:\s|$)/.test(text)) return { problem: `${expected}, which is an item of a YAML list; take out the "-"` }
  if (glob.includes('\\')) return { problem: `${expected}, which has "\\"; use "/"` }
  if (glob.startsWith('/') || /^[a-z]:\//i.test(glob)) {
    return { problem: `${expected}, which is absolute; make it relative to working-directory` }
  }
  if (glob.split('/').includes('..')) {
    return { problem: `${expected}, which has a ".." segment; set working-directory to the folder that holds it all` }
  }
  if (glob === '' || glob === '.' || glob.endsWith('/')) {
    const folder = glob.replace(/^\.?\/*$/, '').replace(/\/+$/, '/')
    return { problem: `${expected}, which is a folder; use ${sign}${folder}**/*.yaml` }
  }
  const segments = glob.split('/').filter((segment) => segment !== '' && segment !== '.')
  return { value: sign + segments.join('/') }
}

/** `patterns`, with {@link ALL_MANIFESTS} in front when there are none that add files. */
export function withDefaultManifests(patterns: readonly string[]): readonly string[] {
  return patterns.every((pattern) => pattern.startsWith('!')) ? [...ALL_MANIFESTS, ...patterns] : patterns
}
