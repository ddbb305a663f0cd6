import { expect, test } from '@jest/globals'

import { foundBy } from './findings.ts'
import { deployment, twice } from './workloads.ts'

const manifest = deployment()

test.each([
  ['env "local" {\n  url = "mysql://db"\n}', 'another name'],
  ['env "K8S" {\n  url = "mysql://db"\n}', 'another case'],
  ['env {\n  name = "k8s"\n  url = "mysql://db"\n}', 'a name in quotes'],
  ['# env "k8s" {}\nlocals {\n}', 'a comment'],
  ['locals {\n  log = <<-EOT\n    env "k8s" {}\n  EOT\n}', 'a heredoc'],
])('%j fires: %s', (config) => {
  expect(foundBy('missing-env', manifest, { config })).toEqual([
    '2 error: Deployment web: `config` does not define the environment `k8s`.',
  ])
})

test.each([
  ['env "k8s" {\n  url = "mysql://db"\n}', 'the name'],
  ['env {\n  name = atlas.env\n  url = "mysql://db"\n}', 'any name'],
])('%j does not: %s', (config) => {
  expect(foundBy('missing-env', manifest, { config })).toEqual([])
})

test('does not without a configuration', () => {
  expect(foundBy('missing-env', manifest)).toEqual([])
  expect(foundBy('missing-env', manifest, { 'database-url': 'mysql://db/shop' })).toEqual([])
})

test('fires once a run', () => {
  const config = 'env "local" {}\n'

  expect(foundBy('missing-env', twice(manifest), { config })).toHaveLength(1)
})
