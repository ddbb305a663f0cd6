import { LOOPBACK } from './loopback.ts'

/** What differs between the Deployments of the scenarios. */
export interface App {
  readonly image: string
  readonly replicas: number
}

/**
 * The manifest of a Deployment named `app`. When its container starts, it prints what it finds in the database, before
 * anything else, and then lives until it is ended.
 */
export function deployment({ image, replicas }: App): string {
  return `# The app of a user's repository.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: app
spec:
  replicas: ${replicas}
  selector:
    matchLabels:
      app: app
  template:
    metadata:
      labels:
        app: app
    spec:
      hostNetwork: true # the databases listen on loopback
      containers:
      - name: app
        image: ${image}
        command: [/busybox, sh, -c]
        args:
        - |
          /atlas schema inspect -c file:///etc/app/atlas.hcl --env k8s
          trap 'exit 0' TERM
          /busybox sleep 86400 & wait
        volumeMounts:
        - name: database
          mountPath: /etc/app
      volumes:
      - name: database
        secret:
          secretName: atlas-project
`
}

/** The same with a proxy before the app: a native sidecar that passes on what comes in at one port to another. */
export function withProxy(manifest: string, image: string, from: number, to: number): string {
  const sidecar = `      initContainers:
      - name: proxy
        image: ${image}
        restartPolicy: Always
        command: [/busybox, sh, -c]
        args:
        - |
          trap exit TERM
          /busybox nc -ll -p ${from} -e /busybox nc ${LOOPBACK} ${to} & wait
        startupProbe:
          periodSeconds: 1
          tcpSocket:
            host: ${LOOPBACK}
            port: ${from}
`
  return manifest.replace(/^ {6}containers:\n/m, (line) => sidecar + line)
}

/** The same as the restricted Pod Security Standard asks of the app, so without the host's network and its databases. */
export function restricted(manifest: string): string {
  const ofPod = `      securityContext:
        runAsUser: 65534
        runAsNonRoot: true
        seccompProfile:
          type: RuntimeDefault
`
  const ofContainer = `        securityContext:
          allowPrivilegeEscalation: false
          capabilities:
            drop: [ALL]
`
  return manifest.replace(/^ {6}hostNetwork: .*\n/m, ofPod).replace(/^ {8}command: .*\n/m, (line) => ofContainer + line)
}

/** The same with an app of another user than root, in a pod that takes no other. */
export function mayNotBeRoot(manifest: string): string {
  return manifest
    .replace(/^ {6}hostNetwork: .*\n/m, (line) => `${line}      securityContext:\n        runAsNonRoot: true\n`)
    .replace(/^ {8}command: .*\n/m, (line) => `        securityContext:\n          runAsUser: 65534\n${line}`)
}
