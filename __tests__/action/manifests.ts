/** A Deployment in block style, with one container and no volumes. */
export function deployment(name = 'web', namespace = ''): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
${namespace === '' ? '' : `  namespace: ${namespace}\n`}spec:
  template:
    spec:
      containers:
      - name: app
        image: app:1
`
}

/** The lines that the seed case's inputs add to such a Deployment. */
export const INJECTED = `      volumes:
      - name: atlas-project
        secret:
          secretName: atlas-project
      initContainers:
      - name: migrate
        image: ghcr.io/repo/migrations:v0.1.2
        imagePullPolicy: Always
        args: ["migrate", "apply", "-c", "file:///etc/atlas/atlas.hcl", "--env", "k8s"]
        volumeMounts:
        - name: atlas-project
          mountPath: "/etc/atlas"
`

/** A manifest's text with the lines in their place: just before `containers`. */
export function injected(text: string): string {
  return text.replace(/^ +containers:$/m, (line) => INJECTED + line)
}

/** A Deployment that has what cannot be edited safely: volumes that are no list, on line 8. */
export function refusedDeployment(name = 'odd'): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  template:
    spec:
      volumes: data
      containers:
      - name: app
        image: app:1
`
}
