import type { Verdict } from './fault.ts'

/** The globs for every file that may be a manifest. */
export const ALL_MANIFESTS: readonly string[] = ['**/*.yaml', '**/*.yml', '**/*.json']

/**
 * Accepts a line of `manifests`: a glob relative to `working-directory`, or such a glob after `!`. Returns it without
 * redundant segments (`./`, `//`).
 *
 * Refuses what can match no file in the folder: an absolute path, a `..` segment, a `\`, a folder (`k8s/`, `.`), and a
 * `!` alone.
 */
export function parseManifestPattern(text: string): Verdict<string> {
  const sign = text.startsWith('!') ? '!' : ''
  const glob = text.slice(sign.length).replace(/^(\.\/+)+/, '')
  if (text === '!') return { fault: { code: 'empty-exclusion', found: text } }
  if (/^!?-(?:\s|$)/.test(text)) return { fault: { code: 'yaml-list-item', found: text } }
  if (glob.includes('\\')) return { fault: { code: 'backslash', found: text } }
  if (glob.startsWith('/') || /^[a-z]:\//i.test(glob)) return { fault: { code: 'absolute-pattern', found: text } }
  if (glob.split('/').includes('..')) return { fault: { code: 'parent-in-pattern', found: text } }
  if (glob === '' || glob === '.' || glob.endsWith('/')) {
    const folder = glob.replace(/^\.?\/*$/, '').replace(/\/+$/, '/')
    return { fault: { code: 'folder', found: text, pattern: `${sign}${folder}**/*.yaml` } }
  }
  const segments = glob.split('/').filter((segment) => segment !== '' && segment !== '.')
  return { value: sign + segments.join('/') }
}

/** `patterns`, after {@link ALL_MANIFESTS} if none of them includes files. */
export function withDefaultManifests(patterns: readonly string[]): readonly string[] {
  return patterns.every((pattern) => pattern.startsWith('!')) ? [...ALL_MANIFESTS, ...patterns] : patterns
}
