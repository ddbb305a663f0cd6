/** A Deployment whose pod spec has these lines, from line 7 on, ahead of its containers. */
export function deployment(...podSpec: readonly string[]): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  template:
    spec:
${podSpec.map((line) => `      ${line}\n`).join('')}      containers:
      - name: web
        image: ghcr.io/repo/web:v1
`
}

/** The same with this text as the resources of its container. */
export function deploymentWith(resources: string, ...podSpec: readonly string[]): string {
  return `${deployment(...podSpec)}        resources: ${resources}\n`
}

/** Documents of one file, in which the first line of the first is that of the file. */
export function documents(...texts: readonly string[]): string {
  return texts.join('---\n')
}
