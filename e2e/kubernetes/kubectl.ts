import { run } from '../command.ts'

/** `kubectl` of the cluster that is tested, with the rights of an administrator. */
export class Kubectl {
  readonly kubeconfig: string
  private readonly program: string

  constructor(program: string, kubeconfig: string) {
    this.program = program
    this.kubeconfig = kubeconfig
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
