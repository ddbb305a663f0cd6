import { expect, test } from '@jest/globals'

import { deployment, injected } from '../action/manifests.ts'
import { failure } from '../github/faults.ts'
import { play, textAt } from './scene.ts'

/** A manifest with so many bytes of a ConfigMap behind it. */
function large(bytes: number, name = 'web'): string {
  return `${deployment(name)}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  a: ${'x'.repeat(bytes)}\n`
}

test('a tree of large files is made in batches, and names a blob where a file is too large for it', async () => {
  const files: Record<string, string> = { 'huge.yaml': large(3_000_000) }
  for (const name of ['a', 'b', 'c', 'd', 'e']) files[`${name}.yaml`] = large(700_000, name)

  const { run, github } = await play({ files })

  expect(run.exitCode).toBe(0)
  const stored = github.requests.map(({ name }) => name).filter((name) => /create-(?:blob|tree)/.test(name))
  expect(stored).toEqual(['git/create-blob', 'git/create-tree', 'git/create-tree', 'git/create-tree'])
  for (const [path, text] of Object.entries(files)) expect(textAt(github, path)).toBe(injected(text))
  expect(await github.repository.fsck()).toBe('')
})

test.each([413, 422, 502])('a tree that GitHub finds too large, with %d, is told as such', async (status) => {
  const files = { 'k8s/web.yaml': large(800_000) }

  const { run } = await play({ files, fault: ['git/create-tree', failure(status, 'No')] })

  expect(run.exitCode).toBe(1)
  expect(run.log).toContain(`GitHub answered ${status} ("No"`)
  expect(run.log).toContain('The request contained 1 file (0.8 MB), which may be more than GitHub accepts.')
  expect(run.log).toContain('split `manifests` or `workloads`')
})

test('a tree that is small and refused is not', async () => {
  const { run } = await play({ fault: ['git/create-tree', failure(422, 'No')] })

  expect(run.log).toContain('GitHub answered 422')
  expect(run.log).not.toContain('more than GitHub accepts')
})

test('a query that GitHub finds too large is told as such', async () => {
  const errors = [{ type: 'RESOURCE_LIMITS_EXCEEDED', message: 'Resource limits for this query exceeded.' }]

  const { run } = await play({
    theirs: { 'n.txt': '' },
    fault: ['graphql query', { kind: 'graphql-errors', errors }],
  })

  expect(run.exitCode).toBe(1)
  expect(run.log).toContain('The request asked for more than GitHub returns.')
})
