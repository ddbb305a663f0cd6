import assert from 'node:assert/strict'
import { join } from 'node:path'

import { runInitContainer } from '../init-container.ts'
import { ADD_ROOT_USER, CREATE_USERS } from '../migrations.ts'
import type { Story } from '../stage.ts'

export const story: Story = {
  proves:
    'through PgBouncer in transaction mode Atlas fails, and leaves its lock behind with a connection of the pooler',
  needs: [],
  databases: 'PostgreSQL',

  async play({ database, checkout, folder, tools, pooler }) {
    const repository = await checkout(1)
    const migrate = async (url: string, name: string) => {
      const { secretManifest } = await repository.inject({ image: 'ghcr.io/repo/migrations:v1', 'database-url': url })
      const atlas = join(tools.atlas, 'atlas')
      const migrations = [CREATE_USERS, ADD_ROOT_USER]
      return runInitContainer(join(folder, name), { manifest: repository.manifest, secretManifest, migrations, atlas })
    }

    // Without the parameter, a prepared statement is looked for where it is not, before anything is locked.
    const through = await migrate(`${await pooler()}&binary_parameters=yes`, 'through')
    assert.match(through.errors, /failed releasing lock/)
    assert.ok(!(await database.tables()).includes('users'))

    // Whoever comes next waits for the lock that a connection of the pooler still holds.
    const direct = await migrate(database.url, 'direct')
    assert.match(direct.errors, /acquiring database lock/)
  },
}
