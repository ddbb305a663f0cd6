import type { Rule } from './rule.ts'
import type { Workload } from '../kubernetes/workload.ts'
import { wholeNumberAt } from '../kubernetes/whole-number.ts'
import { valueAt } from '../yaml/value.ts'

/** The field with the rollout strategy of a kind, and the strategy under which old and new pods never run together. */
const STRATEGIES: Readonly<Record<string, { readonly key: string; readonly apart: string }>> = {
  DaemonSet: { key: 'updateStrategy', apart: 'OnDelete' },
  Deployment: { key: 'strategy', apart: 'Recreate' },
  DeploymentConfig: { key: 'strategy', apart: 'Recreate' },
  Rollout: { key: 'strategy', apart: 'Recreate' },
  StatefulSet: { key: 'updateStrategy', apart: 'OnDelete' },
}

export const rollingCompatibility: Rule = {
  name: 'rolling-compatibility',
  severity: 'notice',
  fix: 'Add to the schema first. Remove what the old version needs in a later release.',
  isOncePerRun: true,
  find: (workload) =>
    workload.isChanged && isOldBesideNew(workload)
      ? [
          {
            message:
              'during the rollout, old pods run on the new schema, so each migration must work with both versions.',
          },
        ]
      : [],
}

function isOldBesideNew({ kind, value }: Workload): boolean {
  const strategy = Object.hasOwn(STRATEGIES, kind) ? STRATEGIES[kind] : undefined
  if (strategy === undefined || valueAt(value, ['spec', strategy.key, 'type']) === strategy.apart) return false
  // A StatefulSet stops a pod before it starts its successor.
  const fewest = kind === 'StatefulSet' ? 2 : 1
  return (wholeNumberAt(value, ['spec', 'replicas']) ?? 1) >= fewest || kind === 'DaemonSet'
}
