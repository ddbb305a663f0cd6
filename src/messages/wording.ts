/** How an entry point names a setting: a step of a workflow has inputs, a command has options. */
export interface Wording {
  /** A setting in a sentence: "the input `container-name`". */
  readonly setting: (name: string) => string
  /** A setting in a list or at the start of a message: "`container-name`". */
  readonly name: (name: string) => string
}

/** The words of a workflow step. */
export const ACTION_WORDING: Wording = {
  setting: (name) => `the input \`${name}\``,
  name: (name) => `\`${name}\``,
}
