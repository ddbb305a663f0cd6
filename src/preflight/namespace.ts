import type { ManifestObject } from '../manifest/workload.ts'
import type { PreflightWorkload } from './workload.ts'

/** Whether an object is in a workload's namespace, as far as both name theirs: what names none goes where the other does. */
export function sharesNamespace(object: ManifestObject, { namespace }: PreflightWorkload): boolean {
  return object.namespace === namespace
}

/** Whether an object may be in a workload's namespace: they name the same one, or one of them names none. */
export function mayShareNamespace(object: ManifestObject, workload: PreflightWorkload): boolean {
  return object.namespace === '' || workload.namespace === '' || sharesNamespace(object, workload)
}
