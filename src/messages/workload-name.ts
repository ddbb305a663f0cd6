import type { ReportedWorkload } from '../outcome/workload.ts'

/** A workload's name as `kubectl` users write it: `namespace/name`, or what there is of it. */
export function fullName({ namespace, name }: Pick<ReportedWorkload, 'namespace' | 'name'>): string {
  return [namespace, name].filter((part) => part !== '').join('/')
}

/** A workload as one speaks of it: its kind, and its name as far as it is known. */
export function describe(workload: Pick<ReportedWorkload, 'kind' | 'namespace' | 'name'>): string {
  return [workload.kind, fullName(workload)].filter((part) => part !== '').join(' ')
}
