import assert from 'node:assert/strict'

import { deployment, restricted } from '../deployment.ts'
import { CREATE_USERS } from '../migrations.ts'
import type { Story } from '../stage.ts'

/** No server's database can be reached without the host's network. */
const IN_MEMORY = 'sqlite://shop?mode=memory'

export const story: Story = {
  proves: 'the restricted Pod Security Standard refuses the pod, and admits it with `security-context: restricted`',
  needs: ['kubernetes'],
  databases: 'none',

  async play({ openNamespace, checkoutOf, image }) {
    const namespace = await openNamespace()
    await namespace.label('pod-security.kubernetes.io/enforce=restricted')
    const repository = await checkoutOf((app) => restricted(deployment({ image: app, replicas: 1 })))
    // That nothing of it lasts is what the rule about SQLite says, and rightly so.
    const inputs = { image: await image('v1', [CREATE_USERS]), 'database-url': IN_MEMORY, 'fail-on': 'never' }

    const { secretManifest } = await repository.inject(inputs)
    await namespace.apply(secretManifest)
    await namespace.apply(repository.manifest)
    await namespace.event('FailedCreate', /violates PodSecurity "restricted:latest": .*container "migrate"/)
    assert.deepEqual(await namespace.pods(), [])

    await repository.inject({ ...inputs, 'security-context': 'restricted' })
    await namespace.apply(repository.manifest)
    await namespace.rolloutStatus('deployment/app')

    const [pod] = await namespace.pods()
    assert.ok(pod)
    assert.ok(namespace.log(pod, 'migrate').includes(`Migrating to version ${CREATE_USERS.version}`))
  },
}
