import type { Rule } from './rule.ts'
import { hasItsDatabaseInside } from './services.ts'
import { ourContainer } from '../kubernetes/pod.ts'

export const waitsForItself: Rule = {
  name: 'waits-for-itself',
  severity: 'error',
  title: 'The migration waits for a database behind itself',
  meaning:
    'The containers of a pod start when its init containers have ended. A workload that is the database itself would have to ' +
    'be up for its own init container: at its first start it never is, and the pod waits for ever.\n\n' +
    "The rule fires when the host of the database URL is a Service in the files, in the workload's namespace, whose selector fits " +
    "the workload's own pods and that has the port of the URL, or when it is one of the pods of the StatefulSet. Of " +
    'several Services of that name in the files, each has to fit. It is silent when ' +
    'the URL is not given or not written out, and when the Service is not in the files.',
  example: {
    manifest: `apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  selector:
    app: db
  ports:
  - port: 5432
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: db
spec:
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
      - name: postgres
        image: postgres:17
`,
    inputs: { 'database-url': 'postgres://app:example@db:5432/app' },
  },
  fix:
    'Take this workload out: by a line with `!` and its name in the input `workloads`, or by the annotation ' +
    '`atlas-init-container/inject: disabled` on it.',
  sources: [
    {
      title: 'Kubernetes: init containers',
      url: 'https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#detailed-behavior',
    },
    {
      title: 'Kubernetes: DNS for Services and pods',
      url: 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/',
    },
  ],
  find: (workload, run) => {
    if (!hasItsDatabaseInside(workload, run)) return []
    const { name, place } = ourContainer(workload, run.settings.containerName)
    const message = `the database URL leads to the pods of this very ${workload.kind}, so \`${name}\` waits for a database that starts only after it.`
    return [{ place, message }]
  },
}
