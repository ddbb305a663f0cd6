import assert from 'node:assert/strict'

import { CREATE_USERS } from '../migrations.ts'
import type { Story } from '../stage.ts'

export const story: Story = {
  proves: 'with `--dry-run` in `args` the log has the statements, and nothing changes in the database',
  needs: ['kubernetes'],
  databases: 'on the network',

  async play({ database, openNamespace, checkout, image }) {
    const namespace = await openNamespace()
    const repository = await checkout(1)
    const { secretManifest } = await repository.inject({
      image: await image('v1', [CREATE_USERS]),
      'database-url': database.url,
      args: '--dry-run',
    })
    await namespace.apply(secretManifest)
    await namespace.apply(repository.manifest)
    await namespace.rolloutStatus('deployment/app')

    const [pod] = await namespace.pods()
    assert.ok(pod)
    assert.ok(namespace.log(pod, 'migrate').includes('CREATE TABLE users'))
    assert.ok(!(await database.tables()).includes('users'))
  },
}
