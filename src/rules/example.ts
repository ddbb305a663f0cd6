/** A Deployment that no rule has anything against by itself: what rules show their examples on. */
export const WEB = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
      - name: web
        image: ghcr.io/repo/web:v1
`

/** The same with several pods. */
export function replicatedWeb(replicas: number): string {
  return WEB.replace('\nspec:\n', (line) => `${line}  replicas: ${replicas}\n`)
}

/** The same in a namespace. */
export const WEB_IN_SHOP = WEB.replace('  name: web\n', (line) => `${line}  namespace: shop\n`)

/** A Job whose spec has a line more: `backoffLimit: 0`. */
export function jobWith(line: string): string {
  return `apiVersion: batch/v1
kind: Job
metadata:
  name: import
spec:
  ${line}
  template:
    spec:
      restartPolicy: Never
      containers:
      - name: import
        image: ghcr.io/repo/import:v1
`
}
