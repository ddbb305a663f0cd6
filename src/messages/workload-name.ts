import type { ReportedWorkload } from '../outcome/workload.ts'

/** The name of a workload as `kubectl` users write it: `namespace/name`, or the known part of it. */
export function fullName({ namespace, name }: Pick<ReportedWorkload, 'namespace' | 'name'>): string {
  return [namespace, name].filter((part) => part !== '').join('/')
}

/** A workload in words: its kind, and its name if known. */
export function describe(workload: Pick<ReportedWorkload, 'kind' | 'namespace' | 'name'>): string {
  return [workload.kind, fullName(workload)].filter((part) => part !== '').join(' ')
}
