import assert from 'node:assert/strict'

import { appliedVersions } from '../database.ts'
import { hasStarted } from '../kubernetes/namespace.ts'
import { CREATE_USERS } from '../migrations.ts'
import type { Story } from '../stage.ts'
import { everyKind, KINDS } from '../workloads.ts'

export const story: Story = {
  proves: `a ${KINDS.join(', ')} each start behind the init container, and so does a Deployment in a List`,
  needs: ['kubernetes'],
  databases: 'on the network',

  async play({ database, openNamespace, checkoutOf, image }) {
    const namespace = await openNamespace()
    const repository = await checkoutOf(everyKind)
    const { secretManifest } = await repository.inject({
      image: await image('v1', [CREATE_USERS]),
      'database-url': database.url,
      kinds: ['Deployment', ...KINDS].join('\n'),
    })
    await namespace.apply(secretManifest)
    await namespace.apply(repository.manifest)
    await namespace.startNow('cronjob')

    const names = ['Deployment', ...KINDS].map((kind) => kind.toLowerCase())
    for (const name of names) {
      const pod = await namespace.pod(`is of the ${name} and runs`, (pod) => {
        return pod.metadata.labels.app === name && hasStarted(pod, 'app')
      })
      assert.notEqual(namespace.log(pod, 'migrate'), '', name)
    }
    assert.deepEqual(await appliedVersions(database), [CREATE_USERS.version])
  },
}
