package import ArgumentParser

/// The options that every command has.
package struct CommonOptions: ParsableArguments {
  @Option(
    name: .shortAndLong, help: ArgumentHelp("Form of the result.", valueName: "format"))
  package var output: OutputFormat?

  @Flag(name: .shortAndLong, help: "Print no progress and no notices.")
  package var quiet = false

  @Option(help: ArgumentHelp("Give up after so many seconds.", valueName: "seconds"))
  package var timeout: Seconds?

  package init() {}
}
