import { itemsOf, mapAt, textOf } from '../yaml/value.ts'
import { WEB } from './example.ts'
import type { Rule } from './rule.ts'

/** Fields of `metadata` that only a cluster sets, and that an apply can fail on. */
const FATAL: readonly string[] = ['resourceVersion', 'uid', 'managedFields']

export const exportedObject: Rule = {
  name: 'exported-object',
  severity: 'warning',
  title: 'The manifest was exported from a cluster',
  meaning:
    'The output of `kubectl get -o yaml` holds what the cluster sets. With a `resourceVersion`, applying it ends in a ' +
    'conflict as soon as the object has changed in the cluster, which a rollout alone does; with a `uid`, it does where the ' +
    'object was made anew, or in another cluster. With `managedFields`, a server-side apply is refused.\n\n' +
    'The rule fires for `resourceVersion`, `uid` and `managedFields` that are not empty. It does not fire for a `status` or a ' +
    '`creationTimestamp`, which the API server passes over and generators write, too.',
  example: { manifest: WEB.replace('  name: web\n', (line) => `${line}  resourceVersion: "12345"\n`) },
  fix: 'Take the fields out that only the cluster sets: `resourceVersion`, `uid`, `managedFields`, `generation`, `creationTimestamp`, `status`.',
  sources: [
    {
      title: 'Kubernetes: API conventions, concurrency control',
      url: 'https://github.com/kubernetes/community/blob/master/contributors/devel/sig-architecture/api-conventions.md#concurrency-control-and-consistency',
    },
    {
      title: 'Kubernetes: server-side apply',
      url: 'https://kubernetes.io/docs/reference/using-api/server-side-apply/',
    },
  ],
  find: ({ value }) => {
    const metadata = mapAt(value, ['metadata'])
    const found = FATAL.filter((key) => textOf(metadata[key]) !== '' || itemsOf(metadata[key]).length > 0)
    const [first] = found
    if (first === undefined) return []
    const isConflict = found.some((key) => key !== 'managedFields')
    const result = isConflict ? 'applying it can end in a conflict' : 'a server-side apply refuses it'
    const names = found.map((key) => `\`${key}\``).join(', ')
    return [
      {
        message: `its \`metadata\` holds ${names} of the cluster that it was exported from, so ${result}.`,
        place: ['metadata', first],
      },
    ]
  },
}
