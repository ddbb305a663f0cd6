import assert from 'node:assert/strict'

import type { RewrittenWorkload } from '../workload-objects.ts'
import { comparable, withOurs } from './additions.ts'
import type { ApiServer } from './api-server.ts'

/**
 * Asks the API server what it makes of each workload, before and after. Gives how many it accepted. Throws, with the
 * workload's place and the API server's words, when one is no longer accepted, has anything but what is ours more, or is
 * refused for another reason than before.
 */
export async function compare(workloads: readonly RewrittenWorkload[], apiServer: ApiServer): Promise<number> {
  let accepted = 0
  for (const workload of workloads) if (await isAcceptedAsBefore(workload, apiServer)) accepted++
  return accepted
}

async function isAcceptedAsBefore({ place, ...texts }: RewrittenWorkload, apiServer: ApiServer): Promise<boolean> {
  const [before, after] = await Promise.all([apiServer.dryRun(texts.before), apiServer.dryRun(texts.after)])
  try {
    if (before.isAccepted) {
      if (!after.isAccepted) throw new Error(`It was accepted, and is not any more: ${after.reason}`)
      assert.deepEqual(comparable(after.object), withOurs(comparable(before.object)))
    } else {
      assert.deepEqual(after, before)
    }
  } catch (cause) {
    throw new Error(`${place}:\n${texts.after.body}`, { cause })
  }
  return before.isAccepted
}
