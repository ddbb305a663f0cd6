import { WEB } from './example.ts'
import type { Rule } from './rule.ts'
import type { PreflightWorkload } from '../kubernetes/pod.ts'
import { wholeNumberAt } from '../kubernetes/whole-number.ts'
import { valueAt } from '../yaml/value.ts'

/** Where kinds say how pods are replaced, and which ways leave no old ones beside new ones. */
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
  title: 'The old version runs on the new schema for a while',
  meaning:
    'The first new pod of a rollout migrates the database, and pods of the old version go on with the new schema until they ' +
    'are replaced. A migration that drops or renames what they use breaks them. This is no fault of the manifests, so it is ' +
    'said once for all, and only in a run that changes the workload. The rule fires for Deployments and Rollouts, for DaemonSets, and for StatefulSets with more than ' +
    'one replica. It does not fire for `Recreate`, which ends all old pods before the migration starts and is down until ' +
    'it has ended, for `OnDelete`, for `replicas: 0`, and for Jobs, CronJobs and Pods.',
  example: {
    manifest: WEB,
  },
  fix: 'Add to the schema first, and take away what the old version needs one release later.',
  sources: [
    {
      title: 'Kubernetes: Deployments, strategy',
      url: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy',
    },
    { title: 'Martin Fowler: Parallel Change', url: 'https://martinfowler.com/bliki/ParallelChange.html' },
    {
      title: 'Prisma: the expand and contract pattern',
      url: 'https://www.prisma.io/dataguide/types/relational/expand-and-contract-pattern',
    },
  ],
  isOncePerRun: true,
  find: (workload) =>
    workload.isChanged && isOldBesideNew(workload)
      ? [
          {
            message:
              'while it rolls out, pods of the old version run on the new schema, so each migration has to suit both.',
          },
        ]
      : [],
}

function isOldBesideNew({ kind, value }: PreflightWorkload): boolean {
  const strategy = Object.hasOwn(STRATEGIES, kind) ? STRATEGIES[kind] : undefined
  if (strategy === undefined || valueAt(value, ['spec', strategy.key, 'type']) === strategy.apart) return false
  // A StatefulSet of one ends its old pod before the new one starts.
  const fewest = kind === 'StatefulSet' ? 2 : 1
  return (wholeNumberAt(value, ['spec', 'replicas']) ?? 1) >= fewest || kind === 'DaemonSet'
}
