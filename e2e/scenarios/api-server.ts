import assert from 'node:assert/strict'

import { corpusSample } from '../corpus.ts'
import { IMAGE } from '../kubernetes/additions.ts'
import { compare } from '../kubernetes/comparison.ts'
import { exampleManifests } from '../runner/examples.ts'
import type { Story } from '../stage.ts'
import { mentionedWorkloads, sideBySide, WORKLOAD_KINDS } from '../workload-objects.ts'

/**
 * How many of what seem to be workloads have to be compared at the least. It is 54 of 100 in the corpus: the others are
 * templates, patches, what an autoscaler only refers to, and what the API server has refused before.
 */
const LEAST_SHARE = 0.45

export const story: Story = {
  proves: 'the API server accepts whatever it accepted before, with exactly our container and our volume more',
  needs: ['kubernetes'],
  databases: 'none',

  async play({ apiServer, checkoutWith }) {
    const manifests = { ...exampleManifests(), ...corpusSample() }
    const repository = await checkoutWith(manifests)
    await repository.inject({ image: IMAGE, kinds: WORKLOAD_KINDS.join('\n'), 'on-refused': 'warn' })

    const files = Object.entries(manifests)
    const workloads = files.flatMap(([path, text]) => sideBySide(path, text, repository.read(path)))
    const rewritten = workloads.filter(({ before, after }) => before.body !== after.body)
    const namespaces = new Set(rewritten.map(({ before }) => before.namespace))
    for (const namespace of namespaces) await apiServer.createNamespace(namespace)
    const compared = await compare(rewritten, apiServer)

    const mentioned = files.reduce((sum, [, text]) => sum + mentionedWorkloads(text), 0)
    console.log(
      `counted   api-server: ${files.length} files with ${workloads.length} workloads, ${rewritten.length} rewritten, ` +
        `${rewritten.length - compared} refused before and after, ${compared} compared`,
    )
    assert.ok(compared >= LEAST_SHARE * mentioned, `only ${compared} of ${mentioned} were compared`)
  },
}
