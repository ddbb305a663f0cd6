import { shown, type ShownOutcome } from '../../src/messages/redaction.ts'
import type { EditedFile } from '../../src/outcome/file-change.ts'
import type { Outcome, Plan } from '../../src/outcome/outcome.ts'
import type { Publication } from '../../src/outcome/publication.ts'
import type { ReportedWorkload } from '../../src/outcome/workload.ts'
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
    reason: undefined,
    position: { line: 2, column: 7 },
    ...given,
  }
}

/** A file that gained a line, but for what is given. */
export function change(given: { path?: string; before?: string; after?: string } = {}): EditedFile {
  const { path = 'k8s/web.yaml', before = 'a: 1\n', after = 'a: 1\nb: 2\n' } = given
  return { path, before, edits: [{ start: 0, end: before.length, text: after }] }
}

/** A plan in which nothing was found, but for what is given. */
export function plan(given: Partial<Plan> = {}): Plan {
  return { operation: 'inject', mode: 'output', filesRead: 1, workloads: [], changes: [], diagnostics: [], ...given }
}

/** A run in which nothing was found, but for what is given of its plan and of itself. */
export function outcome(given: Partial<Plan & Outcome> = {}): Outcome {
  const { operation = 'inject', mode = 'output', filesRead = 1, workloads = [], ...rest } = given
  const { changes = [], diagnostics = [] } = rest
  return {
    plan: { operation, mode, filesRead, workloads, changes, diagnostics },
    secretNamespaces: [],
    editedEarlier: [],
    publication: undefined,
    ...rest,
    changes,
    diagnostics,
  }
}

/** The same as it can be shown. */
export function shownOutcome(given: Partial<Plan & Outcome> = {}): ShownOutcome {
  return shown(outcome(given), (text) => text)
}

/** A commit on a pull request's branch, but for what is given. */
export function publication(given: Partial<Publication> = {}): Publication {
  return {
    repository: 'shop/web',
    commit: '1a2b3c4'.padEnd(40, '0'),
    commitUrl: `https://github.com/shop/web/commit/${'1a2b3c4'.padEnd(40, '0')}`,
    branch: 'atlas-init-container/main',
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
