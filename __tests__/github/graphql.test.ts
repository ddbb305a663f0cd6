import { getOctokit } from '@actions/github'
import { expect, test } from '@jest/globals'

import type { LoopbackGithub } from './loopback-github.ts'
import { temporaryGithub, TOKEN } from './temporary-github.ts'

const BLOB = '... on Blob { oid text isBinary isTruncated }'
const TREE = '... on Tree { entries { name mode type oid } }'

test('answers many objects at once, null for what is not there', async () => {
  const github = await temporaryGithub({ 'k8s/größe "ß".yaml': 'a: ß\r\n', 'run.sh': { executable: '#!/bin/sh\n' } })
  const head = (await github.repository.head('main')) ?? ''

  const answer = await ask(
    github,
    `query($owner: String!, $name: String!) { repository(owner: $owner, name: $name) {
      f0: object(expression: "${head}:k8s/größe \\"ß\\".yaml") { ${BLOB} }
      f1: object(expression: "${head}:missing.yaml") { ${BLOB} ${TREE} }
      f2: object(expression: "${head}:run.sh") { __typename ... on Blob { content: text } }
      root: object(expression: "${head}:") { ${BLOB} ${TREE} }
      gone: object(expression: "${'0'.repeat(40)}:a") { ${BLOB} }
    } }`,
    { owner: 'octo', name: 'shop' },
  )

  expect(answer).toEqual({
    repository: {
      f0: { oid: expect.any(String), text: 'a: ß\r\n', isBinary: false, isTruncated: false },
      f1: null,
      f2: { __typename: 'Blob', content: '#!/bin/sh\n' },
      root: {
        entries: [
          { name: 'k8s', mode: 0o40000, type: 'tree', oid: expect.any(String) },
          { name: 'run.sh', mode: 0o100755, type: 'blob', oid: expect.any(String) },
        ],
      },
      gone: null,
    },
  })
})

test('answers the name of the repository that REST has for it', async () => {
  const github = await temporaryGithub({ a: '1' })
  const { data } = await getOctokit(TOKEN, { baseUrl: github.url }).rest.repos.get({ owner: 'octo', repo: 'shop' })

  const answer = await ask(
    github,
    '{ repository(owner: "octo", name: "shop") { id a: object(expression: "main:a") { __typename } } }',
  )

  expect(answer).toEqual({ repository: { id: data.node_id, a: { __typename: 'Blob' } } })
})

test.each([
  ['{ repository(owner: "octo", name: "other") { a: object(expression: "main:a") { oid } } }', 'Could not resolve'],
  ['{ repository(owner: "octo", name: "shop") { a: object(expression: "main:a") { text } } }', "on type 'GitObject'"],
  ['{ repository(owner: "octo", name: "shop") { a: object(expression: "main:a") { oid } }', 'ends too early'],
  ['{ repository(owner: $owner, name: "shop") { a: object(expression: "main:a") { oid } } }', 'was not provided'],
  ['{ viewer { login } }', "Field 'viewer' doesn't exist"],
])('refuses %s', async (query, message) => {
  const github = await temporaryGithub({ a: '1' })

  await expect(ask(github, query)).rejects.toThrow(message)
})

test('cuts long texts off and has none of binary files', async () => {
  const github = await temporaryGithub({ long: 'x'.repeat(512_001), binary: '\0' })

  const answer = await ask(
    github,
    `{ repository(owner: "octo", name: "shop") {
      long: object(expression: "main:long") { ... on Blob { text isTruncated } }
      binary: object(expression: "main:binary") { ... on Blob { text isBinary } }
    } }`,
  )

  expect(answer).toEqual({
    repository: { long: { text: 'x'.repeat(512_000), isTruncated: true }, binary: { text: null, isBinary: true } },
  })
})

function ask(github: LoopbackGithub, query: string, variables: Record<string, string> = {}): Promise<unknown> {
  return getOctokit(TOKEN, { baseUrl: github.url }).graphql(query, variables)
}
