/** Lines of a workload besides those that it needs, without their indentation. */
interface Lines {
  readonly metadata?: readonly string[]
  readonly spec?: readonly string[]
  readonly template?: readonly string[]
  readonly podSpec?: readonly string[]
  readonly container?: readonly string[]
  /** Behind its container. */
  readonly more?: readonly string[]
}

/** A Deployment that no rule has anything against by itself, with more lines. */
export function deployment({ metadata, spec, template, podSpec, container, more }: Lines = {}): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
${indented(2, metadata)}spec:
${indented(2, spec)}  template:
${indented(4, template)}    spec:
${indented(6, podSpec)}      containers:
      - name: web
        image: ghcr.io/repo/web:v1
${indented(8, container)}${indented(6, more)}`
}

/** The same in the namespace `shop`, which is line 5. */
export function deploymentInShop({ metadata = [], ...lines }: Lines = {}): string {
  return deployment({ ...lines, metadata: ['namespace: shop', ...metadata] })
}

/** A Job whose spec has one line more. */
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

/** A CronJob whose Jobs have one line more. */
export function cronJobWith(line: string): string {
  return `apiVersion: batch/v1
kind: CronJob
metadata:
  name: tidy
spec:
  schedule: '@hourly'
  jobTemplate:
    spec:
      ${line}
      template:
        spec:
          restartPolicy: Never
          containers:
          - name: tidy
            image: ghcr.io/repo/tidy:v1
`
}

/** Documents of one file, in which the first line of the first is that of the file. */
export function documents(...texts: readonly string[]): string {
  return texts.join('---\n')
}

/** A Deployment `web`, and the same with the name `api`. */
export function twice(text: string): string {
  return documents(text, text.replace('name: web', 'name: api'))
}

function indented(columns: number, lines: readonly string[] = []): string {
  return lines.map((line) => `${' '.repeat(columns)}${line}\n`).join('')
}
