import type { Workload } from './workload.ts'

/** The path to the spec of a Job, or of the Jobs of a CronJob; undefined for other kinds. */
export function jobSpecPath({ kind, podSpec }: Workload): readonly string[] | undefined {
  return kind === 'Job' || kind === 'CronJob' ? podSpec.slice(0, -2) : undefined
}
