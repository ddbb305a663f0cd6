import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { appliedVersions } from '../database.ts'
import { CREATE_USERS } from '../migrations.ts'
import { exampleImages, examplesOnHost, exampleWorkflow, secretsOfWorker } from '../runner/examples.ts'
import type { Story } from '../stage.ts'
import { assertNowhere } from '../traces.ts'

export const story: Story = {
  proves:
    'output.yml rolls out the examples to two namespaces, the migration is applied once, and nobody reads the URL',
  needs: ['runner', 'kubernetes'],
  databases: 'on the network',

  async play({ database, openNamespace, hostedRepository, registry, folder }) {
    const [web, shop] = [await openNamespace(), await openNamespace('shop')]
    for (const image of exampleImages()) await registry.pushStandIn(image)
    await registry.push('repo/migrations', 'v0.1.2', [CREATE_USERS])
    const secrets = join(folder, 'secrets.json')
    writeFileSync(secrets, JSON.stringify(secretsOfWorker(database.url)))
    await shop.apply(secrets)

    const repository = await hostedRepository('shop', examplesOnHost(database.url, shop.name))
    const workflow = exampleWorkflow('output.yml').replace('--namespace shop', `--namespace ${shop.name}`)
    const { exitCode, log, outputs, results } = await repository.run(
      workflow,
      { name: 'push' },
      { secrets: { DATABASE_URL: database.url, KUBECONFIG: web.kubeconfig() } },
    )
    assert.equal(exitCode, 0, log)
    assert.deepEqual(results, { 0: 'success', atlas: 'success', 2: 'success', 3: 'success', 4: 'success' })
    assert.equal(outputs['changed-files'], 'k8s/web.yaml\nk8s/worker.yaml')
    assert.match(log, /deployment "worker" successfully rolled out/)
    assert.deepEqual(repository.github.requests, [])

    const pods = [web, shop].map(async (namespace) =>
      (await namespace.pods()).map((pod) => namespace.log(pod, 'migrate')),
    )
    const logs = (await Promise.all(pods)).flat()
    assert.equal(logs.length, 4)
    assert.equal(logs.filter((log) => log.includes(`Migrating to version ${CREATE_USERS.version}`)).length, 1)
    assert.deepEqual(await appliedVersions(database), [CREATE_USERS.version])
    assertNowhere(database.password, {
      'the log of the runner': log,
      Kubernetes: (await web.everythingSaid()) + (await shop.everythingSaid()),
    })
  },
}
