import type { FieldChange } from '../injection/changes.ts'
import type { Outcome, Problem, Publication, ReportedWorkload } from '../outcome/outcome.ts'

/**
 * An outcome whose texts can be shown: what comes from files, or tells of them, goes through `redact`, before any
 * Markdown or other form is made of it that would hide a secret from a search.
 */
export function redacted(outcome: Outcome, redact: (text: string) => string): Outcome {
  const { publication } = outcome
  return {
    ...outcome,
    workloads: outcome.workloads.map((workload) => redactedWorkload(workload, redact)),
    problems: outcome.problems.map((problem) => redactedProblem(problem, redact)),
    changes: outcome.changes.map((change) => ({
      ...change,
      file: redact(change.file),
      diff: redact(change.diff),
    })),
    secretNamespaces: outcome.secretNamespaces.map(redact),
    editedEarlier: outcome.editedEarlier.map(redact),
    publication: publication && redactedPublication(publication, redact),
  }
}

/** The same for a workload alone. */
export function redactedWorkload(workload: ReportedWorkload, redact: (text: string) => string): ReportedWorkload {
  const { startOrder, changes } = workload
  return {
    ...workload,
    file: redact(workload.file),
    namespace: redact(workload.namespace),
    name: redact(workload.name),
    reason: redact(workload.reason),
    ...(changes && { changes: redactedChanges(changes, redact) }),
    ...(startOrder && {
      startOrder: {
        initContainers: startOrder.initContainers.map(({ name, sidecar }) => ({ name: redact(name), sidecar })),
        containers: startOrder.containers.map(redact),
      },
    }),
  }
}

function redactedProblem(problem: Problem, redact: (text: string) => string): Problem {
  const { message, file, outdated } = problem
  return {
    ...problem,
    message: redact(message),
    ...(file !== undefined && { file: redact(file) }),
    ...(outdated && { outdated: redactedWorkload(outdated, redact) }),
  }
}

function redactedChanges(changes: readonly FieldChange[], redact: (text: string) => string): FieldChange[] {
  const hidden = (value: string | null): string | null => (value === null ? null : redact(value))
  return changes.map(({ path, from, to }) => ({ path: redact(path), from: hidden(from), to: hidden(to) }))
}

function redactedPublication(publication: Publication, redact: (text: string) => string): Publication {
  const { branch, sentence, commitUrl, pullRequest, compareUrl } = publication
  return {
    ...publication,
    branch: redact(branch),
    sentence: redact(sentence),
    commitUrl: redact(commitUrl),
    ...(pullRequest && { pullRequest: { ...pullRequest, url: redact(pullRequest.url) } }),
    ...(compareUrl !== undefined && { compareUrl: redact(compareUrl) }),
  }
}
