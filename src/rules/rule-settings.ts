/** The inputs that rules look at, none of them secret. */
export interface Settings {
  readonly image: string
  readonly env: string
  /** The arguments in the input `args`, without those that the action adds. */
  readonly args: readonly string[]
  readonly command: readonly string[]
  readonly secretName: string
  readonly secretKey: string
  readonly containerName: string
  readonly mountPath: string
  readonly imagePullPolicy: string
}
