import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { BUNDLE } from '../bundle.ts'
import { outcome } from '../command.ts'

/** A workflow, and what GitHub gives to a runner with it. */
export interface WorkflowJob {
  /** The text of its file. */
  readonly workflow: string
  readonly event: { readonly name: string; readonly payload: object }
  readonly environment: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, string>>
  readonly variables: Readonly<Record<string, string>>
}

/** The programs around a workflow. */
export interface Surroundings {
  /** The path of `act`. */
  readonly program: string
  /** A folder of programs that come before those of this machine. */
  readonly programs: string
}

/** How the run of a workflow ended, and what it left behind. */
export interface WorkflowRun {
  /** 1 when the job failed. */
  readonly exitCode: number | null
  /** What a person reads, with what the runner masks. */
  readonly log: string
  /** The result of each step, `success` or `failure`, under its `id`, or its number when it has none. */
  readonly results: Readonly<Record<string, string>>
  /** The outputs of the step that runs this action. */
  readonly outputs: Readonly<Record<string, string>>
  /** The job's summary. */
  readonly summary: string
  /** The paths of the artifacts, under their names. */
  readonly artifacts: Readonly<Record<string, string>>
}

/** One line of what `act --json` prints, as far as it is of interest. */
interface Entry {
  readonly msg?: string
  readonly step?: string
  readonly stage?: string
  readonly stepID?: readonly string[]
  readonly stepResult?: string
  readonly command?: string
  readonly name?: string
  readonly arg?: string
  readonly content?: string
}

const ACTION = fileURLToPath(new URL('../../action.yml', import.meta.url))
/** `kubectl rollout status` waits for as long as the manifest says, which is many minutes. */
const JOB_SECONDS = 120
/** The actions of others that the examples use: they come from GitHub, which is not there. */
const STAND_INS = {
  'actions/checkout@v5': 'checkout',
  'actions/upload-artifact@v6': 'upload-artifact',
  'actions/create-github-app-token@v3.2.0': 'create-github-app-token',
}

/** Runs a workflow whose step `uses: ./` is this action, on this machine, with its files in a new folder. */
export async function runWorkflow(job: WorkflowJob, home: string, surroundings: Surroundings): Promise<WorkflowRun> {
  const path = (name: string): string => join(home, name)
  for (const name of ['workspace', 'action', 'artifacts', 'home']) mkdirSync(path(name), { recursive: true })
  cpSync(ACTION, path('action/action.yml'))
  cpSync(dirname(BUNDLE), path('action/dist'), { recursive: true })
  writeFileSync(path('workflow.yml'), job.workflow)
  writeFileSync(path('event.json'), JSON.stringify(job.event.payload))
  // YAML, of which JSON is a part: a secret may have more than one line.
  writeFileSync(path('secrets.yml'), JSON.stringify(job.secrets), { mode: 0o600 })

  const { exitCode, output } = await outcome(surroundings.program, words(job, path), {
    folder: home,
    seconds: JOB_SECONDS,
    environment: {
      // No settings of whoever runs this.
      HOME: path('home'),
      XDG_CONFIG_HOME: path('home'),
      XDG_CACHE_HOME: path('cache'),
      PATH: [dirname(process.execPath), surroundings.programs, process.env.PATH].join(delimiter),
    },
  })
  return collect(exitCode, output, path)
}

function words({ event, environment, variables }: WorkflowJob, path: (name: string) => string): readonly string[] {
  const pairs = (option: string, values: Readonly<Record<string, string>>): readonly string[] =>
    Object.entries(values).flatMap(([name, value]) => [option, `${name}=${value}`])
  const standIns = Object.entries(STAND_INS).map(
    ([action, folder]) => [action, fileURLToPath(new URL(`stand-ins/${folder}`, import.meta.url))] as const,
  )
  return [
    event.name,
    '--json',
    ...['--directory', path('workspace')],
    ...['--workflows', path('workflow.yml')],
    ...['--eventpath', path('event.json')],
    ...['--secret-file', path('secrets.yml')],
    ...['--action-cache-path', path('cache')],
    ...['--platform', 'ubuntu-latest=-self-hosted'],
    '--no-cache-server',
    // Our stand-in for actions/checkout does it; `act` itself would copy the folder.
    '--no-skip-checkout',
    ...pairs('--local-repository', Object.fromEntries(standIns)),
    ...pairs('--env', { ...environment, ACTION: path('action'), ARTIFACTS: path('artifacts') }),
    ...pairs('--var', variables),
  ]
}

function collect(exitCode: number | null, output: string, path: (name: string) => string): WorkflowRun {
  const entries = output.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Entry] : []))
  const ofAction = entries.filter(({ step }) => step === './')
  const outputs = ofAction.filter(({ command }) => command === 'set-output')
  // Steps in a step have longer ids.
  const results = entries.filter(({ stage, stepID, stepResult }) => {
    return stage === 'Main' && stepID?.length === 1 && stepResult !== undefined
  })
  const artifacts = readdirSync(path('artifacts'))
  return {
    exitCode,
    log: entries.map(({ msg = '' }) => msg.trimEnd()).join('\n'),
    results: Object.fromEntries(results.map(({ stepID, stepResult = '' }) => [String(stepID?.[0]), stepResult])),
    outputs: Object.fromEntries(outputs.map(({ name = '', arg = '' }) => [name, arg])),
    summary: ofAction.find(({ command }) => command === 'summary')?.content ?? '',
    artifacts: Object.fromEntries(artifacts.map((name) => [name, path(`artifacts/${name}`)])),
  }
}
