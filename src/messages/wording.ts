/** How the entry of a run names what a person sets: a step of a workflow has inputs, a command has options. */
export interface Wording {
  /** A setting, for the middle of a sentence: "the input `container-name`". */
  readonly setting: (name: string) => string
  /** A setting among settings, where no more needs to be said: "`container-name`". */
  readonly name: (name: string) => string
}

/** The words of a workflow step. */
export const ACTION_WORDING: Wording = {
  setting: (name) => `the input \`${name}\``,
  name: (name) => `\`${name}\``,
}
