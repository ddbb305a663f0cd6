import assert from 'node:assert/strict'

import { appliedVersions } from '../database.ts'
import { ADD_ROOT_USER, CREATE_USERS } from '../migrations.ts'
import type { Story } from '../stage.ts'

export const story: Story = {
  proves: 'five replicas that start at once apply each migration exactly once',
  needs: ['kubernetes'],
  databases: 'on the network',

  async play({ database, openNamespace, checkout, image }) {
    const namespace = await openNamespace()
    const repository = await checkout(5)
    const { secretManifest } = await repository.inject({
      image: await image('v1', [CREATE_USERS, ADD_ROOT_USER]),
      'database-url': database.url,
    })
    await namespace.apply(secretManifest)
    await namespace.apply(repository.manifest)
    await namespace.rolloutStatus('deployment/app')

    const pods = await namespace.pods()
    const logs = pods.map((pod) => namespace.log(pod, 'migrate'))
    assert.equal(pods.length, 5)
    assert.equal(logs.filter((log) => log.includes(`Migrating to version ${ADD_ROOT_USER.version}`)).length, 1)
    assert.deepEqual(await appliedVersions(database), [CREATE_USERS.version, ADD_ROOT_USER.version])
    assert.deepEqual(await database.column('SELECT name FROM users'), ['root'])
  },
}
