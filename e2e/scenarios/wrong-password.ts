import assert from 'node:assert/strict'

import { withPassword } from '../database.ts'
import { hasStarted, restarts } from '../kubernetes/namespace.ts'
import { CREATE_USERS } from '../migrations.ts'
import { newPassword } from '../password.ts'
import type { Story } from '../stage.ts'
import { assertNowhere } from '../traces.ts'

export const story: Story = {
  proves: 'with a wrong password the app does not start, and the password is in no log, event or status',
  needs: ['kubernetes'],
  databases: 'on the network',

  async play({ database, openNamespace, checkout, image }) {
    const namespace = await openNamespace()
    const password = newPassword()
    const repository = await checkout(1)
    const { secretManifest, log } = await repository.inject({
      image: await image('v1', [CREATE_USERS]),
      'database-url': withPassword(database, password),
    })
    await namespace.apply(secretManifest)
    await namespace.apply(repository.manifest)

    const pod = await namespace.pod('has failed to migrate twice', (pod) => restarts(pod, 'migrate') > 0)
    assert.match(namespace.log(pod, 'migrate'), /password authentication failed|Access denied/)
    assert.equal(hasStarted(pod, 'app'), false)
    assert.equal(pod.spec.initContainers?.[0]?.restartPolicy, undefined)
    assert.deepEqual(await database.tables(), [])
    assertNowhere(password, { 'the log of the action': log, Kubernetes: await namespace.everythingSaid() })
  },
}
