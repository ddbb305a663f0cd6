import { expect, test } from '@jest/globals'

import { foundBy } from './findings.ts'
import { deployment } from './workloads.ts'

const manifest = deployment()
const ENV = 'env "k8s" {\n  url = getenv("URL")\n}\n'
const ONE = `variable "tenant" {\n  type = string\n}\n${ENV}`
const TWO = `variable "region" {\n  type = string\n}\n${ONE}`

test.each([
  [ONE, '', 'a variable'],
  [ONE, '--var=other=x', 'a variable'],
  [ONE, '--var=tenants=x', 'a variable'],
  [TWO, '--var=tenant=x', 'a variable'],
  [TWO, '', '2 variables'],
])('%j with %j fires', (config, args, what) => {
  expect(foundBy('config-needs-variable', manifest, { config, args })).toEqual([
    `2 error: Deployment web: \`config\` has ${what} with neither a default nor a \`--var\` in the arguments.`,
  ])
})

test.each([
  [ONE, '--var=tenant=x', 'a value'],
  [ONE, '--var\ntenant=x=y', 'a value in the next argument'],
  [TWO, '--var=region=x,tenant=y', 'two values'],
  [TWO, '--var="region=1,2",tenant=y', 'a value in quotes'],
  [TWO, '--var=region=x\n--var=tenant=y', 'two flags'],
  [ONE.replace('type = string', 'type = string\n  default = null'), '', 'a default'],
  [ENV, '', 'no variable'],
  [`# variable "tenant" {}\n${ENV}`, '', 'a comment'],
])('%j with %j does not: %s', (config, args) => {
  expect(foundBy('config-needs-variable', manifest, { config, args })).toEqual([])
})
