import { expect, test } from '@jest/globals'

import { deployment, injected } from '../action/manifests.ts'
import { temporaryGithub } from '../github/temporary-github.ts'
import { checkoutOf } from '../github/workflow-checkout.ts'
import { enterpriseServer, proxyTo } from './gateway.ts'
import { WEB } from './scene.ts'

test('an Enterprise Server is asked at GITHUB_API_URL, GraphQL too', async () => {
  const github = await temporaryGithub(WEB)
  const server = await enterpriseServer(github.url)
  const checkout = await checkoutOf(github)
  checkout.git('remote', 'set-url', 'origin', 'https://ghes.example.com/octo/shop')
  github.repository.commit('main', { 'k8s/web.yaml': deployment().replace('app:1', 'app:2') })

  const run = await checkout.run(
    { mode: 'pull-request' },
    { GITHUB_API_URL: `${server.url}/api/v3`, GITHUB_SERVER_URL: 'https://ghes.example.com' },
  )

  expect(run.exitCode).toBe(0)
  expect(server.asked[0]).toBe('GET /api/v3/repos/octo/shop/git/ref/heads%2Fmain')
  expect(server.asked).toContain('POST /api/graphql')
  expect(github.requests).toHaveLength(server.asked.length)
  expect(run.summary).toContain('](https://ghes.example.com/octo/shop/commit/')
})

test.each(['http_proxy', 'HTTP_PROXY'])('the proxy of %s is gone through', async (variable) => {
  const github = await temporaryGithub(WEB)
  const proxy = await proxyTo(github.url)

  const run = await (
    await checkoutOf(github)
  ).run({ mode: 'commit' }, { GITHUB_API_URL: 'http://api.github.invalid', [variable]: proxy.url })

  expect(run.exitCode).toBe(0)
  expect(new Set(proxy.asked)).toEqual(new Set(['CONNECT api.github.invalid:80']))
  expect(github.repository.files('main')['k8s/web.yaml']?.text).toBe(injected(deployment()))
})

test('no_proxy is heeded: a name that only the proxy could reach is not reached', async () => {
  const github = await temporaryGithub(WEB)
  const proxy = await proxyTo(github.url)
  const checkout = await checkoutOf(github)
  const name = 'api.github.invalid'

  const run = await checkout.run(
    { mode: 'commit' },
    { GITHUB_API_URL: `http://${name}`, http_proxy: proxy.url, no_proxy: name },
  )

  expect(run.exitCode).toBe(1)
  expect(run.log).toMatch(
    /Could not read branch `main`: GitHub sent no valid answer \("getaddrinfo \w+ api\.github\.invalid"\)\./,
  )
  expect(proxy.asked).toEqual([])
})
