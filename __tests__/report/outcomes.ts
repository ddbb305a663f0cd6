import type { Change, Outcome, ReportedWorkload } from '../../src/report/outcome.ts'
import { unifiedDiff } from '../../src/report/patch.ts'

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
    problems: [],
    ...given,
  }
}
