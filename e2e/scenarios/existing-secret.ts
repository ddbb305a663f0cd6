import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { appliedVersions } from '../database.ts'
import { CREATE_USERS } from '../migrations.ts'
import type { Story } from '../stage.ts'

export const story: Story = {
  proves: 'a Secret that is in the cluster already is only referred to',
  needs: ['kubernetes'],
  databases: 'on the network',

  async play({ database, openNamespace, checkout, image, folder }) {
    const namespace = await openNamespace()
    const secret = join(folder, 'secret.json')
    writeFileSync(
      secret,
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'atlas-project' },
        stringData: { 'atlas.hcl': `env "k8s" {\n  url = ${JSON.stringify(database.url)}\n}\n` },
      }),
    )
    await namespace.apply(secret)

    const repository = await checkout(1)
    const { secretManifest } = await repository.inject({ image: await image('v1', [CREATE_USERS]) })
    assert.equal(secretManifest, '')
    await namespace.apply(repository.manifest)
    await namespace.rolloutStatus('deployment/app')

    assert.deepEqual(await appliedVersions(database), [CREATE_USERS.version])
  },
}
