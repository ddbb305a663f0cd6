import { textOf } from '../yaml/value.ts'
import type { Finding, Rule } from './rule.ts'
import { initContainerOf, type Container } from '../kubernetes/pod.ts'

/** Tags that usually name the newest image. The list is our choice, without a source. */
const MUTABLE_TAGS: readonly string[] = [
  'canary',
  'dev',
  'develop',
  'development',
  'edge',
  'head',
  'latest',
  'main',
  'master',
  'next',
  'nightly',
  'prod',
  'production',
  'release',
  'rolling',
  'snapshot',
  'stable',
  'staging',
  'test',
  'trunk',
]
const MUTABLE_SUFFIX = /-(?:latest|snapshot)$/

/** The tag of an image reference without a digest. */
const TAG = /^[^@]*:([^@/:]+)$/

export const mutableTag: Rule = {
  name: 'mutable-tag',
  severity: 'notice',
  fix: 'Give each release its own tag, or add the digest to the input `image`.',
  isOncePerRun: true,
  find: (workload, { settings }) => {
    const initContainer = initContainerOf(workload, settings.containerName)
    const [, tag = ''] = TAG.exec(textOf(initContainer.value.image)) ?? []
    const lowerCase = tag.toLowerCase()
    return MUTABLE_TAGS.includes(lowerCase) || MUTABLE_SUFFIX.test(lowerCase) ? [findingOf(tag, initContainer)] : []
  },
}

function findingOf(tag: string, { name, value, place }: Container): Finding {
  const policy = textOf(value.imagePullPolicy)
  const start = `the image of \`${name}\` has the mutable tag \`${tag}\``
  if (policy === 'IfNotPresent' || policy === 'Never')
    return {
      message: `${start}. With \`imagePullPolicy: ${policy}\`, a node that has an old image applies the old migrations.`,
      place: [...place, 'image'],
      severity: 'warning',
    }
  return {
    message: `${start}: pods of one rollout may run different migrations, and a new image starts no rollout.`,
    place: [...place, 'image'],
  }
}
