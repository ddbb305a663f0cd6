import { readFileSync } from 'node:fs'

import { run } from '../command.ts'

interface Kubeconfig {
  readonly contexts: readonly { readonly name: string; readonly context: object }[]
}

/** `kubectl` of the cluster that is tested, with the rights of an administrator. */
export class Kubectl {
  readonly kubeconfig: string
  private readonly program: string

  constructor(program: string, kubeconfig: string) {
    this.program = program
    this.kubeconfig = kubeconfig
  }

  /** The text of a kubeconfig whose namespace, where none is named, is this one. */
  kubeconfigFor(namespace: string): string {
    const kubeconfig = JSON.parse(readFileSync(this.kubeconfig, 'utf8')) as Kubeconfig
    const contexts = kubeconfig.contexts.map(({ name, context }) => ({ name, context: { ...context, namespace } }))
    return JSON.stringify({ ...kubeconfig, contexts })
  }

  /** Gives what it prints. Throws, with what it said, unless it ends with 0. */
  run(...words: readonly string[]): Promise<string> {
    return run(this.program, ['--kubeconfig', this.kubeconfig, ...words])
  }

  /** The objects that `kubectl get` finds. */
  async list(...words: readonly string[]): Promise<readonly unknown[]> {
    return (JSON.parse(await this.run('get', '--output=json', ...words)) as { readonly items: readonly unknown[] })
      .items
  }
}
