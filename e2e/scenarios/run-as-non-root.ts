import assert from 'node:assert/strict'

import { deployment, mayNotBeRoot } from '../deployment.ts'
import { hasStarted } from '../kubernetes/namespace.ts'
import { CREATE_USERS } from '../migrations.ts'
import type { Story } from '../stage.ts'

export const story: Story = {
  proves:
    'in a pod with `runAsNonRoot` an image of user 0 is never started, as the run has said, until a user is named',
  needs: ['kubernetes'],
  databases: 'none',

  async play({ openNamespace, checkoutOf, image }) {
    const namespace = await openNamespace()
    const repository = await checkoutOf((app) => mayNotBeRoot(deployment({ image: app, replicas: 1 })))
    const inputs = { image: await image('v1', [CREATE_USERS]), 'database-url': 'sqlite://shop?mode=memory' }

    const refused = await repository.inject({ ...inputs, 'fail-on': 'never' })
    assert.ok(refused.findings.includes('run-as-non-root'))
    await namespace.apply(refused.secretManifest)
    await namespace.apply(repository.manifest)
    await namespace.event('Failed', /container has runAsNonRoot and image will run as root .*container: migrate/)

    const mended = await repository.inject({ ...inputs, 'fail-on': 'never', 'security-context': 'runAsUser: 65534' })
    assert.ok(!mended.findings.includes('run-as-non-root'))
    await namespace.apply(repository.manifest)
    await namespace.rolloutStatus('deployment/app')
    const pod = await namespace.pod('runs', (pod) => hasStarted(pod, 'app'))
    assert.ok(namespace.log(pod, 'migrate').includes(`Migrating to version ${CREATE_USERS.version}`))
  },
}
