import type { FieldChange } from './changes.ts'
import type { SkipReason } from '../kubernetes/selection.ts'
import type { Position } from '../yaml/position.ts'
import type { EditFault } from '../yaml/refusal.ts'
import type { TextFault } from '../yaml/text-fault.ts'
import type { ConflictFault } from './conflict.ts'

/** Why a workload is skipped or refused. Holds names, and no other value of a file. */
export type Reason =
  | SkipReason
  /** The text of the file is that of a template. */
  | { readonly code: 'template-text' }
  | { readonly code: 'unreadable-text'; readonly fault: TextFault }
  | { readonly code: 'sealed-by-sops' | 'unknown-annotation' }
  | EditFault
  | ConflictFault

/** What became of one workload. */
export interface WorkloadResult {
  /** The document's place in the file, from 0. */
  readonly document: number
  /** Where the workload's `kind` stands, from 1. */
  readonly line: number
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly action: 'injected' | 'updated' | 'unchanged' | 'removed' | 'skipped' | 'refused'
  /** Why it was skipped or refused; undefined otherwise, and where the reason holds a secret. */
  readonly reason: Reason | undefined
  /** Where the reason shows in the file; the place of `kind` when it shows nowhere. */
  readonly position: Position
  /** What changes, field by field; only of a workload that was changed. */
  readonly changes?: readonly FieldChange[]
  /** In which order the pod's containers start now; only of a workload that was changed. */
  readonly startOrder?: StartOrder
  /** The init containers of other names that run migrations, where a removal finds nothing of ours. */
  readonly otherMigrations?: readonly string[]
  /** What a person had added to what is taken out; undefined when there is nothing. */
  readonly additions?: Additions
}

/** What our container and volume hold that the inputs do not ask for. */
export interface Additions {
  /** Keys, or words for it. */
  readonly names: readonly string[]
  /** Where our container stands or, when it is gone already, our volume. */
  readonly position: Position
}

/** The init containers one after another, then the containers together. */
export interface StartOrder {
  /** A sidecar (`restartPolicy: Always`) goes on running while the next ones start. */
  readonly initContainers: readonly { readonly name: string; readonly sidecar: boolean }[]
  readonly containers: readonly string[]
}

/** Whether an action changes a workload. */
export function isChange(action: WorkloadResult['action']): boolean {
  return action === 'injected' || action === 'updated' || action === 'removed'
}
