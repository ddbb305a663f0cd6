import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { changeOf } from '../src/run/request.ts'
import { readSettings } from '../src/settings/settings.ts'
import type { Injection } from '../src/injection/inject.ts'
import { redactorOf } from '../src/secrets/redactor.ts'
import type { Command } from './measure.ts'

const BUNDLE = fileURLToPath(new URL('../dist/index.js', import.meta.url))

const INPUTS: Readonly<Record<string, string>> = { image: 'ghcr.io/repo/migrations:v0.1.2', env: 'k8s' }

/** What every program puts in. */
export const INJECTION: Injection = injection()

function injection(): Injection {
  const inputs = readSettings(
    (name) => INPUTS[name] ?? '',
    redactorOf({ databaseUrl: '', config: '', token: '', env: '' }),
  )
  const change = changeOf(inputs)
  if (change.operation !== 'inject') throw new TypeError('the inputs ask for no injection')
  return change
}

/** The action as a runner starts it, over a folder; what it writes besides goes into another one. */
export function action(workspace: string, temp: string): Command {
  mkdirSync(temp, { recursive: true })
  const [output, summary] = [join(temp, 'output'), join(temp, 'summary')]
  for (const file of [output, summary]) writeFileSync(file, '')
  const inputs = Object.entries(INPUTS).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value] as const)
  return {
    words: [process.execPath, BUNDLE],
    environment: {
      ...Object.fromEntries(inputs),
      GITHUB_WORKSPACE: workspace,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      RUNNER_TEMP: temp,
    },
  }
}

/** `kubectl`, printing into a file what becomes of Deployments: of one file, or of each in a folder. */
export function kubectlPatch(path: string, output: string): Command {
  const { volume, container } = INJECTION
  const patch = { spec: { template: { spec: { volumes: [volume], initContainers: [container] } } } }
  const options = ['--local', '--type=strategic', '--output=yaml', `--patch=${JSON.stringify(patch)}`]
  return { words: ['kubectl', 'patch', ...options, `--filename=${path}`], output }
}

/** `yq`, rewriting the file of one Deployment. */
export function yqInPlace(file: string): Command {
  const { volume, container } = INJECTION
  const expression = [
    `.spec.template.spec.volumes += [${JSON.stringify(volume)}]`,
    `.spec.template.spec.initContainers += [${JSON.stringify(container)}]`,
  ]
  return { words: ['yq', '--inplace', expression.join(' | '), file] }
}

/** Which peers this machine has. */
export interface Peers {
  readonly kubectl: boolean
  readonly yq: boolean
}

/** Looks for the peers, and says which are missing. */
export function findPeers(): Peers {
  const says = (program: string, ...words: string[]): string => {
    const { error, stdout } = spawnSync(program, words, { encoding: 'utf8' })
    return error ? '' : stdout
  }
  const peers = {
    kubectl: says('kubectl', 'version', '--client').includes('Client Version'),
    // Another program of that name has other options.
    yq: says('yq', '--version').includes('mikefarah'),
  }
  if (!peers.kubectl) console.log('There is no kubectl here: it is left out.\n')
  if (!peers.yq) console.log('There is no yq here (the one of https://github.com/mikefarah/yq): it is left out.\n')
  return peers
}
