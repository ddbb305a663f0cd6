import type { WorkloadResult } from '../injection/result.ts'

/** The result for a workload, and its file. */
export interface ReportedWorkload extends WorkloadResult {
  /** Relative to the workspace, with `/`. */
  readonly file: string
}
