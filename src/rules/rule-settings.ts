/** The inputs that rules look at; those that hold secrets are not among them. */
export interface Settings {
  readonly image: string
  readonly env: string
  /** Those of the input `args`. */
  readonly args: readonly string[]
  readonly command: readonly string[]
  readonly secretName: string
  readonly secretKey: string
  readonly containerName: string
  readonly mountPath: string
  readonly imagePullPolicy: string
}
