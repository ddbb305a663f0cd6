import { describe, expect, test } from '@jest/globals'

import { closingComment, pullRequestBody } from '../../src/messages/pull-request-text.ts'
import { HOSTILE_NAMES, publishedChange, workload } from './outcomes.ts'

const START = {
  initContainers: [
    { name: 'proxy', sidecar: true },
    { name: 'migrate', sidecar: false },
  ],
  containers: ['web'],
}

const STARTING = workload({ startOrder: START })

test('an injection: what it does, to what, in which order, with what else, and the way back', () => {
  const change = publishedChange({ workloads: [STARTING], editedEarlier: ['k8s/web.yaml'] })

  expect(pullRequestBody(change))
    .toBe(`Each pod of these workloads runs the database migrations of <code>ghcr.io/repo/migrations:v0.1.2</code> in the init container <code>migrate</code> before its containers start.

| File | Kind | Name | Result |
| --- | --- | --- | --- |
| <code>k8s/web.yaml:2</code> | Deployment | <code>shop/web</code> | injected |

### Start order

- Deployment <code>shop/web</code>: <code>proxy</code> (sidecar, keeps running), then <code>migrate</code>, then <code>web</code>

### Earlier edits

The commit also includes edits that these files had before the action ran:

- <code>k8s/web.yaml</code>

### Undo

Before the merge, close this pull request. The next run with the same inputs opens a new one. After the merge, revert it. To remove the init container everywhere, run the action with <code>operation: remove</code>.

Do not push to this branch. The action replaces its own commits on it, and stops with an error if it finds any others.
`)
})

test('a removal off a runner, with no pod that starts anything', () => {
  const change = publishedChange({
    operation: 'remove',
    image: '',
    workloads: [workload({ action: 'removed' })],
  })

  expect(pullRequestBody(change))
    .toBe(`Removes the init container <code>migrate</code>. Pods of these workloads no longer run database migrations before their containers start.

| File | Kind | Name | Result |
| --- | --- | --- | --- |
| <code>k8s/web.yaml:2</code> | Deployment | <code>shop/web</code> | removed |

### Undo

Before the merge, close this pull request. The next run with the same inputs opens a new one. After the merge, revert it. To add the init container again, run the action with <code>operation: inject</code>.

Do not push to this branch. The action replaces its own commits on it, and stops with an error if it finds any others.
`)
})

describe('a name that GitHub could take for more', () => {
  test.each(HOSTILE_NAMES)('%j stays a name, in the pull request and in a message made of it', (name) => {
    const order = { initContainers: [{ name, sidecar: false }], containers: [name] }
    const body = pullRequestBody(
      publishedChange({
        containerName: name,
        image: `repo/migrations@sha256:${name}`,
        workloads: [workload({ name, namespace: name, file: name, startOrder: order })],
        editedEarlier: [name],
      }),
    )

    expect(body).not.toMatch(/@|#\d|\bgh-\d|www\.|:\/\/|\*\*|`|\]|\[/i)
    expect(body.replace(/<code>[^<>|[\]*_~`\\\n]*<\/code>/g, 'CODE'))
      .toBe(`Each pod of these workloads runs the database migrations of CODE in the init container CODE before its containers start.

| File | Kind | Name | Result |
| --- | --- | --- | --- |
| CODE | Deployment | ${name === '' ? '' : 'CODE'} | injected |

### Start order

- Deployment CODE: CODE, then CODE

### Earlier edits

The commit also includes edits that these files had before the action ran:

- CODE

### Undo

Before the merge, close this pull request. The next run with the same inputs opens a new one. After the merge, revert it. To remove the init container everywhere, run the action with CODE.

Do not push to this branch. The action replaces its own commits on it, and stops with an error if it finds any others.
`)
  })
})

describe('the limit', () => {
  const large = publishedChange({
    workloads: Array.from({ length: 60 }, (_, index) =>
      workload({ name: `web-${index}-ü@#1`, startOrder: START, file: `k8s/${index}.yaml` }),
    ),
    editedEarlier: Array.from({ length: 60 }, (_, index) => `${'ü'.repeat(20)}/${index}.yaml`),
  })

  /** How many of something are shown, and how many are left out by the text's own words. */
  function counted(body: string, shown: RegExp, noun: string): number {
    const left = new RegExp(`^\\*(\\d+|One) more ${noun}s? (?:is|are) omitted: a pull request has a size limit`, 'm')
    const number = left.exec(body)?.[1]
    return (body.match(shown) ?? []).length + (number === 'One' ? 1 : Number(number ?? 0))
  }

  test.each(Array.from({ length: 40 }, (_, index) => 2560 + index * 512))('%d bytes', (limit) => {
    const body = pullRequestBody(large, limit)

    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(limit)
    expect(counted(body, /^\| .* \| Deployment \| .*\|$/gm, 'workload')).toBe(60)
    expect(counted(body, /^- Deployment .*<code>web<\/code>$/gm, 'pod')).toBe(60)
    expect(counted(body, /^- <code>ü/gm, 'file')).toBe(60)
    expect(body).toMatch(/ if it finds any others\.\n$/)
  })

  test('leaves nothing out where there is room', () => {
    expect(pullRequestBody(large)).not.toContain('size limit')
  })

  test('is 65,536 characters, as GitHub has it', () => {
    const workloads = Array.from({ length: 3000 }, (_, index) => workload({ name: `web-${index}`, startOrder: START }))
    const body = pullRequestBody(publishedChange({ workloads, editedEarlier: ['a.yaml'] }))

    expect(body.length).toBeLessThanOrEqual(65_536)
    expect(body.length).toBeGreaterThan(64_000)
    expect(counted(body, /^\| .* \| Deployment \| .*\|$/gm, 'workload')).toBe(3000)
    expect(counted(body, /^- Deployment .*<code>web<\/code>$/gm, 'pod')).toBe(3000)
  })
})

describe('the comment on a pull request that is not needed any more', () => {
  test.each([
    ['main', 'The manifests on the branch <code>main</code> are up to date, so there is nothing to merge.'],
    [
      '@me/#1',
      'The manifests on the branch <code>&#x40;me/&#x23;1</code> are up to date, so there is nothing to merge.',
    ],
  ])('%s', (base, comment) => {
    expect(closingComment(base)).toBe(comment)
  })
})
