import { describe, expect, test } from '@jest/globals'

import { deployment, injected } from '../action/manifests.ts'
import type { Run } from '../action/job.ts'
import { failure } from '../github/faults.ts'
import type { LoopbackGithub } from '../github/loopback-github.ts'
import { temporaryGithub } from '../github/temporary-github.ts'
import { checkoutOf } from '../github/workflow-checkout.ts'

/** A manifest with so many bytes of a ConfigMap behind it. */
function large(bytes: number, name = 'web'): string {
  return `${deployment(name)}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  a: ${'x'.repeat(bytes)}\n`
}

async function commitOn(github: LoopbackGithub): Promise<Run> {
  return (await checkoutOf(github)).run({ mode: 'commit' })
}

describe('a tree', () => {
  test('of large files is made in batches', async () => {
    const texts = Object.fromEntries(
      Array.from({ length: 5 }, (_, index) => [`${index}.yaml`, large(700_000, `w${index}`)]),
    )
    const github = await temporaryGithub(texts)

    const run = await commitOn(github)

    expect(run.exitCode).toBe(0)
    expect(github.requests.filter(({ name }) => name === 'git/create-tree')).toHaveLength(3)
    const stored = github.repository.files('main')
    for (const [path, text] of Object.entries(texts)) expect(stored[path]?.text).toBe(injected(text))
    expect(await github.repository.fsck()).toBe('')
  })

  test('with a file that is too large for it names a blob', async () => {
    const github = await temporaryGithub({ 'k8s/web.yaml': large(3_000_000), 'k8s/api.yaml': deployment('api') })

    const run = await commitOn(github)

    expect(run.exitCode).toBe(0)
    expect(github.requests.map(({ name }) => name).slice(1, 3)).toEqual(['git/create-blob', 'git/create-tree'])
    expect(github.repository.files('main')).toMatchObject({
      'k8s/web.yaml': { text: injected(large(3_000_000)) },
      'k8s/api.yaml': { text: injected(deployment('api')) },
    })
  })

  test.each([413, 422, 502])('that GitHub finds too large, with %d, is told as such', async (status) => {
    const github = await temporaryGithub({ 'k8s/web.yaml': large(800_000) })
    for (let index = 0; index < 4; index++) github.faultOn('git/create-tree', index, failure(status, 'No'))

    const run = await commitOn(github)

    expect(run.exitCode).toBe(1)
    expect(run.log).toContain(`GitHub answered ${status} ("No")`)
    expect(run.log).toContain('The request had one file in 0.8 MB, which may be more than GitHub takes.')
    expect(run.log).toContain('narrow `manifests` or `workloads`')
  })

  test('that is small and refused is not', async () => {
    const github = await temporaryGithub({ 'k8s/web.yaml': deployment() })
    github.faultOn('git/create-tree', 0, failure(422, 'No'))

    const { log } = await commitOn(github)

    expect(log).toContain('GitHub answered 422')
    expect(log).not.toContain('more than GitHub takes')
  })
})

test('a query that GitHub finds too large is told as such', async () => {
  const github = await temporaryGithub({ 'k8s/web.yaml': deployment() })
  const checkout = await checkoutOf(github)
  github.repository.commit('main', { 'n.txt': '' })
  const errors = [{ type: 'RESOURCE_LIMITS_EXCEEDED', message: 'Resource limits for this query exceeded.' }]
  github.faultOn('graphql query', 0, { kind: 'graphql-errors', errors })

  const run = await checkout.run({ mode: 'commit' })

  expect(run.exitCode).toBe(1)
  expect(run.log).toContain('That is more than GitHub takes in one request.')
})
