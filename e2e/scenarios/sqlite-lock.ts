import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { runInitContainer } from '../init-container.ts'
import { CREATE_USERS, slow } from '../migrations.ts'
import type { Story } from '../stage.ts'
import { untilTrue } from '../waiting.ts'

/** Atlas' lock for SQLite: https://github.com/ariga/atlas/blob/v0.13.1/sql/sqlite/driver.go#L146 */
const LOCK = 'atlas_migrate_execute.lock'

export const story: Story = {
  proves: "Atlas' lock for SQLite keeps nobody away who has another folder for temporary files, as each container has",
  needs: [],
  databases: 'SQLite',

  async play({ database, checkout, folder, tools }) {
    const repository = await checkout(2)
    const { secretManifest } = await repository.inject({
      image: 'ghcr.io/repo/migrations:v1',
      'database-url': database.url,
      'fail-on': 'never',
    })
    const migrate = (name: string, temporary: string) =>
      runInitContainer(join(folder, name), {
        manifest: repository.manifest,
        secretManifest,
        migrations: [CREATE_USERS, slow(8)],
        atlas: join(tools.atlas, 'atlas'),
        temporary: join(folder, temporary),
      })

    const first = migrate('first', 'tmp')
    await untilTrue('the first has the lock', 20, () => Promise.resolve(existsSync(join(folder, 'tmp', LOCK))))
    const [together, apart] = await Promise.all([migrate('second', 'tmp'), migrate('third', 'other')])
    assert.match(together.errors, /lock on .* already taken/)
    assert.match(apart.output, /Migrating to version/)
    await first
  },
}
