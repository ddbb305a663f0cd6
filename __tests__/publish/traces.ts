import type { Run } from '../action/job.ts'
import { SOMEBODY } from '../github/bare-repository.ts'
import type { LoopbackGithub } from '../github/loopback-github.ts'
import type { RecordedRequest } from '../github/loopback-github.ts'

/** Texts by the places where they stand. */
export type Traces = Readonly<Record<string, string>>

/** All that a run shows to people: not the masks, and not the Secret's manifest. */
export function shownBy(run: Run): Traces {
  return {
    log: run.rawLog.replace(/^::add-mask::.*\n/gm, ''),
    summary: run.summary,
    // As a browser shows it.
    page: run.summary.replace(/&#(\d+);/g, (_reference, code: string) => String.fromCharCode(Number(code))),
    annotations: run.annotations.flatMap((annotation) => Object.values(annotation) as string[]).join('\n'),
  }
}

/** All that a run shows to people, hands on to other steps, and leaves on GitHub. */
export function tracesOf(run: Run, github: LoopbackGithub): Traces {
  const { repository, requests, pulls } = github
  const commits = Object.keys(repository.branches())
    .flatMap((branch) => repository.log(branch))
    .filter(({ author }) => author.name !== SOMEBODY.name)
  return {
    ...shownBy(run),
    outputs: Object.values(run.outputs).join('\n'),
    report: run.reportText,
    reportedStrings: textsIn(run.reportText && run.report()).join('\n'),
    patch: run.patch,
    requests: requests.flatMap(textsOfRequest).join('\n'),
    branches: Object.keys(repository.branches()).join('\n'),
    commits: textsIn(commits).join('\n'),
    pulls: textsIn(pulls).join('\n'),
  }
}

/** Which of some forms of a secret stand in which trace. */
export function leaksIn(traces: Traces, forms: readonly string[]): string[] {
  return Object.entries(traces).flatMap(([where, text]) =>
    forms.filter((form) => text.includes(form)).map((form) => `${form} in ${where}`),
  )
}

/** A request to the letter, and as who serves it reads it. */
export function textsOfRequest(request: RecordedRequest): string[] {
  return [JSON.stringify(request), decodeURIComponent(request.path), ...textsIn(request)]
}

/** Every key and every text in a value. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => [key, ...textsIn(item)])
}
