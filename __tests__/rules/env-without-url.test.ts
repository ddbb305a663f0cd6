import { expect, test } from '@jest/globals'

import { foundBy } from './findings.ts'
import { deployment } from './workloads.ts'

const manifest = deployment()
const WITHOUT = 'env "k8s" {\n  dev = "docker://mysql/8/dev"\n}\n'

test.each([
  [WITHOUT, '', 'no attribute'],
  ['env {\n  name = atlas.env\n}\n', '', 'of any name'],
  ['env "k8s" {\n  migration {\n    url = "mysql://db"\n  }\n}\n', '', 'in a block inside'],
  ['env "k8s" {\n  # url = "mysql://db"\n}\n', '', 'in a comment'],
  [WITHOUT, '--lock-timeout=1m', 'another flag'],
  [WITHOUT, '--url=', 'the flag without a value'],
])('%j with %j fires: %s', (config, args) => {
  expect(foundBy('env-without-url', manifest, { config, args })).toEqual([
    '2 error: Deployment web: the environment `k8s` in `config` has no `url`, and the arguments have no `--url`.',
  ])
})

test.each([
  ['env "k8s" {\n  url = getenv("URL")\n}\n', '', 'a url'],
  ['env "k8s" {\n  for_each = toset([])\n}\n', '', 'many databases'],
  ['env "local" {\n}\n', '', 'no such environment'],
  ['env "k8s" {\n}\nenv "k8s" {\n}\n', '', 'two blocks'],
  [WITHOUT, '--url=$(URL)', 'the flag'],
  [WITHOUT, '--url\n$(URL)', 'the flag and its value'],
  [WITHOUT, '-u\n$(URL)', 'its short form'],
])('%j with %j does not: %s', (config, args) => {
  expect(foundBy('env-without-url', manifest, { config, args })).toEqual([])
})
