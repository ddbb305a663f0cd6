import type { Change, Outcome, Publication, ReportedWorkload } from '../../src/outcome/outcome.ts'
import { unifiedDiff } from '../../src/messages/patch.ts'
import type { PublishedChange } from '../../src/messages/published-change.ts'

/** A workload that was injected, but for what is given. */
export function workload(given: Partial<ReportedWorkload> = {}): ReportedWorkload {
  return {
    file: 'k8s/web.yaml',
    document: 0,
    line: 2,
    kind: 'Deployment',
    namespace: 'shop',
    name: 'web',
    action: 'injected',
    reason: '',
    position: { line: 2, column: 7 },
    ...given,
  }
}

/** A file that gained a line, but for what is given. */
export function change(given: { file?: string; before?: string; after?: string } = {}): Change {
  const { file = 'k8s/web.yaml', before = 'a: 1\n', after = 'a: 1\nb: 2\n' } = given
  const diff = unifiedDiff(file, before, [{ start: 0, end: before.length, text: after }])
  return { file, path: `/work/${file}`, digest: before, rewrite, restore: rewrite, diff }
}

function rewrite(text: string): string {
  return text
}

/** A run in which nothing was found, but for what is given. */
export function outcome(given: Partial<Outcome> = {}): Outcome {
  return {
    operation: 'inject',
    mode: 'output',
    filesRead: 1,
    workloads: [],
    changes: [],
    secretNamespaces: [],
    editedEarlier: [],
    publication: undefined,
    problems: [],
    findings: [],
    ...given,
  }
}

/** A commit on a pull request's branch, but for what is given. */
export function publication(given: Partial<Publication> = {}): Publication {
  return {
    commit: '1a2b3c4'.padEnd(40, '0'),
    commitUrl: `https://github.com/shop/web/commit/${'1a2b3c4'.padEnd(40, '0')}`,
    branch: 'atlas-init-container/main',
    sentence: 'Committed 1a2b3c4 to `atlas-init-container/main`.',
    ...given,
  }
}

/** An injection into one workload, but for what is given. */
export function publishedChange(given: Partial<PublishedChange> = {}): PublishedChange {
  return {
    operation: 'inject',
    containerName: 'migrate',
    image: 'ghcr.io/repo/migrations:v0.1.2',
    workloads: [workload()],
    editedEarlier: [],
    ...given,
  }
}

/** Names that a stranger may give a workload or a file, to have git or GitHub do something. */
export const HOSTILE_NAMES = [
  '[skip ci]',
  'web\n\n\nskip-checks: true',
  'web\n\nCo-authored-by: x <x@example.com>',
  'web\r\nSigned-off-by: x <x@example.com>',
  'Fixes #12',
  'closes: shop/web#12',
  'GH-12',
  'fixes GH-12',
  'fixes https://github.com/shop/web/issues/12',
  '@someone',
  '@shop/admins',
  'www.example.com',
  '# comment',
  '---',
  'web\u2028@someone',
  '\u202eweb',
  '![x](https://example.com/x.png)',
  '</code>@someone<code>',
  '`@someone`',
  '***NO_CI***',
  '',
]
