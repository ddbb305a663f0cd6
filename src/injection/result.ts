import type { FieldChange } from './changes.ts'
import type { SkipReason } from '../kubernetes/selection.ts'
import type { Position } from '../yaml/position.ts'
import type { EditFault } from '../yaml/refusal.ts'
import type { TextFault } from '../yaml/text-fault.ts'
import type { ConflictFault } from './conflict.ts'

/** Why a workload is skipped or refused. Contains names, and no other value of a file. */
export type Reason =
  | SkipReason
  /** The text of the file is a template. */
  | { readonly code: 'template-text' }
  | { readonly code: 'unreadable-text'; readonly fault: TextFault }
  | { readonly code: 'sealed-by-sops' | 'unknown-annotation' }
  | EditFault
  | ConflictFault

/** The result for one workload. */
export interface WorkloadResult {
  /** The index of the document in the file, from 0. */
  readonly document: number
  /** The line of the workload's `kind`, from 1. */
  readonly line: number
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly action: 'injected' | 'updated' | 'unchanged' | 'removed' | 'skipped' | 'refused'
  /** Why it is skipped or refused; undefined otherwise, and when the reason contains a secret. */
  readonly reason: Reason | undefined
  /** The place of the reason in the file; by default, of `kind`. */
  readonly position: Position
  /** The changes, field by field, if the workload changed. */
  readonly changes?: readonly FieldChange[]
  /** The order in which the containers of the pod start, if the workload changed. */
  readonly startOrder?: StartOrder
  /** The other init containers that run migrations, when `remove` finds no container to remove. */
  readonly otherMigrations?: readonly string[]
  /** The manual changes that `remove` deletes; undefined when there are none. */
  readonly additions?: Additions
}

/** What the container and volume have beyond what the inputs ask for. */
export interface Additions {
  /** Keys, or words for them. */
  readonly names: readonly string[]
  /** The place of the container or, if it is already gone, of the volume. */
  readonly position: Position
}

/** The init containers one after another, then the containers together. */
export interface StartOrder {
  /** A sidecar (`restartPolicy: Always`) keeps running while the next ones start. */
  readonly initContainers: readonly { readonly name: string; readonly sidecar: boolean }[]
  readonly containers: readonly string[]
}

/** Whether an action changes a workload. */
export function isChange(action: WorkloadResult['action']): boolean {
  return action === 'injected' || action === 'updated' || action === 'removed'
}
