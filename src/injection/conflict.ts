import type { FieldFault } from '../kubernetes/field-fault.ts'
import type { Path } from '../yaml/value.ts'

/**
 * Why a pod spec cannot become what is asked without changing what the action did not add. Contains names, and no other
 * value of a file.
 */
export type ConflictFault =
  | { readonly code: 'containers-not-a-list' | 'same-migration' | 'partial-mount' }
  | { readonly code: 'foreign-init-container' | 'repeated-init-container' | 'name-of-container'; readonly name: string }
  /** The init container that `position` names. `others` are the existing ones. */
  | { readonly code: 'no-such-init-container'; readonly name: string; readonly others: readonly string[] }
  | { readonly code: 'foreign-volume' | 'shared-volume'; readonly volume: string; readonly secretName: string }
  | { readonly code: 'volume-without-key'; readonly volume: string; readonly key: string }
  | { readonly code: 'shared-volume-name' | 'repeated-volume-name'; readonly volume: string; readonly name: string }
  | { readonly code: 'mount-path-taken'; readonly mountPath: string }
  | {
      readonly code: 'rejected-by-kubernetes'
      readonly field: 'resources' | 'securityContext'
      readonly fault: FieldFault
    }

/**
 * A pod spec that cannot become what is asked without changing what the action did not add. `path` leads to the reason.
 */
export class Conflict extends Error {
  readonly fault: ConflictFault
  readonly path: Path

  constructor(fault: ConflictFault, path: Path) {
    super(fault.code)
    this.fault = fault
    this.path = path
  }
}
