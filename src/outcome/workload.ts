import type { WorkloadResult } from '../injection/result.ts'

/** A workload's result and the file that it stands in. */
export interface ReportedWorkload extends WorkloadResult {
  /** Relative to the workspace, with `/`. */
  readonly file: string
}
