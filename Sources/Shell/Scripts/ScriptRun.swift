package import ArgumentParser

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The command `run FILE [ARG…]` or `. FILE`.
package struct ScriptRun: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Replay a script in this session.", aliases: ["."])
  package static let examples = [
    Example("run migrate.vecferry", "stops at the first failure"),
    Example("run migrate.vecferry docs_v1", "$1 is docs_v1 in the script"),
    Example("run --dry-run migrate.vecferry", "what it would do; nothing is changed"),
    Example("run --from 7 migrate.vecferry", "from line 7, after connect, use, let and set again"),
  ]
  package static let seeAlso = ["topic scripts", "let", "echo"]
  package static let limitsItself = true
  package static let statuses: [ExitStatus] = [.stopped]

  @Option(help: ArgumentHelp("Begin at this line.", valueName: "line"))
  package var from = 1
  @Flag(name: .shortAndLong, help: "Go on after a failed command; status 1 at the end.")
  package var keepGoing = false
  @Flag(name: [.customShort("x"), .long], help: "Show each command before it is run.")
  package var trace = false
  @Flag(
    name: [.customShort("n"), .long],
    help: "Check syntax, options and variables, and run nothing.")
  package var checkScript = false
  @Flag(help: "Run what only reads, and every change with its own --dry-run.")
  package var dryRun = false
  @OptionGroup package var common: CommonOptions
  @Argument(help: "Script.", completion: .file())
  package var file: String
  @Argument(help: ArgumentHelp("$1, $2 and so on.", valueName: "arg"))
  package var arguments: [String] = []

  package init() {}

  package func validate() throws {
    guard from > 0 else { throw ValidationError("--from takes the number of a line, from 1") }
  }

  package func run(in session: ShellSession) async throws -> CommandResult {
    let folder = session.script?.folder ?? FileManager.default.currentDirectoryPath
    let script = try await Script(file: file, in: folder)
    if checkScript { return await check(script, in: session) }
    var options = ScriptRunner.Options()
    options.from = from
    options.keepsGoing = keepGoing
    options.arguments = arguments
    options.again = { "run --from \($0) \(Quoting.line([file] + arguments))" }
    let traced = session.traces
    session.traces = traced || trace
    defer { session.traces = traced }
    let outcome = try await session.rehearsing(dryRun) {
      try await ScriptRunner(session: session, options: options).run(script)
    }
    return CommandResult(nil, status: outcome.status, leaves: outcome.leaves)
  }

  private func check(_ script: Script, in session: ShellSession) async -> CommandResult {
    let reports = ScriptCheck.reports(on: script, arguments: arguments, in: session)
    for report in reports { await session.console.report(report) }
    return .status(reports.isEmpty ? .done : .usage)
  }
}
